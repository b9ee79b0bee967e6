package daka.store;

import java.io.Serial;

/// Ends a proof at the first thing that is wrong.
final class Contradiction extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String where;

  Contradiction(String where, String what) {
    super(what);
    this.where = where;
  }

  static Contradiction at(long entry, String what) {
    return new Contradiction("entry " + entry, what);
  }

  String where() {
    return where;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
