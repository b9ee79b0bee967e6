package daka.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.Fuzz;
import daka.checkin.Hours;
import daka.config.text.Edit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hours and rooms of readers that are written into a file in the form that it has.
class CentreEditsTest {
  private static final String KIOSK =
      """
      [kiosk]
      id = "entrance"   # beside the door
      room = "hall"
      [[reader]]
      id = "counter"
      kind = "http"
      # the one in the gym
      [[reader]]
      id = "gym"
      kind = "http"
      room = "sports"   # second floor
      """;

  private static final List<String> FORMS =
      List.of(
          "hours = \"08:30-21:00\"   # as on the door\n#closed = [\"2027-01-01\"]   # holidays\n",
          "hours = [\"08:30-12:00\", \"14:00-21:00\"]\nclosed = [\"2027-01-01\"]\n",
          "hours = { mon = \"08:30-21:00\" }\n",
          "[centre.hours]   # by weekday\n"
              + "mon = \"08:30-21:00\" # early\n"
              + "closed = [\"2027-01-01\"]\n",
          "closed = [\"2027-05-01\"]\n"
              + "[centre.hours]\n"
              + "sun = \"18:00-02:00\"\n"
              + "closed = [\"2027-01-01\"]\n");

  private static final List<List<String>> OPENINGS =
      List.of(
          List.of("08:30-21:00"),
          List.of("08:30-12:00", "14:00-21:00"),
          List.of("18:00-02:00"),
          List.of("00:00-24:00"),
          List.of());

  private static final List<String> DAYS = List.of("2027-01-01", "2027-02-06", "2028-02-29");
  private static final int ROUNDS = 200;

  @TempDir static Path folder;

  private static String text(String hours) {
    return "# the centre\n[centre]\nid = \"yimin\"\nname = \"益民\"\n" + hours + KIOSK;
  }

  private static ConfigWriter.Outcome change(String text, List<Edit> edits) throws Exception {
    Path file = folder.resolve("daka.toml");
    Files.writeString(file, text);
    ConfigWriter writer = new ConfigWriter(file);
    return writer.change(writer.snapshot().tag(), edits, Set.of("hall", "sports"));
  }

  private static Config written(String text, List<Edit> edits) throws Exception {
    ConfigWriter.Outcome outcome = change(text, edits);
    return assertInstanceOf(ConfigWriter.Written.class, outcome, outcome::toString).config();
  }

  private static String now() throws Exception {
    return Files.readString(folder.resolve("daka.toml"), StandardCharsets.UTF_8);
  }

  private static Map<DayOfWeek, List<String>> week(Random random) {
    Map<DayOfWeek, List<String>> week = new EnumMap<>(DayOfWeek.class);
    boolean alike = random.nextInt(3) == 0;
    List<String> first = OPENINGS.get(random.nextInt(OPENINGS.size()));
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, alike ? first : OPENINGS.get(random.nextInt(OPENINGS.size())));
    }
    return isPossible(week) ? week : week(random);
  }

  /// An evening that lasts until two meets no opening that begins at midnight.
  private static boolean isPossible(Map<DayOfWeek, List<String>> week) {
    if (week.values().stream().allMatch(List::isEmpty)) {
      return false;
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (week.getOrDefault(day, List.of()).contains("18:00-02:00")
          && week.getOrDefault(day.plus(1), List.of()).contains("00:00-24:00")) {
        return false;
      }
    }
    return true;
  }

  @Test
  void whatever_the_form_the_file_says_the_hours_that_were_meant() throws Exception {
    Random random = Fuzz.random(20261202);
    for (int round = 0; round < Fuzz.rounds(ROUNDS); round++) {
      String before = text(FORMS.get(random.nextInt(FORMS.size())));
      Map<DayOfWeek, List<String>> week = week(random);
      List<String> closed = DAYS.subList(0, random.nextInt(DAYS.size() + 1));
      Config config = written(before, CentreEdits.hours(before, week, closed));
      Hours hours = config.centre().hours();
      for (DayOfWeek day : DayOfWeek.values()) {
        List<String> spans =
            hours.week().getOrDefault(day, List.of()).stream().map(Object::toString).toList();
        assertEquals(week.get(day), spans, before);
      }
      assertEquals(
          closed.stream().map(LocalDate::parse).collect(Collectors.toSet()),
          hours.closed(),
          before);
      assertTrue(
          now().startsWith("# the centre\n[centre]\nid = \"yimin\"\n"), CentreEditsTest::told);
      assertTrue(now().contains("id = \"entrance\"   # beside the door\n"), CentreEditsTest::told);
    }
  }

  private static String told() {
    try {
      return now();
    } catch (Exception e) {
      return e.toString();
    }
  }

  @Test
  void one_line_stays_one_line_with_its_words_as_long_as_all_days_are_alike() throws Exception {
    String before = text(FORMS.getFirst());
    written(
        before,
        CentreEdits.hours(
            before,
            Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(day -> day, _ -> List.of("09:00-17:00"))),
            List.of("2027-02-06")));
    assertTrue(
        now().contains("hours = \"09:00-17:00\"   # as on the door\n"), CentreEditsTest::told);
    assertTrue(now().contains("\nclosed = [\"2027-02-06\"]   # holidays\n"), CentreEditsTest::told);
  }

  @Test
  void a_reader_gets_another_room_and_none() throws Exception {
    String before = text(FORMS.getFirst());
    Config config =
        written(before, CentreEdits.readerRoom(before, "gym", "hall").stream().toList());
    assertEquals("hall", config.readers().getLast().room());
    assertTrue(now().contains("room = \"hall\"   # second floor\n"), CentreEditsTest::told);
    String between = now();
    config = written(between, CentreEdits.readerRoom(between, "gym", null).stream().toList());
    assertEquals(null, config.readers().getLast().room());
    config = written(before, CentreEdits.readerRoom(before, "counter", "sports").stream().toList());
    assertEquals("sports", config.readers().getFirst().room());
    assertTrue(CentreEdits.readerRoom(before, "nobody", "hall").isEmpty());
  }
}
