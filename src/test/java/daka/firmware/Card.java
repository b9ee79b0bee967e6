package daka.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The card of a Raspberry Pi in another machine: a boot partition with the files that an image of
/// Raspberry Pi OS has, and a root file system with its folders; and the script that sets them up.
final class Card {
  private static final Path SHIPPED = Path.of("src/test/resources/firmware");
  static final Path FOLDER = Path.of("firmware-config").toAbsolutePath();

  final Path boot;
  final Path root;
  final Map<String, String> environment = new TreeMap<>();

  /// What the script said.
  record Said(int code, String out, String err) {
    Said done() {
      assertEquals(0, code, () -> out + err);
      return this;
    }

    /// It went wrong, and says so in one line.
    Said failed() {
      assertEquals(1, code, () -> out + err);
      assertEquals(1, err.lines().count(), err);
      return this;
    }

    Said says(String text) {
      assertTrue((out + err).contains(text), () -> "no \"" + text + "\" in:\n" + out + err);
      return this;
    }

    Said doesNotSay(String text) {
      assertFalse((out + err).contains(text), () -> "\"" + text + "\" in:\n" + out + err);
      return this;
    }
  }

  Card(Path folder) {
    boot = folder.resolve("boot");
    root = folder.resolve("root");
    write(boot.resolve("config.txt"), read(SHIPPED.resolve(newest()).resolve("config.txt")));
    write(boot.resolve("cmdline.txt"), read(SHIPPED.resolve(newest()).resolve("cmdline.txt")));
    try {
      for (String each : List.of("etc/systemd/system", "var/lib", "usr/local/lib")) {
        Files.createDirectories(root.resolve(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String newest() {
    return "raspios-trixie-2026-06-arm64";
  }

  /// The config.txt files that images of Raspberry Pi OS have shipped.
  static Stream<Path> shippedConfigs() throws IOException {
    try (Stream<Path> folders = Files.list(SHIPPED)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(each -> each.resolve("config.txt"))
          .toList()
          .stream();
    }
  }

  /// The command lines beside them.
  static Stream<Path> shippedCommandLines() throws IOException {
    return shippedConfigs().map(each -> each.resolveSibling("cmdline.txt"));
  }

  Path config() {
    return boot.resolve("config.txt");
  }

  Path commandLine() {
    return boot.resolve("cmdline.txt");
  }

  /// Sets up the boot partition alone.
  Said applyToBoot(String... options) {
    return run(Stream.concat(Stream.of("--boot", boot.toString()), Stream.of(options)).toList());
  }

  /// Sets up the whole card.
  Said apply(String... options) {
    return applyToBoot(
        Stream.concat(Stream.of("--root", root.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  /// Calls the script with nothing but these arguments.
  Said run(List<String> arguments) {
    return run(FOLDER, arguments);
  }

  /// The same with the script of another release.
  Said run(Path release, List<String> arguments) {
    return bash("exec \"$0\" \"$@\"", release, arguments);
  }

  /// Runs a line of shell with the script as $0 and the arguments behind it.
  Said bash(String line, Path release, List<String> arguments) {
    try {
      List<String> command = new ArrayList<>(List.of("bash", "-c", line));
      command.add(release.resolve("apply").toString());
      command.addAll(arguments);
      Path out = Files.createTempFile("said", ".out");
      Path err = Files.createTempFile("said", ".err");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      int code = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
      Said said = new Said(code, Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Everything on the card, by its path: folders, links, and files with mode, time and content.
  Map<String, String> everything() {
    return look(true);
  }

  /// The same without times.
  Map<String, String> contents() {
    return look(false);
  }

  private Map<String, String> look(boolean times) {
    Map<String, String> found = new TreeMap<>();
    for (Path top : List.of(boot, root)) {
      try (Stream<Path> all = Files.walk(top)) {
        for (Path each : all.toList()) {
          found.put(top.getParent().relativize(each).toString(), describe(each, times));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static String describe(Path each, boolean times) throws IOException {
    if (Files.isSymbolicLink(each)) {
      return "-> " + Files.readSymbolicLink(each);
    }
    String mode =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS));
    if (Files.isDirectory(each)) {
      return mode;
    }
    return mode
        + (times ? " " + Files.getLastModifiedTime(each) : "")
        + " "
        + HexFormat.of().formatHex(Files.readAllBytes(each));
  }

  /// A file as text, a character a byte, so that nothing is lost.
  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
