package daka.config;

import static daka.config.MistakenConfig.VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import daka.config.MistakenConfig.Mistake;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigMistakesTest {
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
            "id = \"a\"\nid = \"b\"",
            ":3: id = \"b\": expected valid TOML: id previously defined"),
        new Mistake(
            "capacity = 300",
            "[centre.hours]\nmon = \"08:30-21:00\"\ntue = \"8-21\"",
            ":7: [centre.hours]: expected valid TOML: centre.hours previously defined"),
        new Mistake(
            "[kiosk]",
            "[kiosc]",
            ":8: kiosc = {…}: expected one of the sections centre, kiosk, reader, lamps, beeper,"
                + " door, call-button, panel, display, sound, lan, upstream, mqtt, retention,"
                + " audit, data;"
                + " did you mean kiosk?"),
        new Mistake("[kiosk]", "[[kiosk]]", ":8: kiosk = [{…}]: expected one section [kiosk]"),
        new Mistake(
            "[[reader]]",
            "[reader]",
            ":13: reader = {…}: expected [[reader]] in double brackets, once for each reader"),
        new Mistake(
            "gzip = true", "gzip = yes", ":22: gzip = yes: expected valid TOML: Unexpected 'y'"),
        new Mistake(
            "gzip = true",
            "gzip = true\n[kafka]",
            ":23: kafka = {}: expected one of the sections"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_answered_by_line_value_and_what_was_expected(Mistake mistake)
      throws IOException {
    config.assertAnswered(mistake);
  }

  @Test
  void all_mistakes_are_answered_at_once_in_the_order_of_their_lines() throws IOException {
    List<String> answers =
        config.invalid(
            VALID
                .replace("\"yimin\"", "\"Yi Min\"")
                .replace("300", "0")
                .replace("127.0.0.1:8080", "0.0.0.0:8080")
                .replace("\"serial\"", "\"seril\"")
                .replace("https:", "ftp:")
                .replace("gzip", "zip"));

    assertEquals(
        List.of("2", "7", "12", "15", "21", "22"),
        answers.stream().map(answer -> answer.split(":", 3)[1]).toList());
  }

  @Test
  void a_line_that_is_not_toml_hides_no_wrong_value_and_invents_none() throws IOException {
    List<String> answers = config.invalid(VALID.replace("[kiosk]", "[kiosk").replace("300", "0"));

    assertEquals(2, answers.size(), () -> String.join("\n", answers));
    assertTrue(answers.getFirst().startsWith(file + ":7: centre.capacity = 0: "));
    assertTrue(
        answers.getLast().startsWith(file + ":8: [kiosk: expected valid TOML: "), answers::getLast);
  }

  @Test
  void a_wrong_escape_in_the_name_of_a_section_is_a_mistake() throws IOException {
    List<String> answers = config.invalid(VALID + "[[\"\\ud800\"]]\n");

    assertEquals(1, answers.size());
    assertTrue(answers.getFirst().contains(":23: [[\"\\ud800\"]]: expected valid TOML: "));
  }

  @Test
  void missing_sections_are_reported_by_their_keys() throws IOException {
    assertEquals(
        List.of("centre.id", "centre.name", "centre.hours", "kiosk.id", "kiosk.room"),
        config.invalid("").stream()
            .map(answer -> answer.replaceAll(".*:1: | is missing.*", ""))
            .toList());
  }

  @Test
  void a_value_cannot_speak_to_the_terminal() throws IOException {
    String answer = config.invalid(VALID.replace("\"yimin\"", "\"\\u001b[2J\\u202e\"")).getFirst();

    assertTrue(answer.startsWith(file + ":2: centre.id = \"\\u001b[2J\\u202e\": "), answer);
  }

  @Test
  void a_file_that_cannot_be_read_is_answered_with_the_cure() throws IOException {
    assertEquals(
        List.of(
            folder.resolve("none.toml")
                + ": expected a config file, but there is none; begin with a copy of"
                + " deploy/daka.toml"),
        MistakenConfig.answers(folder.resolve("none.toml")));
    assertEquals(
        List.of(folder + ": expected a config file, but this is a folder; name the file in it"),
        MistakenConfig.answers(folder));
    assertEquals(
        List.of("/dev/zero: expected a config file of at most 256 KiB"),
        MistakenConfig.answers(Path.of("/dev/zero")));
    assertTrue(MistakenConfig.answers(file.resolve("x")).getFirst().contains("none"));
  }

  @Test
  void a_file_of_somebody_else_is_answered_with_the_cure() throws IOException {
    Files.writeString(file, VALID);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");

    assertTrue(MistakenConfig.answers(file).getFirst().contains("chmod a+r"));
  }

  @Test
  void a_file_that_is_not_utf8_is_answered_with_the_line() throws IOException {
    Files.write(file, VALID.getBytes(Charset.forName("GB18030")));

    assertEquals(
        List.of(file + ":3: name = \": expected UTF-8 after this; save the file in that encoding"),
        MistakenConfig.answers(file));
  }

  @Test
  void a_file_that_ends_within_a_letter_is_not_utf8() throws IOException {
    byte[] bytes = (VALID + "# 中").getBytes(StandardCharsets.UTF_8);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertTrue(MistakenConfig.answers(file).getFirst().startsWith(file + ":23: #: expected UTF-8"));
  }

  @Test
  void brackets_within_brackets_without_end_are_a_mistake() throws IOException {
    assertFalse(config.invalid("x = " + "[".repeat(100_000)).isEmpty());
  }
}
