package daka.web;

import daka.checkin.Ledger;
import daka.store.VisitFilter;
import daka.store.VisitKey;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a request for the visit log asks for.
///
/// @param after where to go on
/// @param limit how many visits at most, or null if it was not said
/// @param byteOrderMark whether CSV begins with one
record VisitQuery(
    VisitFilter filter, VisitKey after, @Nullable Integer limit, boolean byteOrderMark) {
  static final int MAX_PAGE = 10_000;

  /// @param ledger knows which rooms there are
  /// @throws ProblemException 400 if something in the query is not as it should be
  static VisitQuery of(Context ctx, VisitType type, ZoneId zone, Ledger ledger) {
    if (type == VisitType.CSV) {
      Query.allow(ctx, "from", "to", "room", "resident", "open", "after", "limit", "bom");
    } else {
      Query.allow(ctx, "from", "to", "room", "resident", "open", "after", "limit");
    }
    LocalDate from = Parameter.day(ctx, "from");
    LocalDate to = Parameter.day(ctx, "to");
    if (from != null && to != null && to.isBefore(from)) {
      throw ProblemException.badRequest(
          "query parameter \"to\" is a day before \"from\"; exchange them");
    }
    VisitFilter filter =
        new VisitFilter(
            from == null ? null : begin(from, zone),
            to == null ? null : begin(to.plusDays(1), zone),
            room(ctx.queryParam("room"), ledger),
            Parameter.number(ctx, "resident", 1, Long.MAX_VALUE),
            Parameter.yesOrNo(ctx, "open", "true", "false"),
            Long.MAX_VALUE);
    String after = ctx.queryParam("after");
    Long limit = Parameter.number(ctx, "limit", 1, MAX_PAGE);
    return new VisitQuery(
        filter,
        after == null ? VisitKey.BEGIN : VisitCursor.read(after),
        limit == null ? null : limit.intValue(),
        !Boolean.FALSE.equals(Parameter.yesOrNo(ctx, "bom", "1", "0")));
  }

  private static Instant begin(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static @Nullable String room(@Nullable String room, Ledger ledger) {
    if (room != null && ledger.rooms().stream().noneMatch(r -> r.room().id().equals(room))) {
      throw ProblemException.badRequest(
          "query parameter \"room\" names no room; there are "
              + ledger.rooms().stream().map(r -> r.room().id()).collect(Collectors.joining(", ")));
    }
    return room;
  }
}
