package daka.store;

import java.io.Serial;

/// Ends a proof at the first thing that is wrong.
final class Contradiction extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private static final String CURE =
      "Keep the data folder as it is for examination, compare it with what the town has received,"
          + " and restore a backup from before.";

  private final String where;
  private final long entry;
  private final String cure;

  Contradiction(String where, String what) {
    this(where, Long.MAX_VALUE, what, CURE);
  }

  private Contradiction(String where, long entry, String what, String cure) {
    super(what);
    this.where = where;
    this.entry = entry;
    this.cure = cure;
  }

  static Contradiction at(long entry, String what) {
    return at(entry, what, CURE);
  }

  /// @param cure what a person should do about it, a sentence
  static Contradiction at(long entry, String what, String cure) {
    return new Contradiction("entry " + entry, entry, what, cure);
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

  /// What a person should do about it.
  String cure() {
    return cure;
  }
}
