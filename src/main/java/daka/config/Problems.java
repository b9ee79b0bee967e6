package daka.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the mistakes of one file.
final class Problems {
  private final Path file;
  private final List<Problem> found = new ArrayList<>();
  private boolean broken;

  Problems(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
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
