package daka.web.register;

import daka.store.register.Resident;
import daka.web.http.Content;
import daka.web.http.Json;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import io.javalin.http.Context;
import java.util.function.Predicate;

/// Which revision of a resident an answer tells, and which one a request has seen.
public final class ResidentTag {
  private static final int LENGTH = 20;

  private ResidentTag() {}

  /// Of all that is told of something.
  public static String of(Object told) {
    return Content.sha256(Json.bytes(told)).replaceAll("[^A-Za-z0-9]", "").substring(0, LENGTH);
  }

  /// Of what is told of the resident, cards included.
  public static String of(Resident resident) {
    return of(ResidentForm.of(resident));
  }

  /// Answers with a resident.
  public static void tell(Context ctx, Resident resident) {
    Precondition.tag(ctx, of(resident));
  }

  /// Whether the request has seen the resident as it is.
  ///
  /// @throws ProblemException 428 if it does not say what it has seen
  public static Predicate<Resident> seen(Context ctx) {
    Precondition.need(ctx);
    return now -> of(now).equals(Precondition.seen(ctx, of(now)));
  }

  /// Answers that the request has seen another revision.
  public static void stale(Context ctx, Resident current) {
    Precondition.stale(ctx, ResidentForm.of(current), of(current));
  }
}
