package daka.store.file;

import java.io.Serial;

/// The database could not be opened, read or written. The message says what was being done, to
/// what, and the cure; the cause, if there is one, is the driver's or the file system's.
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
