package daka.web.visits;

import daka.checkin.Ended;
import daka.checkin.Evidence;
import daka.checkin.Ledger;
import daka.store.visits.Forwarded;
import daka.store.visits.VisitFilter;
import daka.store.visits.VisitKey;
import daka.web.http.Parameter;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.TypedText;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a request for the visit log asks for.
///
/// @param after where to go on
/// @param limit how many visits at most, or null if it was not said
/// @param byteOrderMark whether CSV begins with one
record VisitQuery(
    VisitFilter filter, VisitKey after, @Nullable Integer limit, boolean byteOrderMark) {
  static final int MAX_PAGE = 10_000;

  /// What the visits are filtered by.
  private static final List<String> FILTERS =
      List.of("from", "to", "room", "resident", "open", "reader", "evidence", "ended", "town");

  private static final List<String> OF_A_PAGE = List.of("after", "limit");
  private static final List<String> OF_CSV = List.of("after", "limit", "bom");
  private static final int LONGEST_READER = 200;

  /// @param ledger knows which rooms there are
  /// @param forwarded what the town has; asked if that is filtered by
  /// @throws ProblemException 400 if something in the query is not as it should be
  static VisitQuery of(
      Context ctx, VisitType type, ZoneId zone, Ledger ledger, Supplier<Forwarded> forwarded) {
    Query.allow(ctx, names(type == VisitType.CSV ? OF_CSV : OF_A_PAGE));
    return new VisitQuery(
        filter(ctx, zone, ledger, forwarded),
        after(ctx),
        limit(ctx),
        !Boolean.FALSE.equals(Parameter.yesOrNo(ctx, "bom", "1", "0")));
  }

  private static String[] names(List<String> more) {
    return Stream.concat(FILTERS.stream(), more.stream()).toArray(String[]::new);
  }

  private static VisitKey after(Context ctx) {
    String after = ctx.queryParam("after");
    return after == null ? VisitKey.BEGIN : VisitCursor.read(after);
  }

  private static @Nullable Integer limit(Context ctx) {
    Long limit = Parameter.number(ctx, "limit", 1, MAX_PAGE);
    return limit == null ? null : limit.intValue();
  }

  /// What a request asks for that takes the filters alone.
  ///
  /// @throws ProblemException 400 if something in the query is not as it should be
  static VisitFilter filterAlone(
      Context ctx, ZoneId zone, Ledger ledger, Supplier<Forwarded> forwarded) {
    Query.allow(ctx, names(List.of()));
    return filter(ctx, zone, ledger, forwarded);
  }

  private static VisitFilter filter(
      Context ctx, ZoneId zone, Ledger ledger, Supplier<Forwarded> forwarded) {
    LocalDate from = Parameter.day(ctx, "from");
    LocalDate to = Parameter.day(ctx, "to");
    if (from != null && to != null && to.isBefore(from)) {
      throw ProblemException.badRequest(
          "query parameter \"to\" is a day before \"from\"; exchange them");
    }
    return new VisitFilter(
        from == null ? null : begin(from, zone),
        to == null ? null : begin(to.plusDays(1), zone),
        room(ctx.queryParam("room"), ledger),
        Parameter.number(ctx, "resident", 1, Long.MAX_VALUE),
        Parameter.yesOrNo(ctx, "open", "true", "false"),
        Long.MAX_VALUE,
        TypedText.optionalLine("reader", ctx.queryParam("reader"), LONGEST_READER),
        Parameter.oneOf(ctx, "evidence", Evidence.values(), Evidence::wireName),
        Parameter.oneOf(ctx, "ended", Ended.values(), Ended::wireName),
        town(ctx, forwarded));
  }

  private static VisitFilter.@Nullable Town town(Context ctx, Supplier<Forwarded> forwarded) {
    Forwarded.State state =
        Parameter.oneOf(ctx, "town", Forwarded.State.values(), TownColumn::word);
    return state == null ? null : new VisitFilter.Town(state, forwarded.get());
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
