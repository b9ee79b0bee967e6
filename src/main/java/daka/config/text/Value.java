package daka.config.text;

import java.util.List;

/// Where a value stands.
///
/// @param end behind its last letter
/// @param pairs of a table in braces, else empty
/// @param items of a list, else empty
/// @param comments the comments in a list, from `#` on, also those in lists below it
record Value(
    int start, int end, List<Pair> pairs, List<Value> items, List<String> comments, Kind kind) {
  enum Kind {
    PLAIN,
    LIST,
    TABLE
  }

  /// @param names a key with dots has several
  /// @param start where the key begins
  record Pair(List<String> names, int start, Value value) {}
}
