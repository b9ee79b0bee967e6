package daka.web;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/// Answers with a value of ours as JSON.
final class Reply {
  private Reply() {}

  static void ok(Context ctx, Object value) {
    json(ctx, HttpStatus.OK, Json.bytes(value));
  }

  static void created(Context ctx, Object value) {
    json(ctx, HttpStatus.CREATED, Json.bytes(value));
  }

  static void json(Context ctx, HttpStatus status, byte[] json) {
    ctx.status(status).contentType(ContentType.APPLICATION_JSON).result(json);
  }
}
