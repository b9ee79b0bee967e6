package daka.config;

import daka.config.Config.Invalid;
import daka.config.Config.Outcome;
import daka.config.Config.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/// The way of a config file from its bytes to a [Config], collecting problems at each step.
final class ConfigFile {
  private static final int MOST_BYTES = 256 * 1024;

  private final Path file;
  private final Problems problems;

  ConfigFile(Path file) {
    this.file = file;
    this.problems = new Problems(file);
  }

  Outcome read() {
    return outcome(bytes());
  }

  /// Reads it as if it held these bytes.
  Outcome read(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      tooLong();
      return outcome(Optional.empty());
    }
    return outcome(Optional.of(bytes));
  }

  /// The keys that were looked at while it was read.
  List<Setting> settings() {
    return problems.settings();
  }

  private Outcome outcome(Optional<byte[]> bytes) {
    Optional<Config> config =
        bytes.flatMap(this::text).flatMap(text -> config(text, ConfigWriter.tag(bytes.get())));
    return config.isPresent() && problems.all().isEmpty()
        ? new Valid(config.get())
        : new Invalid(problems.all());
  }

  private Optional<byte[]> bytes() {
    if (Files.isDirectory(file)) {
      problems.unreadable("a config file, but this is a folder; name the file in it");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length <= MOST_BYTES) {
        return Optional.of(bytes);
      }
      tooLong();
    } catch (NoSuchFileException e) {
      problems.unreadable(
          "a config file, but there is none; begin with a copy of deploy/daka.toml");
    } catch (AccessDeniedException e) {
      problems.unreadable(
          "a config file that the kiosk may read; chown it to the kiosk's user or chmod a+r it");
    } catch (IOException e) {
      problems.unreadable("a config file that can be read, but reading it failed: " + e);
    }
    return Optional.empty();
  }

  private void tooLong() {
    problems.unreadable("a config file of at most " + MOST_BYTES / 1024 + " KiB");
  }

  private Optional<String> text(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = line(text);
      problems.broken(
          line,
          text.lines().skip(line - 1L).findFirst().orElse(""),
          "UTF-8 after this; save the file in that encoding");
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  private Optional<Config> config(String text, String tag) {
    problems.text(text);
    try {
      TomlParseResult toml = Toml.parse(text);
      toml.errors().forEach(error -> broken(error, text));
      PathForms paths = new PathForms(file.toAbsolutePath());
      return Optional.of(
          new Layout(problems, paths, tag).config(new Section("", toml, line(text), problems)));
    } catch (TomlParseError e) {
      // Not collected but thrown if it is a wrong escape in the name of a section.
      broken(e, text);
    } catch (AssertionError e) {
      // So does tomlj meet some broken escapes in a text, and does not tell where.
      problems.unreadable(
          "TOML in which each backslash in quotation marks is followed by what may follow it");
    } catch (StackOverflowError e) {
      problems.unreadable("TOML with fewer brackets inside brackets");
    }
    return Optional.empty();
  }

  private void broken(TomlParseError error, String text) {
    int line = Math.clamp(error.position().line(), 1, line(text));
    String written = text.lines().skip(line - 1L).findFirst().orElse("");
    problems.broken(line, written, "valid TOML: " + error.getMessage());
  }

  /// The line that the text ends in.
  private static int line(String text) {
    return 1 + (int) text.chars().filter(c -> c == '\n').count();
  }
}
