package daka.event;

import java.io.Serial;

/// Ends a proof at the first thing that is wrong.
public final class Contradiction extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private static final String CURE =
      "Keep the data folder as it is for examination, compare it with what the town has received,"
          + " and restore a backup from before.";

  private final String where;
  private final long entry;
  private final String cure;

  public Contradiction(String where, String what) {
    this(where, what, CURE);
  }

  /// @param cure what a person should do about it, a sentence
  public Contradiction(String where, String what, String cure) {
    this(where, Long.MAX_VALUE, what, cure);
  }

  private Contradiction(String where, long entry, String what, String cure) {
    super(what);
    this.where = where;
    this.entry = entry;
    this.cure = cure;
  }

  public static Contradiction at(long entry, String what) {
    return at(entry, what, CURE);
  }

  /// @param cure what a person should do about it, a sentence
  public static Contradiction at(long entry, String what, String cure) {
    return new Contradiction("entry " + entry, entry, what, cure);
  }

  /// The number of the last entry that was read, or a number above all if it came to light after
  /// the last one.
  public long entry() {
    return entry;
  }

  public String where() {
    return where;
  }

  public String what() {
    return String.valueOf(getMessage());
  }

  /// What a person should do about it.
  public String cure() {
    return cure;
  }
}
