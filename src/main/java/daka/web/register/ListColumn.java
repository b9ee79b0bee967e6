package daka.web.register;

import daka.checkin.CardKind;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of a list of residents, and the headings that centres give them.
enum ListColumn {
  NAME(null, "name", "full name", "姓名", "名字", "居民姓名", "住户姓名", "居民", "姓名全称"),
  ROLE(null, "role", "角色", "人员类别", "人员类型", "类别", "類別", "人員類別", "人員類型"),
  PHONE(
      null,
      "phone, phone number, telephone, telephone number, tel, mobile, mobile number, mobile phone,"
          + " cell, cell phone, contact number",
      "电话, 电话号码, 联系电话, 联系方式, 联络电话, 手机, 手机号, 手机号码, 移动电话, 本人电话",
      "電話, 電話號碼, 聯繫電話, 聯絡電話, 聯繫方式, 聯絡方式, 手機, 手機號, 手機號碼, 行動電話, 流動電話"),
  BORN(
      null,
      "born, birth, birthday, birthdate, birth date, date of birth, dob, birth year, year of birth",
      "出生, 出生日期, 出生年月, 出生年月日, 出生年, 出生年份, 出生时间, 生日, 出生時間"),
  LANGUAGE(null, "language", "lang", "语言", "語言", "语种", "語種", "使用语言", "使用語言"),
  NOTE(null, "note, notes, remark, remarks, comment, comments", "备注, 附注, 说明, 备注说明, 備註, 備注, 附註, 說明"),
  CARD_QR(
      CardKind.QR, "card_qr, qr, qr code, card qr", "二维码, 二维码内容, 二维码号, 居民码, 二維碼, 二維碼內容, QR码, QR碼"),
  CARD_RFID(
      CardKind.RFID,
      "card_rfid, rfid, rfid card, nfc, nfc card, chip, uid, card uid, card rfid",
      "门禁卡, 门禁卡号, IC卡, IC卡号, 感应卡, 感应卡号, 芯片号, 射频卡, 射频卡号, 物理卡号",
      "門禁卡, 門禁卡號, IC卡號, 感應卡, 感應卡號, 晶片號, 射頻卡, 射頻卡號, RFID卡, RFID卡号, RFID卡號, NFC卡"),
  CARD_IDCARD(
      CardKind.IDCARD,
      "card_idcard, id card, id card number, id number, identity card, card idcard, idcard",
      "身份证, 身份证号, 身份证号码, 公民身份号码, 公民身份证号码, 居民身份证号, 居民身份证, 证件号, 证件号码",
      "身份證, 身份證號, 身份證號碼, 公民身份號碼, 公民身份證號碼, 居民身份證, 居民身份證號, 證件號, 證件號碼"),
  CARD_PHONE(
      CardKind.PHONE,
      "card_phone, phone card, card phone",
      "打卡手机, 打卡手机号, 打卡电话, 登记手机, 登记手机号",
      "打卡手機, 打卡手機號, 打卡電話, 登記手機, 登記手機號"),
  CARD_NUMBER(
      CardKind.NUMBER,
      "card_number, card number, card no, number, card",
      "卡号, 卡片号, 卡片编号, 卡编号, 居民卡号, 会员号, 会员卡号, 编码",
      "卡號, 卡片號, 卡片編號, 卡編號, 居民卡號, 會員號, 會員卡號"),
  /// The register's own number of a person, as an export has it.
  ID(null, "id, person id, resident id", "人员编号, 居民编号, 登记编号, 人員編號, 居民編號, 登記編號"),
  /// What lists count their lines by, which says nothing of anybody.
  LINE_NUMBER(null, "no, #, line", "序号, 序, 行号, 編號, 编号, 序號, 行號, 項次");

  private static final String SEPARATOR = ", ";
  private static final Map<String, ListColumn> BY_HEADING = new HashMap<>();

  static {
    for (ListColumn column : values()) {
      for (String heading : column.headings()) {
        BY_HEADING.put(bare(heading), column);
      }
    }
  }

  private final String wireName = name().toLowerCase(Locale.ROOT);
  private final @Nullable CardKind kind;
  private final String headings;

  ListColumn(@Nullable CardKind kind, String... headings) {
    this.kind = kind;
    this.headings = String.join(SEPARATOR, headings);
  }

  /// The column that the API calls so, if there is one.
  static Optional<ListColumn> ofWireName(String name) {
    return Stream.of(values()).filter(column -> column.wireName().equals(name)).findFirst();
  }

  private List<String> headings() {
    return List.of(headings.split(SEPARATOR, -1));
  }

  /// The column with this heading, if it is one that is known.
  static Optional<ListColumn> of(String heading) {
    return Optional.ofNullable(BY_HEADING.get(bare(heading)));
  }

  /// Without what people set off a heading by: `姓 名*`, `出生日期（必填）`, `Card-No.`.
  private static String bare(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFKC)
        .replaceAll("[(\\[【].*?[)\\]】]", "")
        .replaceAll("[^\\p{L}\\p{N}#]", "")
        .toLowerCase(Locale.ROOT);
  }

  /// The kind of card that stands in it, or null if it says something of the person.
  @Nullable CardKind kind() {
    return kind;
  }

  /// The name by which the API calls it.
  String wireName() {
    return wireName;
  }

  /// The names by which the API calls them, and how they are headed in Chinese.
  static String all() {
    return Stream.of(values())
        .filter(column -> column != LINE_NUMBER)
        .map(column -> column.wireName() + " (" + column.inChinese() + ")")
        .collect(Collectors.joining(", "));
  }

  private String inChinese() {
    return headings().stream()
        .filter(heading -> heading.codePointAt(0) >= 0x2E80)
        .findFirst()
        .orElse(wireName());
  }
}
