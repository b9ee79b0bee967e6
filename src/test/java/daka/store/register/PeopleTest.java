package daka.store.register;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Role;
import daka.device.Waiting;
import daka.store.OpenStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {
  @TempDir Path folder;
  private OpenStore store;
  private People people;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    people = new People(store.database);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private void register(List<String> names) {
    ResidentImport imports = new ResidentImport(store.database, store.fingerprints, store::now);
    List<ResidentImport.Line> lines = new ArrayList<>();
    for (String name : names) {
      lines.add(new ResidentImport.Line(lines.size(), ResidentsTest.named(name), List.of()));
    }
    assertEquals(new ResidentImport.Outcome.Done(lines.size(), 0, List.of()), imports.add(lines));
  }

  private List<String> search(String text) {
    return people.search(text, 50).stream().map(People.Found::name).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "王秀英, 王",
    "王秀英, 秀英",
    "王秀英, wxy",
    "王秀英, WX",
    "王秀英, wang",
    "王秀英, wangxiuying",
    "王秀英, wang xiu ying",
    "王秀英, wang'xiu",
    "王秀英, Ｗａｎｇ　ｘｉｕ",
    "王秀英, wangxy",
    "王秀英, wxiuying",
    "王秀英, wxiuy",
    "王秀英, waxiyi",
    "王秀英, xy",
    "王秀英, xiuy",
    "王秀英, ying",
    "王秀英, 王xy",
    "王秀英, 汪秀英",
    "曾国藩, zengguofan",
    "曾国藩, cengguofan",
    "单雄信, shanxx",
    "解晓东, xie",
    "解晓东, jie",
    "欧阳修, ouyangxiu",
    "欧阳修, oyx",
    "吕秀才, lv",
    "吕秀才, lu",
    "吕秀才, lü",
    "吕秀才, lvxc",
    "王女士, wangnv",
    "劉備, liubei",
    "劉備, 刘备",
    "刘备, 劉備",
    "西安, xian",
    "西安, xi'an",
    "王〇, wangling",
    "阿卜杜拉·买买提, mmt",
    "Anna Maria Schmidt, maria",
    "Anna Maria Schmidt, anna schm",
    "Anna Maria Schmidt, schmidt anna",
    "Anna Maria Schmidt, ams",
    "José Müller, jose mull",
    "José Müller, JOSÉ",
    "Seán O’Brien, sean obrien",
    "Seán O’Brien, O'Brien",
    "אברהם לוי, אברהם",
    "😀王, 😀",
    "😀王, wang",
    "王A, wa"
  })
  void a_name_is_found_as_people_type_it(String name, String text) {
    register(List.of(name, "丁丁", "Zzz"));
    assertEquals(List.of(name), search(text));
  }

  @ParameterizedTest
  @CsvSource({"王秀英, wyx", "王秀英, xw", "王秀英, wangg", "王秀英, wxyz", "王秀英, xiuw", "王秀英, angxiu"})
  void what_does_not_spell_a_name_does_not_find_it(String name, String text) {
    register(List.of(name));
    assertEquals(List.of(), search(text));
  }

  @Test
  void the_likeliest_comes_first() {
    register(List.of("赵王", "赵文晓", "文晓燕子", "文小亚", "吴昕", "WX Li", "Li Wx", "王秀", "魏学习"));
    assertEquals(List.of("WX Li", "Li Wx", "王秀", "吴昕", "魏学习", "文小亚", "文晓燕子", "赵文晓"), search("wx"));
    register(List.of("汪洋", "汪汪汪", "万安国", "陈望"));
    assertEquals(List.of("汪洋", "王秀", "汪汪汪", "万安国", "陈望", "赵王"), search("wang"));
  }

  @Test
  void without_a_text_the_latest_come_first() {
    register(List.of("甲", "乙", "丙"));
    assertEquals(List.of("丙", "乙", "甲"), search(" \u3000\u00a0"));
    assertEquals(2, people.search("", 2).size());
  }

  @Test
  void it_is_told_who_is_in_which_room() throws SQLException {
    Residents residents = new Residents(store.database, store.fingerprints, store::now);
    residents.add(new Person("李芳", Role.STAFF, "138", "1970", null, "note"), List.of());
    long wang = store.resident("王秀英", "W-1");
    store.desk.scan(entrance("W-1"));
    assertEquals(
        List.of(
            new People.Found(wang, "王秀英", Role.RESIDENT, null, "hall"),
            new People.Found(wang - 1, "李芳", Role.STAFF, "1970", null)),
        people.search("", 10));
    store.pass(Duration.ofMinutes(5));
    store.desk.scan(entrance("W-1"));
    assertEquals(
        List.of(new People.Found(wang, "王秀英", Role.RESIDENT, null, null)),
        people.search("wxy", 10));
  }

  @Test
  void a_name_that_was_changed_is_found_as_it_is_now() throws SQLException {
    long id = store.resident("王秀英", "W-1");
    assertEquals(List.of("王秀英"), search("wxy"));
    store.execute("UPDATE residents SET name = '李秀英' WHERE id = " + id);
    assertEquals(List.of(), search("wxy"));
    assertEquals(List.of("李秀英"), search("lxy"));
  }

  @Test
  void among_many_nobody_is_left_out() throws SQLException {
    store.execute(
        """
        WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 12000)
        INSERT INTO residents (id, name, role, subject, created)
        SELECT n * 3, iif(n % 5000 < 2, '王秀英', '李芳') || n, 'resident', n, 0 FROM many\
        """);
    assertEquals(List.of("王秀英1", "王秀英5001", "王秀英5000", "王秀英10001", "王秀英10000"), search("wxy"));
    assertEquals(List.of("李芳12000"), search("李芳12000"));
  }

  @Test
  void no_name_and_no_text_breaks_the_search_or_makes_it_slow() {
    Random random = new Random(5);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      names.add(text(random, 1 + random.nextInt(40)).replaceAll("\\p{Cs}", "x"));
    }
    names.add("a".repeat(100));
    names.add("a ".repeat(50));
    names.add("阿".repeat(100));
    register(names);
    for (int i = 0; i < 300; i++) {
      String whole = names.get(random.nextInt(names.size()));
      String text =
          i % 3 == 0 ? whole : i % 3 == 1 ? text(random, random.nextInt(100)) : "a".repeat(i % 101);
      List<String> found = assertTimeoutPreemptively(Waiting.PATIENCE, () -> search(text), text);
      assertTrue(i % 3 != 0 || whole.isBlank() || found.contains(whole), whole);
    }
  }

  /// Characters of every kind, and halves of some.
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.codePointCount(0, text.length()) < length) {
      int c =
          switch (random.nextInt(6)) {
            case 0 -> random.nextInt(0x20, 0x7F);
            case 1 -> random.nextInt(0x4E00, 0xA000);
            case 2 -> random.nextInt(0x20000, 0x2FFFF);
            case 3 -> random.nextInt(0x1F300, 0x1FAFF);
            case 4 -> random.nextInt(0x80, 0x3000);
            default -> random.nextInt(0x20, 0x10FFFF);
          };
      text.appendCodePoint(c);
    }
    return text.toString();
  }
}
