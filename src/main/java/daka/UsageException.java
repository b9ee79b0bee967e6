package daka;

import java.io.Serial;

/// A command was called wrongly; the message says how.
final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
