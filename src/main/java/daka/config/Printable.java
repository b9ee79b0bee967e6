package daka.config;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Shows what stands in the file: on one line, short, without characters that a terminal would
/// obey, and without the password of a URL.
final class Printable {
  private static final int LENGTH = 80;
  private static final Pattern PASSWORD = Pattern.compile("://[^\\s]*@");

  private Printable() {}

  /// A value as it is written in TOML.
  static String of(Object value) {
    return switch (value) {
      case String text -> '"' + shown(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
      case TomlTable table -> table.isEmpty() ? "{}" : "{…}";
      case TomlArray array ->
          shown(
              array.toList().stream()
                  .limit(LENGTH)
                  .map(Printable::of)
                  .collect(Collectors.joining(", ", "[", "]")));
      case Object other -> shown(other.toString());
    };
  }

  /// A piece of the file as it is.
  static String line(String text) {
    return shown(text.strip());
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    String open = PASSWORD.matcher(text).replaceAll("://…@");
    open.codePoints().limit(LENGTH).forEach(point -> append(shown, point));
    return open.codePointCount(0, open.length()) > LENGTH ? shown + "…" : shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          shown.append(String.format("\\u%04x", point));
      default -> shown.appendCodePoint(point);
    }
  }
}
