package daka.config.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.config.text.Edit.AddTable;
import daka.config.text.Edit.Drop;
import daka.config.text.Edit.DropTable;
import daka.config.text.Edit.Put;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TomlTextTest {
  private static final Place CENTRE = Place.of("centre");

  @Test
  void a_value_is_changed_in_its_place_and_the_words_beside_it_stay() {
    assertChanged(
        """
        # The house
        [centre]
        name = "old"   # by hand
        id='yimin'
        """,
        new Put(CENTRE, "name", "益民 \"社区\"\\\n"),
        """
        # The house
        [centre]
        name = "益民 \\"社区\\"\\\\\\n"   # by hand
        id='yimin'
        """);
  }

  @Test
  void a_value_that_is_there_already_stays_as_it_was_spelt() {
    String text = "[[panel]]\naddress = 0x3C\nroom = 'hall'\n";
    assertChanged(text, new Put(Place.of("panel", 0), "address", 60), text);
    assertChanged(text, new Put(Place.of("panel", 0), "room", "hall"), text);
  }

  @Test
  void a_new_key_goes_behind_the_last_of_its_table() {
    assertChanged(
        """
        [centre]
          id = "a"   # unique
                     # in the town

        [kiosk]
        id = "b"
        """,
        new Put(CENTRE, "capacity", 300),
        """
        [centre]
          id = "a"   # unique
                     # in the town
          capacity = 300

        [kiosk]
        id = "b"
        """);
  }

  @Test
  void a_key_that_stands_switched_off_is_switched_on_where_it_stands() {
    assertChanged(
        """
        [centre]
        id = "a"
        #capacity = 300   # people
        #zone = "Asia/Shanghai"
        """,
        new Put(CENTRE, "capacity", 20),
        """
        [centre]
        id = "a"
        capacity = 20   # people
        #zone = "Asia/Shanghai"
        """);
  }

  @Test
  void what_is_switched_off_under_a_header_that_is_off_is_of_another_table() {
    assertChanged(
        """
        [[reader]]
        id = "door"

        #[[reader]]
        #id = "sports"
        #room = "sports"
        """,
        new Put(Place.of("reader", 0), "room", "hall"),
        """
        [[reader]]
        id = "door"
        room = "hall"

        #[[reader]]
        #id = "sports"
        #room = "sports"
        """);
  }

  @Test
  void prose_that_looks_like_a_key_is_left_alone() {
    assertChanged(
        "[a]\nx = 1\n# y = as you like, or not\n",
        new Put(Place.of("a"), "y", 2),
        "[a]\nx = 1\ny = 2\n# y = as you like, or not\n");
  }

  @Test
  void a_key_that_is_dropped_is_switched_off_and_comes_back_with_its_words() {
    String on = "[a]\nx = [1,\n  2]  # two\ny = 1  # one\n";
    String off = "[a]\nx = [1,\n  2]  # two\n#y = 1  # one\n";
    assertChanged(on, new Drop(Place.of("a"), "y"), off);
    assertChanged(off, new Put(Place.of("a"), "y", 1), on);
    assertChanged(on, new Drop(Place.of("a"), "x"), "[a]\n#x = [1,\n#  2]  # two\ny = 1  # one\n");
  }

  @Test
  void dropping_what_is_not_there_changes_nothing() {
    assertChanged("[a]\nx = 1\n", new Drop(Place.of("a"), "y"), "[a]\nx = 1\n");
    assertChanged("[a]\nx = 1\n", new Drop(Place.of("b"), "y"), "[a]\nx = 1\n");
    assertChanged("[a]\nx = 1\n", new DropTable(Place.of("b")), "[a]\nx = 1\n");
  }

  @Test
  void a_table_that_is_not_there_is_switched_on_or_written_at_the_end() {
    assertChanged(
        "[a]\nx = 1\n\n# Heard\n#[sound]\n#volume = 70   # loud\n",
        new Put(Place.of("sound"), "volume", 20),
        "[a]\nx = 1\n\n# Heard\n[sound]\nvolume = 20   # loud\n");
    assertChanged("[a]\nx = 1", new Put(Place.of("b"), "y", true), "[a]\nx = 1\n\n[b]\ny = true");
  }

  @Test
  void a_table_below_another_goes_behind_that() {
    assertChanged(
        "[centre]\nid = 'a'\n\n[kiosk]\nid = 'b'\n",
        new Put(Place.of("centre", "hours"), "mon", List.of("08:00-12:00", "14:00-18:00")),
        """
        [centre]
        id = 'a'

        [centre.hours]
        mon = ["08:00-12:00", "14:00-18:00"]

        [kiosk]
        id = 'b'
        """);
  }

  @Test
  void hours_for_all_days_become_hours_by_weekday_and_back() {
    String text = "[centre]\nhours = \"08:30-21:00\"  # long\nid = 'a'\n";
    Place week = Place.of("centre", "hours");
    String byWeekday =
        changed(text, new Drop(CENTRE, "hours"), new Put(week, "mon", "09:00-12:00"));
    assertEquals(
        "[centre]\n#hours = \"08:30-21:00\"  # long\nid = 'a'\n\n[centre.hours]\nmon ="
            + " \"09:00-12:00\"\n",
        byWeekday);
    assertEquals(
        text + "\n#[centre.hours]\n#mon = \"09:00-12:00\"\n",
        changed(byWeekday, new DropTable(week), new Put(CENTRE, "hours", "08:30-21:00")));
  }

  @Test
  void one_more_table_in_double_brackets_goes_behind_the_last_with_its_comments() {
    Map<String, Object> reader = new LinkedHashMap<>();
    reader.put("id", "desk");
    reader.put("kind", "http");
    assertChanged(
        """
        [[reader]]
        id = "door"
        #baud = 9600

        [lan]
        """,
        new AddTable("reader", reader),
        """
        [[reader]]
        id = "door"
        #baud = 9600

        [[reader]]
        id = "desk"
        kind = "http"

        [lan]
        """);
    assertChanged(
        "", new AddTable("reader", reader), "[[reader]]\nid = \"desk\"\nkind = \"http\"\n");
  }

  @Test
  void one_of_the_tables_in_double_brackets_is_switched_off_with_all_below_it() {
    assertChanged(
        "[[r]]\nid = 1\n[r.more]\nx = 1 # why\n\n[[r]]\nid = 2\n",
        new DropTable(Place.of("r", 0)),
        "#[[r]]\n#id = 1\n#[r.more]\n#x = 1 # why\n\n[[r]]\nid = 2\n");
  }

  @Test
  void comments_in_a_list_go_above_it_when_it_is_written_anew() {
    assertChanged(
        "[a]\n  x = [\n    1, # one\n    # and\n    2 ] # end\n",
        new Put(Place.of("a"), "x", List.of(3)),
        "[a]\n  # one\n  # and\n  x = [3] # end\n");
  }

  @Test
  void tables_in_braces_and_keys_with_dots_are_changed_too() {
    assertChanged(
        "centre = { id = 'a', \"name\" = 'b' }\n",
        new Put(CENTRE, "name", "c"),
        "centre = { id = 'a', \"name\" = \"c\" }\n");
    assertChanged("centre = {}\n", new Put(CENTRE, "id", "c"), "centre = { id = \"c\" }\n");
    assertChanged(
        "centre = { id = 'a', n = 1 }\n", new Drop(CENTRE, "id"), "centre = {  n = 1 }\n");
    assertChanged(
        "centre.id = 'a'\nkiosk.id = 'b'\n",
        new Put(CENTRE, "name", "c"),
        "centre.id = 'a'\ncentre.name = \"c\"\nkiosk.id = 'b'\n");
    assertChanged(
        "r = [{ id = 'a' }, { id = 'b' }]\n",
        new DropTable(Place.of("r", 0)),
        "r = [ { id = 'b' }]\n");
    assertChanged("r = [{ id = 'a' }]\n", new DropTable(Place.of("r", 0)), "#r = [{ id = 'a' }]\n");
    assertChanged(
        "r = [{ id = 'a' }]\n",
        new AddTable("r", Map.of("id", "b")),
        "r = [{ id = 'a' }, { id = \"b\" }]\n");
    assertChanged(
        "[a]\nb.c = 1\nx = 2\n", new Drop(Place.of("a", "b"), "c"), "[a]\n#b.c = 1\nx = 2\n");
  }

  @Test
  void line_ends_a_mark_before_the_first_byte_and_a_missing_last_line_end_stay() {
    assertChanged(
        "\ufeff[a]\r\nx = 1\r\n\r\n[b]\r\ny = 1",
        new Put(Place.of("b"), "z", LocalDate.of(2027, 1, 1)),
        "\ufeff[a]\r\nx = 1\r\n\r\n[b]\r\ny = 1\r\nz = 2027-01-01");
    assertChanged(
        "[a]\r\nx = 1 # c\r\ny = [\r\n1]\r\n",
        new Drop(Place.of("a"), "y"),
        "[a]\r\nx = 1 # c\r\n#y = [\r\n#1]\r\n");
  }

  @Test
  void what_has_no_place_changes_nothing() {
    assertUnchangeable("[centre]\nid = 1\n", new Put(Place.of("reader", 0), "id", "x"));
    assertUnchangeable("[centre.hours]\nmon = 'x'\n", new Put(CENTRE, "hours", "x"));
    assertUnchangeable("centre = 1\n", new Put(CENTRE, "hours", "x"));
    assertUnchangeable("[centre", new Put(CENTRE, "hours", "x"));
    assertUnchangeable("[centre]\n", new Put(CENTRE, "name", "\ud800"));
    assertUnchangeable(
        "[a]\nx = 1\n", new Put(Place.of("a"), "x", 2), new Put(Place.of("r", 3), "x", 1));
  }

  @Test
  void the_example_of_a_config_is_changed_as_a_person_would() throws IOException {
    String example = Files.readString(Path.of("deploy", "daka.toml"));
    String changed =
        changed(
            example,
            new Put(CENTRE, "capacity", 250),
            new Put(Place.of("sound"), "volume", 30),
            new Put(Place.of("lan"), "names", List.of("kiosk.lan")),
            new Put(Place.of("reader", 0), "engine", "newland"),
            new AddTable("reader", new LinkedHashMap<>(Map.of("id", "desk"))));
    List<String> before = example.lines().toList();
    List<String> added = changed.lines().filter(line -> !before.contains(line)).toList();
    assertEquals(
        List.of(
            "capacity = 250                  # people in the whole centre; without it only rooms"
                + " have a limit",
            "engine = \"newland\"",
            "id = \"desk\"",
            "[sound]",
            "volume = 30                     # 0 to 100; 0 is silence",
            "[lan]",
            "names = [\"kiosk.lan\"]"),
        added);
    assertTrue(changed.contains("#trigger = \"sense\""), changed);
  }

  private static String changed(String text, Edit... edits) {
    return assertInstanceOf(TomlText.Changed.class, TomlText.change(text, List.of(edits))).text();
  }

  private static void assertChanged(String before, Edit edit, String after) {
    TomlText.Outcome outcome = TomlText.change(before, List.of(edit));
    assertEquals(new TomlText.Changed(after), outcome);
  }

  private static void assertUnchangeable(String text, Edit... edits) {
    assertInstanceOf(TomlText.Unchangeable.class, TomlText.change(text, List.of(edits)));
  }
}
