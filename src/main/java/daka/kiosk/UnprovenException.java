package daka.kiosk;

import java.io.Serial;

/// Something that each tap needs does not work; the message says what.
final class UnprovenException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnprovenException(String message) {
    super(message);
  }

  UnprovenException(String message, Throwable cause) {
    super(message, cause);
  }
}
