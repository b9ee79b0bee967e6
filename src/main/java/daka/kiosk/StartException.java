package daka.kiosk;

import java.io.Serial;

/// The kiosk cannot start; the message says what was being done, to what, and the cure.
public sealed class StartException extends Exception permits ConfigTakenBackException {
  @Serial private static final long serialVersionUID = 1L;

  StartException(String message) {
    super(message);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
