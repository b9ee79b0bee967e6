package daka.command;

import java.io.Serial;

/// A command was called wrongly; the message says how.
public final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
