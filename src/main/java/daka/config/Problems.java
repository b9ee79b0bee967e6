package daka.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the mistakes of one file.
final class Problems {
  private final Path file;
  private final List<Problem> found = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private List<String> lines = List.of();
  private boolean broken;

  Problems(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /// A key that may stand in the file is looked at.
  void asked(Setting setting) {
    settings.add(setting);
  }

  /// All keys that were looked at.
  List<Setting> settings() {
    return List.copyOf(settings);
  }

  /// What the file says.
  void text(String text) {
    lines = text.lines().toList();
  }

  /// The line of the value that comes after this place in a list, over empty lines and comments.
  ///
  /// @param line counted from 1
  /// @param column counted from 1, in code points
  int lineOfNext(int line, int column) {
    for (int i = line; i <= lines.size(); i++) {
      String text = lines.get(i - 1);
      int skip = i > line ? 0 : Math.min(column - 1, text.codePointCount(0, text.length()));
      String rest = text.substring(text.offsetByCodePoints(0, skip)).strip();
      if (!rest.isEmpty() && !rest.startsWith("#")) {
        return i;
      }
    }
    return line;
  }

  /// The file as a whole cannot be read.
  void unreadable(String expected) {
    found.add(new Problem(file, 0, "", null, expected));
  }

  /// The file is not TOML from this line on; what seems to be missing or unknown need not be.
  void broken(int line, String written, String expected) {
    broken = true;
    found.add(new Problem(file, line, "", Printable.line(written), expected));
  }

  void wrong(int line, String key, Object value, String expected) {
    found.add(new Problem(file, line, key, Printable.of(value), expected));
  }

  void missing(int line, String key, String expected) {
    if (!broken) {
      found.add(new Problem(file, line, key, null, expected));
    }
  }

  void unknown(int line, String key, Object value, String expected) {
    if (!broken) {
      wrong(line, key, value, expected);
    }
  }

  /// All of them, in the order of their lines.
  List<Problem> all() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
