package daka.config;

import daka.config.MistakenConfig.Mistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoundMistakesTest {
  @TempDir Path folder;
  private MistakenConfig config = new MistakenConfig(Path.of(""));

  @BeforeEach
  void place() {
    config = new MistakenConfig(folder);
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "gzip = true",
            "[sound]\nvolume = 101",
            ":23: sound.volume = 101: expected a whole number from 0 to 100"),
        new Mistake(
            "gzip = true",
            "[sound]\nvolume = 0.7",
            ":23: sound.volume = 0.7: expected a whole number from 0 to 100"),
        new Mistake(
            "gzip = true",
            "[sound]\nrecordings = \"none\"",
            ":23: sound.recordings = \"none\": expected the path of a folder that holds the"
                + " centre's recordings, and there is none; make it: mkdir -p "),
        new Mistake(
            "gzip = true",
            "[sound]\nrecordings = \"daka.toml\"",
            ":23: sound.recordings = \"daka.toml\": expected the path of a folder that holds the"
                + " centre's recordings, but this is a file; name the folder it is in"),
        new Mistake(
            "gzip = true",
            "[sound]\nrecordings = \"\"",
            ":23: sound.recordings = \"\": expected the path of a folder that holds"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_answered_by_line_value_and_what_was_expected(Mistake mistake)
      throws IOException {
    config.assertAnswered(mistake);
  }
}
