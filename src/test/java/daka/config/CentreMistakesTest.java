package daka.config;

import static daka.config.MistakenConfig.VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.config.Config.Invalid;
import daka.config.MistakenConfig.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CentreMistakesTest {
  @TempDir Path folder;
  private MistakenConfig config = new MistakenConfig(Path.of(""));
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    config = new MistakenConfig(folder);
    file = config.file();
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "id = \"yimin\"",
            "id = \"Yi Min\"",
            ":2: centre.id = \"Yi Min\": expected a short name"),
        new Mistake("id = \"yimin\"", "id = 7", ":2: centre.id = 7: expected a short name"),
        new Mistake("id = \"yimin\"", "", ":1: centre.id is missing: expected a short name"),
        new Mistake(
            "name = \"益民社区邻里中心\"", "name = \"  \"", ":3: centre.name = \"  \": expected a text"),
        new Mistake(
            "name = \"益民社区邻里中心\"", "nmae = \"益民\"", ":1: centre.name is missing: expected a text"),
        new Mistake(
            "name = \"益民社区邻里中心\"",
            "name = \"a\\u001b[2J\"\nx = 1",
            ":4: centre.x = 1: expected one of the keys id, name,"),
        new Mistake(
            "zone = \"Asia/Shanghai\"",
            "zone = \"Asia/Shangai\"",
            ":4: centre.zone = \"Asia/Shangai\": expected a time zone such as \"Asia/Shanghai\";"
                + " did you mean Asia/Shanghai?"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = \"21:00-21:00\"",
            ":5: centre.hours = \"21:00-21:00\": expected opening and closing time such as"
                + " \"08:30-21:00\""),
        new Mistake(
            "hours = \"08:30-21:00\"", "hours = []", ":5: centre.hours = []: expected opening"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = [\n  \"08:30-12:00\",\n  \"14:00-25:00\"\n]",
            ":7: centre.hours = \"14:00-25:00\": expected opening"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = [\"08:30-12:00\", \"11:00-21:00\"]",
            ":5: centre.hours = [\"08:30-12:00\", \"11:00-21:00\"]: expected times that do not"
                + " overlap; 11:00-21:00 begins before 08:30-12:00 has ended"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = [\"08:30-12:00\", \"20:00-09:00\"]",
            ":5: centre.hours = [\"08:30-12:00\", \"20:00-09:00\"]: expected times that do not"
                + " overlap; 08:30-12:00 begins before 20:00-09:00 has ended"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = \"08:30-21:00\"\nclosed = [\n\"2027-01-01\",\n\"2027-02-30\"]",
            ":8: centre.closed = \"2027-02-30\": expected a day such as \"2027-01-01\""),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "closed = true",
            ":5: centre.closed = true: expected a day such as \"2027-01-01\""),
        new Mistake(
            "capacity = 300",
            "after-closing = -1",
            ":7: centre.after-closing = -1: expected a whole number from 0 to 720"),
        new Mistake(
            "capacity = 300",
            "after-closing = \"120\"",
            ":7: centre.after-closing = \"120\": expected a whole number from 0 to 720"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = \"8:30-21:00\"",
            ":5: centre.hours = \"8:30-21:00\": expected opening"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = \"24:00-24:00\"",
            ":5: centre.hours = \"24:00-24:00\": expected opening"),
        new Mistake(
            "hours = \"08:30-21:00\"",
            "hours = 08:30:00",
            ":5: centre.hours = 08:30: expected opening"),
        new Mistake(
            "languages = [\"zh-Hans\", \"zh-Hant\", \"en\"]",
            "languages = [\"en\", \"zh-Hasn\"]",
            ":6: centre.languages = [\"en\", \"zh-Hasn\"]: expected a list of at least one of"
                + " zh-Hans, zh-Hant, en, each once; not \"zh-Hasn\"; did you mean zh-Hans?"),
        new Mistake(
            "languages = [\"zh-Hans\", \"zh-Hant\", \"en\"]",
            "languages = [\"en\", \"en\"]",
            ":6: centre.languages = [\"en\", \"en\"]: expected a list of at least one of zh-Hans,"
                + " zh-Hant, en, each once; not \"en\""),
        new Mistake(
            "languages = [\"zh-Hans\", \"zh-Hant\", \"en\"]",
            "languages = []",
            ":6: centre.languages = []: expected a list"),
        new Mistake(
            "capacity = 300",
            "capacity = 0",
            ":7: centre.capacity = 0: expected a whole number, at least 1"),
        new Mistake(
            "capacity = 300",
            "capacity = \"300\"",
            ":7: centre.capacity = \"300\": expected a whole number"),
        new Mistake(
            "capacity = 300",
            "capacity = 3e2",
            ":7: centre.capacity = 300.0: expected a whole number"),
        new Mistake(
            "capacity = 300",
            "town-key-file = \"no.key\"",
            ":7: centre.town-key-file = \"no.key\": expected the path of a file that holds the"
                + " town's key, and there is no such file; write it, then chmod 600 "));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_answered_by_line_value_and_what_was_expected(Mistake mistake)
      throws IOException {
    config.assertAnswered(mistake);
  }

  static Stream<Mistake> mistakes_by_weekday() {
    return Stream.of(
        new Mistake(
            "mon = \"08:30-21:00\"",
            "mon = \"8-21\"",
            ":9: centre.hours.mon = \"8-21\": expected opening"),
        new Mistake(
            "mon = \"08:30-21:00\"",
            "mon = [\n\"08:30-12:00\",\n14]",
            ":11: centre.hours.mon = 14: expected opening"),
        new Mistake(
            "mon = \"08:30-21:00\"",
            "monday = \"08:30-21:00\"",
            ":9: centre.hours.monday = \"08:30-21:00\": expected one of the keys closed, mon, tue"),
        new Mistake(
            "sun = []",
            "sun = \"18:00-08:31\"",
            ":9: centre.hours.mon = \"08:30-21:00\": expected times that do not overlap;"
                + " 08:30-21:00 begins before sun 18:00-08:31 has ended"),
        new Mistake(
            "closed = [\"2027-01-01\"]",
            "closed = [\"2026-12-31\", # 元旦\n\n  \"1.1.2027\"]",
            ":13: centre.hours.closed = \"1.1.2027\": expected a day such as \"2027-01-01\""),
        new Mistake(
            "mon = \"08:30-21:00\"",
            "",
            ":8: centre.hours.mon is missing: expected opening and closing time"));
  }

  @ParameterizedTest
  @MethodSource("mistakes_by_weekday")
  void a_mistake_in_the_hours_of_a_weekday_is_told_by_its_line(Mistake mistake) throws Exception {
    String byWeekday =
        VALID
            .replace("hours = \"08:30-21:00\"\n", "")
            .replace(
                "capacity = 300\n",
                """
                capacity = 300

                [centre.hours]
                mon = "08:30-21:00"
                sun = []
                closed = ["2027-01-01"]
                """);
    Files.writeString(file, byWeekday);
    assertInstanceOf(Config.Valid.class, Config.read(file));
    Files.writeString(file, byWeekday.replace(mistake.line(), mistake.instead()));
    var invalid = assertInstanceOf(Invalid.class, Config.read(file));
    assertEquals(1, invalid.problems().size(), invalid.problems().toString());
    String told = invalid.problems().getFirst().toString();
    assertTrue(told.startsWith(file + mistake.answer()), told);
  }
}
