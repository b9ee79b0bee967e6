package daka.checkin;

/// The store could not commit a transaction: nothing of it was written. The cause says why.
public final class NotRecordedException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotRecordedException(String message, Throwable cause) {
    super(message, cause);
  }
}
