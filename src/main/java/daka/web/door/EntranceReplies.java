package daka.web.door;

import daka.screen.Answer;
import daka.web.http.Json;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/// Sends answers of the entrance.
final class EntranceReplies {
  private EntranceReplies() {}

  /// A refusal is an answer like any other and 200, save that nothing could be recorded, which is
  /// the kiosk's failure and 503.
  static void answer(Context ctx, Answer answer) {
    ctx.status(answer.isNotRecorded() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
        .contentType(ContentType.APPLICATION_JSON)
        .result(Json.bytes(answer));
  }
}
