package daka.config.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement of a TOML text, with its lines.
///
/// @param start where its first line begins
/// @param end where its last line ends, before the line end
/// @param next where the next statement begins
/// @param path of a header: the way to its table. Of a pair: the way to its value. Else empty
/// @param section the way to the table whose header it stands under
/// @param value of a pair, else null
record Statement(
    Kind kind,
    int start,
    int end,
    int next,
    List<Object> path,
    List<Object> section,
    @Nullable Value value) {
  enum Kind {
    BLANK,
    COMMENT,
    HEADER,
    PAIR
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /// Whether it says something that counts.
  boolean isLive() {
    return kind == Kind.HEADER || kind == Kind.PAIR;
  }

  /// Whether what it says is at this path or below it.
  boolean isWithin(List<Object> other) {
    return isLive() && path.size() >= other.size() && path.subList(0, other.size()).equals(other);
  }
}
