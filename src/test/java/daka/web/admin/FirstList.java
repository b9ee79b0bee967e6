package daka.web.admin;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The list that a centre brings along on its first day: 300 people as a Chinese spreadsheet writes
/// them, with twelve lines wrong in twelve ways, and the same with those mended.
final class FirstList {
  static final int PEOPLE = 300;
  private static final Charset GBK = Charset.forName("GBK");
  private static final String HEADINGS = "序号,姓名,人员类别,联系电话,出生日期,语言,身份证号,卡号,备注";
  private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗高";
  private static final String GIVEN = "秀英桂兰建国淑珍志强玉梅国华丽娟海燕文杰";

  /// What a person in the office sees to first: lines by their number in the file, each with the
  /// reason that the page is to tell, what was typed, and what it should have been.
  private static final Map<Integer, Wrong> WRONG = new LinkedHashMap<>();

  /// @param told what the page says of it, in part
  /// @param typed a line without its number
  /// @param mended the same as it should be
  record Wrong(String told, String typed, String mended) {}

  static {
    wrong(5, "缺姓名", ",居民,13900000005,1948,,,,", "钱玉兰,居民,13900000005,1948,,,,");
    wrong(31, "身份“组长”看不懂", "孙国庆,组长,13900000031,1969,,,,", "孙国庆,工作人员,13900000031,1969,,,,组长");
    wrong(48, "电话“1390000004”不对", "李春华,居民,1390000004,1955,,,,", "李春华,居民,13900000048,1955,,,,");
    wrong(77, "出生“78岁”看不懂", "周福生,居民,13900000077,78岁,,,,", "周福生,居民,13900000077,1948,,,,");
    wrong(102, "语言“本地话”看不懂", "吴桂芳,居民,13900000102,1951,本地话,,,", "吴桂芳,居民,13900000102,1951,中文,,,");
    wrong(
        119,
        "110105194912310000",
        "郑德明,居民,13900000119,,,110105194912310000,,",
        "郑德明,居民,13900000119,,,11010519491231002X,,");
    wrong(140, "1.10105E+17", "冯淑兰,居民,13900000140,,,1.10105E+17,,", "冯淑兰,居民,13900000140,1949,,,,");
    wrong(169, "第 168 行是同一个人", "沈建军,居民,13900000168,1960,,,,二号楼", "沈建军,居民,13900000169,1962,,,,二号楼");
    wrong(
        205,
        "第 204 行的另一个人有同一张卡",
        "韩志刚,居民,13900000205,1957,,,88000204,",
        "韩志刚,居民,13900000205,1957,,,88000205,");
    wrong(233, "不满14周岁", "许小宝,居民,13900000233,2020-05-01,,,,", "许小宝,居民,,,,,,跟奶奶来");
    wrong(
        260,
        "多出一个单元格“三楼”",
        "何玉珍,居民,13900000260,1953,,,,二单元,三楼",
        "何玉珍,居民,13900000260,1953,,,,二单元三楼");
    wrong(
        299,
        "备注太长",
        "施国强,居民,13900000299,1946,,,," + "腿脚不便，".repeat(250),
        "施国强,居民,13900000299,1946,,,,腿脚不便");
  }

  private FirstList() {}

  private static void wrong(int line, String told, String typed, String mended) {
    WRONG.put(line, new Wrong(told, typed, mended));
  }

  /// The lines that are wrong.
  static Map<Integer, Wrong> wrong() {
    return WRONG;
  }

  static byte[] asBrought() {
    return file(false);
  }

  static byte[] mended() {
    return file(true);
  }

  private static byte[] file(boolean mended) {
    List<String> lines = new ArrayList<>(List.of(HEADINGS));
    for (int line = 2; line <= PEOPLE + 1; line++) {
      Wrong wrong = WRONG.get(line);
      String person = wrong == null ? person(line) : mended ? wrong.mended() : wrong.typed();
      lines.add(line - 1 + "," + person);
    }
    return (String.join("\r\n", lines) + "\r\n").getBytes(GBK);
  }

  /// The one of line 168 is called as the one after is.
  private static String person(int line) {
    if (line == 168) {
      return "沈建军,居民,13900000168,1960,,,,一号楼";
    }
    String name =
        "%c%c%c"
            .formatted(
                SURNAMES.charAt(line % SURNAMES.length()),
                GIVEN.charAt(line / SURNAMES.length()),
                GIVEN.charAt(line * 7 % GIVEN.length()));
    String card = line == 204 ? "88000204" : "";
    String role = line == 3 ? "工作人员" : "居民";
    return "%s,%s,139%08d,%d-%02d,,,%s,"
        .formatted(name, role, line, 1935 + line % 60, 1 + line % 12, card);
  }
}
