package daka.config;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.config.Config.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A config file with mistakes, and how they are answered.
final class MistakenConfig {
  /// A file without a mistake.
  static final String VALID =
      """
      [centre]
      id = "yimin"
      name = "益民社区邻里中心"
      zone = "Asia/Shanghai"
      hours = "08:30-21:00"
      languages = ["zh-Hans", "zh-Hant", "en"]
      capacity = 300
      [kiosk]
      id = "entrance"
      room = "hall"
      data = "/var/lib/daka"
      listen = "127.0.0.1:8080"
      [[reader]]
      id = "counter"
      kind = "serial"
      device = "/dev/ttyACM0"
      baud = 9600
      [lan]
      listen = "0.0.0.0:8443"
      [upstream]
      url = "https://town.example/events"
      gzip = true
      """;

  /// A line of the valid file, what is written instead, and how the answer goes on after the name
  /// of the file.
  record Mistake(String line, String instead, String answer) {}

  private final Path file;

  /// @param folder where the file is written
  MistakenConfig(Path folder) {
    file = folder.resolve("daka.toml");
  }

  Path file() {
    return file;
  }

  /// The valid file with this mistake in it is answered so.
  void assertAnswered(Mistake mistake) throws IOException {
    assertTrue(VALID.contains(mistake.line() + "\n"), mistake.line());
    List<String> answers = invalid(VALID.replace(mistake.line() + "\n", mistake.instead() + "\n"));
    assertTrue(
        answers.stream().anyMatch(answer -> answer.startsWith(file + mistake.answer())),
        () -> String.join("\n", answers));
  }

  /// The answers to a file that holds this.
  List<String> invalid(String text) throws IOException {
    Files.writeString(file, text);
    return answers(file);
  }

  /// The answers to a file.
  static List<String> answers(Path file) {
    return assertInstanceOf(Invalid.class, Config.read(file)).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
