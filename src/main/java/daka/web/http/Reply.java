package daka.web.http;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers with a value of ours as JSON.
public final class Reply {
  private Reply() {}

  public static void ok(Context ctx, Object value) {
    json(ctx, HttpStatus.OK, Json.bytes(value));
  }

  public static void created(Context ctx, Object value) {
    json(ctx, HttpStatus.CREATED, Json.bytes(value));
  }

  /// Answers with a [Problem] that has further members.
  public static void problem(
      Context ctx, HttpStatus status, String detail, Map<String, ?> members) {
    Problem problem = Problem.of(status, detail);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", problem.type());
    all.put("title", problem.title());
    all.put("status", problem.status());
    all.put("detail", problem.detail());
    all.putAll(members);
    ctx.status(status).contentType(Problem.CONTENT_TYPE).result(Json.bytes(all));
  }

  public static void json(Context ctx, HttpStatus status, byte[] json) {
    ctx.status(status).contentType(ContentType.APPLICATION_JSON).result(json);
  }
}
