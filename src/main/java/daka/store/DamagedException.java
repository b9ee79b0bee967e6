package daka.store;

import java.io.Serial;

/// The database is damaged; the message says by what that is known.
final class DamagedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  DamagedException(String message) {
    super(message);
  }
}
