package daka.web.http;

import io.javalin.http.HttpStatus;

/// Ends a request with a [Problem]. Carries no stack trace: it is an answer and no fault of ours.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  private ProblemException(HttpStatus status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  public Problem problem() {
    return Problem.of(status, String.valueOf(getMessage()));
  }

  public static ProblemException of(HttpStatus status, String detail) {
    return new ProblemException(status, detail);
  }

  /// The request cannot be understood.
  public static ProblemException badRequest(String detail) {
    return of(HttpStatus.BAD_REQUEST, detail);
  }

  /// There is nothing of this name.
  public static ProblemException notFound(String detail) {
    return of(HttpStatus.NOT_FOUND, detail);
  }
}
