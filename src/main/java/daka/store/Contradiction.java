package daka.store;

import java.io.Serial;

/// Ends a proof at the first thing that is wrong.
final class Contradiction extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String where;
  private final long entry;

  Contradiction(String where, String what) {
    this(where, Long.MAX_VALUE, what);
  }

  private Contradiction(String where, long entry, String what) {
    super(what);
    this.where = where;
    this.entry = entry;
  }

  static Contradiction at(long entry, String what) {
    return new Contradiction("entry " + entry, entry, what);
  }

  /// The number of the last entry that was read, or a number above all if it came to light after
  /// the last one.
  long entry() {
    return entry;
  }

  String where() {
    return where;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
