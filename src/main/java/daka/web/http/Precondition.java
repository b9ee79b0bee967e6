package daka.web.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps one from undoing another's work (RFC 9110, 13): what is changed or deleted is named by the
/// `ETag` it had when it was read, in `If-Match`, and what is made by `If-None-Match: *`.
public final class Precondition {
  private static final String ANY = "*";
  private static final int PRECONDITION_REQUIRED = 428;

  private static final int TAG = 20;

  private Precondition() {}

  /// A tag of all that is told of a thing, in JSON.
  public static String tagOf(Object told) {
    return Content.sha256(Json.bytes(told)).replaceAll("[^A-Za-z0-9]", "").substring(0, TAG);
  }

  /// Says with an answer which revision it is.
  ///
  /// @param tag without quotation marks; of letters, digits and hyphens
  public static void tag(Context ctx, String tag) {
    ctx.header(Header.ETAG, '"' + tag + '"');
  }

  /// Whether the request makes something that must not be there yet.
  ///
  /// @throws ProblemException 400 if `If-None-Match` is anything else than `*`
  public static boolean isCreation(Context ctx) {
    String given = ctx.header(Header.IF_NONE_MATCH);
    if (given != null && !given.strip().equals(ANY)) {
      throw ProblemException.badRequest(
          "If-None-Match must be *, which makes what is not there yet");
    }
    return given != null;
  }

  /// Makes sure that the request makes something.
  ///
  /// @throws ProblemException 428 if it does not say that there is nothing yet; 400 if it says
  ///   anything else
  public static void needCreation(Context ctx) {
    if (!isCreation(ctx)) {
      throw ProblemException.of(
          HttpStatus.forStatus(PRECONDITION_REQUIRED),
          "what is not there yet is made with If-None-Match: *; send it");
    }
  }

  /// The tag of what the caller has seen and changes or deletes now.
  ///
  /// @param present the tag that it has now, which is meant by `*`
  /// @throws ProblemException 428 if the request names none
  public static String seen(Context ctx, String present) {
    String given = need(ctx);
    for (String one : given.split(",", -1)) {
      String tag = one.strip().replace("\"", "");
      if (tag.equals(ANY) || tag.equals(present)) {
        return present;
      }
    }
    return given.strip().replace("\"", "");
  }

  /// What the request says in `If-Match`.
  ///
  /// @throws ProblemException 428 if it says nothing
  public static String need(Context ctx) {
    String given = ctx.header(Header.IF_MATCH);
    if (given == null) {
      throw ProblemException.of(
          HttpStatus.forStatus(PRECONDITION_REQUIRED),
          "say which revision you have seen: send If-Match with the ETag of your last GET; what is"
              + " not there yet is made with If-None-Match: *");
    }
    return given;
  }

  /// Answers 412: it was changed since the caller read it, or is there already.
  ///
  /// @param current as it is now; null if it is not there
  /// @param tag of that
  public static void stale(Context ctx, @Nullable Object current, @Nullable String tag) {
    if (tag != null) {
      tag(ctx, tag);
    }
    String detail =
        current == null
            ? "there is none of this name any more; make it anew with If-None-Match: *"
            : "this was changed since you read it, or is there already; look at \"current\", and"
                + " send what should stand with its ETag in If-Match";
    Reply.problem(
        ctx,
        HttpStatus.PRECONDITION_FAILED,
        detail,
        current == null ? Map.of() : Map.of("current", current));
  }
}
