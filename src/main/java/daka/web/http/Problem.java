package daka.web.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/// Why a request was not done, as RFC 9457 puts it: the body of every error.
///
/// @param type always `about:blank`: the status says what kind of problem it is
/// @param title the words of the status
/// @param status the HTTP status
/// @param detail what was wrong, in which field or parameter, and the cure
public record Problem(String type, String title, int status, String detail) {
  public static final String CONTENT_TYPE = "application/problem+json";

  public static Problem of(HttpStatus status, String detail) {
    return new Problem("about:blank", status.getMessage(), status.getCode(), detail);
  }

  /// Answers with it.
  public void answer(Context ctx) {
    ctx.status(status).contentType(CONTENT_TYPE).result(Json.bytes(this));
  }
}
