package daka.store.proof;

import java.io.Serial;

/// The database is damaged; the message says by what that is known.
public final class DamagedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public DamagedException(String message) {
    super(message);
  }
}
