package daka.web.visits;

import daka.checkin.Ended;
import daka.checkin.Visit;
import daka.store.visits.VisitBatch;
import daka.web.access.Access;
import daka.web.http.Precondition;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which revision of a visit an answer tells, and which one a request has seen: of what can be put
/// right about it, so that who is renamed or what the town has got by now makes no other.
final class VisitTag {

  /// @param arrived in milliseconds since 1970
  /// @param departed the same; null while it is open
  /// @param ended as it is told
  private record Told(
      long visit, String room, long arrived, @Nullable Long departed, @Nullable String ended) {}

  private VisitTag() {}

  static String of(Visit visit) {
    Ended ended = visit.ended();
    return Precondition.tagOf(
        new Told(
            visit.id(),
            visit.room(),
            visit.arrived().toEpochMilli(),
            visit.departed() == null ? null : visit.departed().toEpochMilli(),
            ended == null ? null : ended.wireName()));
  }

  /// Of the visit that is the present one in a batch.
  static String of(VisitBatch row) {
    boolean open = row.isEmpty(VisitBatch.DEPARTED);
    return Precondition.tagOf(
        new Told(
            row.number(VisitBatch.VISIT),
            row.text(VisitBatch.ROOM),
            row.number(VisitBatch.ARRIVED),
            open ? null : row.number(VisitBatch.DEPARTED),
            row.isEmpty(VisitBatch.ENDED) ? null : row.text(VisitBatch.ENDED)));
  }

  /// Whether the request has seen a visit as it is. A program may leave that out, and means the
  /// visit as it is now: it acts by what it knows of the world, not by what a page showed.
  ///
  /// @throws daka.web.http.ProblemException 428 if a page does not say what it has seen
  static Predicate<Visit> seen(Context ctx) {
    if (Access.isProgram(ctx) && ctx.header(Header.IF_MATCH) == null) {
      return _ -> true;
    }
    Precondition.need(ctx);
    return now -> of(now).equals(Precondition.seen(ctx, of(now)));
  }
}
