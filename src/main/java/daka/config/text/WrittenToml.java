package daka.config.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How keys and values are written in TOML.
final class WrittenToml {
  private WrittenToml() {}

  /// @throws IllegalArgumentException if it is nothing that can be a value here
  static String value(Object value) {
    return switch (value) {
      case String text -> text(text);
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case Boolean flag -> flag.toString();
      case LocalDate day -> day.toString();
      case List<?> list ->
          list.stream().map(WrittenToml::value).collect(Collectors.joining(", ", "[", "]"));
      default -> throw new IllegalArgumentException("no value of TOML: " + value.getClass());
    };
  }

  static String key(String name) {
    return name.matches("[A-Za-z0-9_-]+") ? name : text(name);
  }

  static String header(List<String> names) {
    return names.stream().map(WrittenToml::key).collect(Collectors.joining(".", "[", "]"));
  }

  static String pair(String key, Object value) {
    return key(key) + " = " + value(value);
  }

  /// A table in braces.
  static String table(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(entry -> pair(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static String text(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(point -> letter(quoted, point));
    return quoted.append('"').toString();
  }

  private static void letter(StringBuilder quoted, int point) {
    switch (point) {
      case '"', '\\' -> quoted.append('\\').append((char) point);
      case '\n' -> quoted.append("\\n");
      case '\t' -> quoted.append("\\t");
      case '\r' -> quoted.append("\\r");
      default -> {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
          throw new IllegalArgumentException("half a letter is in a text");
        }
        if (Character.isISOControl(point)) {
          quoted.append(String.format(Locale.ROOT, "\\u%04X", point));
        } else {
          quoted.appendCodePoint(point);
        }
      }
    }
  }
}
