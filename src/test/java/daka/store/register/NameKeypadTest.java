package daka.store.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeypadTest {
  @TempDir Path folder;
  private OpenStore store;
  private NameKeypad keypad;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    keypad = new NameKeypad(store.database);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "王, wang", "秀, xiu", "英, ying", "曾, zeng", "曾, ceng", "单, shan", "单, dan", "解, xie", "查, zha",
    "仇, qiu", "吕, lv", "吕, lu", "女, nv", "欧, ou", "阳, yang", "喆, zhe", "堃, kun", "玥, yue", "劉, liu",
    "嗯, n", "〇, ling"
  })
  void every_character_of_a_name_is_among_those_of_its_syllable(String character, String letters)
      throws SQLException {
    store.resident("〇", "payload");
    List<String> found = keypad.characters(letters, 200);
    assertTrue(found.contains(character), found::toString);
    assertEquals(found.size(), new HashSet<>(found).size(), "each stands there once");
  }

  @Test
  void characters_of_the_register_come_first_then_common_ones_then_rare_ones() throws SQLException {
    store.resident("王琇莹", "1");
    store.resident("李琇", "2");
    store.resident("赵绣", "3");
    List<String> found = keypad.characters("xiu", 100);
    assertEquals(List.of("琇", "绣"), found.subList(0, 2));
    assertEquals(List.of("休", "修", "羞", "朽", "嗅", "锈", "秀"), found.subList(2, 9));
    assertTrue(found.indexOf("秀") < found.indexOf("岫"), found::toString);
    assertTrue(found.indexOf("岫") < found.indexOf("銹"), found::toString);
  }

  @Test
  void a_whole_syllable_comes_before_one_that_is_only_begun() throws SQLException {
    store.resident("王秀", "1");
    List<String> found = keypad.characters("xi", 400);
    assertTrue(found.indexOf("西") < found.indexOf("秀"), found::toString);
    assertEquals("秀", keypad.characters("x", 1).getFirst());
  }

  @Test
  void what_is_no_syllable_has_no_characters() {
    assertEquals(List.of(), keypad.characters("xyz", 10));
    assertEquals(List.of(), keypad.characters("zhuangg", 10));
  }
}
