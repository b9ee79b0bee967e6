package daka.config.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// Made-up files and edits: what is written is read back as it was meant, and all else stays.
class TomlTextPropertyTest {
  private static final int ROUNDS = 400;
  private static final List<String> TABLES = List.of("centre", "kiosk", "sound", "lan");
  private static final List<String> KEYS = List.of("id", "name", "volume", "a-b", "键");
  private static final List<String> SPELLINGS =
      List.of(
          "\"text # no comment\"",
          "'C:\\path'",
          "\"\"\"several\n# lines\n]\"\"\"",
          "'''one ''two'' '''",
          "0x3C",
          "-7",
          "1.5e3",
          "true",
          "2027-01-01",
          "1979-05-27 07:32:00",
          "[1, 2]",
          "[ # list\n  \"a\",\n  # more\n  \"b\", # last\n]",
          "[[1], [\"]\", '#']]",
          "{ x = 1, y.z = \"}\" }",
          "\"\\u00e9 \\\" \\\\\"");
  private static final List<Object> VALUES =
      List.of("", "新 \"名\"\t\\", "a\nb", 5, -1L, false, List.of("08:00-12:00", "# x"), List.of());

  @Test
  @ForeignBytes
  void what_is_written_is_read_back_as_meant_and_all_else_is_unchanged() {
    Random random = Fuzz.random(20261201);
    for (int round = 0; round < Fuzz.rounds(ROUNDS); round++) {
      String text = file(random);
      Edit edit = edit(random);
      if (isOnTable(edit, text)) {
        assertInstanceOf(TomlText.Unchangeable.class, TomlText.change(text, List.of(edit)));
        continue;
      }
      String changed =
          assertInstanceOf(
                  TomlText.Changed.class, TomlText.change(text, List.of(edit)), () -> text + edit)
              .text();
      Map<String, Object> meant = leaves(text);
      expect(meant, edit, text);
      assertEquals(meant, leaves(changed), () -> text + "\n----" + edit + "\n" + changed);
      assertOrderKept(text, changed, edit);
      assertEquals(
          text.contains("\r\n"), changed.contains("\r\n") && !changed.matches("(?s).*[^\r]\n.*"));
    }
  }

  @Test
  @ForeignBytes
  void a_text_that_is_damaged_is_changed_or_left() {
    Random random = Fuzz.random(20261202);
    String shards = "[]{}=.,\"'\\#\n\r\u0000 x1😀";
    for (int round = 0; round < Fuzz.rounds(ROUNDS); round++) {
      StringBuilder text = new StringBuilder(file(random));
      for (int blow = random.nextInt(3); blow >= 0; blow--) {
        int at = random.nextInt(text.length() + 1);
        text.replace(at, Math.min(text.length(), at + random.nextInt(2)), shard(shards, random));
      }
      switch (TomlText.change(text.toString(), List.of(edit(random)))) {
        case TomlText.Changed(String changed) -> assertTrue(Toml.parse(changed).errors().isEmpty());
        case TomlText.Unchangeable(String reason) -> assertTrue(reason.length() > 10);
      }
    }
  }

  /// A value does not take the place of a table.
  private static boolean isOnTable(Edit edit, String text) {
    return edit instanceof Edit.Put(Place table, String key, Object _)
        && Toml.parse(text).get(List.of(table.names().getFirst(), key)) instanceof TomlTable;
  }

  private static String shard(String shards, Random random) {
    return String.valueOf(shards.charAt(random.nextInt(shards.length())));
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String file(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "# The kiosk\n\n" : "");
    List<String> tables = new ArrayList<>(TABLES);
    tables.removeIf(_ -> random.nextInt(4) == 0);
    if (random.nextInt(4) == 0 && tables.remove("kiosk")) {
      text.append("kiosk = { id = 1, name = 'x' } # braces\n");
    }
    if (random.nextInt(4) == 0 && tables.remove("lan")) {
      text.append("lan.id = 1\nlan . \"volume\" = 2 # dots\n");
    }
    for (String table : tables) {
      section(text, "[" + table + "]", random);
    }
    for (int readers = random.nextInt(3); readers > 0; readers--) {
      section(text, "[[ reader ]] # one", random);
      if (random.nextInt(3) == 0) {
        section(text, "[reader.more]", random);
      }
    }
    if (random.nextInt(3) == 0) {
      text.append("#[sound]\n#volume = 70 # loud\n# the end");
    }
    return random.nextInt(3) == 0 ? text.toString().replace("\n", "\r\n") : text.toString();
  }

  private static void section(StringBuilder text, String header, Random random) {
    text.append(header).append('\n');
    String indent = random.nextInt(3) == 0 ? "  " : "";
    for (String key : KEYS) {
      switch (random.nextInt(5)) {
        case 0 -> text.append("# about ").append(key).append(" = maybe\n");
        case 1 -> text.append("#").append(bare(key)).append(" = 1  # off\n");
        case 2, 3 -> {
          text.append(indent).append(bare(key)).append(random.nextBoolean() ? " = " : "=");
          text.append(one(SPELLINGS, random)).append(random.nextBoolean() ? "  # why\n" : "\n");
        }
        default -> text.append(random.nextBoolean() ? "\n" : "");
      }
    }
  }

  private static String bare(String key) {
    return key.equals("键") ? "'键'" : key;
  }

  private static Edit edit(Random random) {
    String key = one(KEYS, random);
    Place table = Place.of(one(TABLES, random));
    return switch (random.nextInt(6)) {
      case 0 -> new Edit.Drop(table, key);
      case 1 -> new Edit.DropTable(random.nextBoolean() ? table : Place.of("reader", 0));
      case 2 -> {
        Map<String, Object> values = new LinkedHashMap<>();
        KEYS.forEach(each -> values.put(each, one(VALUES, random)));
        yield new Edit.AddTable("reader", values);
      }
      default -> new Edit.Put(table, key, one(VALUES, random));
    };
  }

  /// What the file says, by the way there.
  private static Map<String, Object> leaves(String text) {
    TomlParseResult toml = Toml.parse(text);
    assertTrue(toml.errors().isEmpty(), () -> toml.errors() + "\n" + text);
    Map<String, Object> leaves = new TreeMap<>();
    leaves("", toml, leaves);
    return leaves;
  }

  private static void leaves(String way, @Nullable Object value, Map<String, Object> leaves) {
    if (value instanceof TomlTable table) {
      table.keySet().forEach(key -> leaves(way + "/" + key, table.get(List.of(key)), leaves));
    } else if (value instanceof TomlArray array) {
      leaves.put(way + "/n", array.size());
      for (int i = 0; i < array.size(); i++) {
        leaves(way + "/" + i, array.get(i), leaves);
      }
    } else {
      leaves.put(way, value);
    }
  }

  private static void expect(Map<String, Object> leaves, Edit edit, String text) {
    switch (edit) {
      case Edit.Put(Place table, String key, Object value) -> {
        String way = "/" + table.names().getFirst() + "/" + key;
        leaves.keySet().removeIf(each -> isAt(each, way));
        put(leaves, way, value);
      }
      case Edit.Drop(Place table, String key) -> {
        String way = "/" + table.names().getFirst() + "/" + key;
        leaves.keySet().removeIf(each -> isAt(each, way));
      }
      case Edit.AddTable(String name, Map<String, Object> values) -> {
        int n = (int) leaves.getOrDefault("/" + name + "/n", 0);
        leaves.put("/" + name + "/n", n + 1);
        values.forEach((key, value) -> put(leaves, "/" + name + "/" + n + "/" + key, value));
      }
      case Edit.DropTable(Place table) when table.index() == Place.SINGLE ->
          leaves.keySet().removeIf(each -> isAt(each, "/" + table.names().getFirst()));
      case Edit.DropTable(Place table) -> {
        TomlArray readers = Toml.parse(text).getArray("reader");
        leaves.keySet().removeIf(each -> isAt(each, "/reader"));
        if (readers != null && readers.size() > 1) {
          leaves.put("/reader/n", readers.size() - 1);
          for (int i = 1; i < readers.size(); i++) {
            leaves("/reader/" + (i - 1), readers.get(i), leaves);
          }
        }
        assertEquals(0, table.index());
      }
    }
  }

  private static boolean isAt(String each, String way) {
    return each.equals(way) || each.startsWith(way + "/");
  }

  private static void put(Map<String, Object> leaves, String way, Object value) {
    switch (value) {
      case Integer number -> leaves.put(way, number.longValue());
      case List<?> list -> {
        leaves.put(way + "/n", list.size());
        for (int i = 0; i < list.size(); i++) {
          put(leaves, way + "/" + i, list.get(i));
        }
      }
      default -> leaves.put(way, value);
    }
  }

  /// Every comment and every line that is not meant stands in the file as before, in its order.
  private static void assertOrderKept(String before, String after, Edit edit) {
    List<String> lines = after.lines().map(TomlTextPropertyTest::withoutSign).toList();
    Iterator<String> rest = lines.iterator();
    String key = edit instanceof Edit.Put(Place _, String name, Object _) ? bare(name) : null;
    for (String line : before.lines().map(TomlTextPropertyTest::withoutSign).toList()) {
      if (line.contains("kiosk = {")
          || line.startsWith("lan")
          || (key != null && isOrMayBeOf(line, key))) {
        continue;
      }
      boolean found = false;
      while (!found && rest.hasNext()) {
        found = rest.next().equals(line);
      }
      assertTrue(found, () -> "lost: " + line + "\n" + before + "\n----" + edit + "\n" + after);
    }
  }

  private static String withoutSign(String line) {
    return line.replaceFirst("^[# ]+", "");
  }

  /// A line of the value that was put anew may be of another form.
  private static boolean isOrMayBeOf(String line, String key) {
    String words = line.strip();
    return words.startsWith(key)
        || List.of("# lines", "lines", "]\"\"\"", "\"a\",", "# more", "more", "\"b\", # last", "]")
            .contains(words)
        || words.startsWith("]\"\"\"")
        || words.startsWith("]  # why")
        || words.startsWith("lines");
  }
}
