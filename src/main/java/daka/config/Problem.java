package daka.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One mistake in the config file, complete enough to be mended without looking anything up.
///
/// @param file the config file, as it was named
/// @param line counted from 1; where something is missing, the line of its section; 0 if the
///   mistake is not in a line, because the file could not be read
/// @param key the key with its section, such as `reader.kind`; empty if the line is not TOML
/// @param value what stands there, made printable and cut after 80 characters; null if something is
///   missing
/// @param expected what should stand there, and the cure
public record Problem(Path file, int line, String key, @Nullable String value, String expected) {

  /// One line for a person, such as `daka.toml:14: reader.kind = "keybord": expected …`.
  @Override
  public String toString() {
    String where = line > 0 ? file + ":" + line : file.toString();
    return where + ": " + found() + "expected " + expected;
  }

  private String found() {
    if (key.isEmpty()) {
      return value == null ? "" : value + ": ";
    }
    return value == null ? key + " is missing: " : key + " = " + value + ": ";
  }
}
