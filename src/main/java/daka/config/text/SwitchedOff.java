package daka.config.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement with a `#` before it.
final class SwitchedOff {
  private SwitchedOff() {}

  /// What a comment would say without its `#`; null if that is no statement.
  static @Nullable Statement statement(String line) {
    String on = on(line);
    try {
      List<Statement> all = TomlScanner.scan(on);
      return all.size() == 1 && all.getFirst().isLive() && TomlText.meaning(on) != null
          ? all.getFirst()
          : null;
    } catch (TomlScanner.Unexpected _) {
      return null;
    }
  }

  /// The line without its `#`.
  static String on(String line) {
    int sign = line.indexOf('#');
    return line.substring(0, sign) + line.substring(sign + 1);
  }
}
