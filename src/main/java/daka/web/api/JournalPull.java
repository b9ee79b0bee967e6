package daka.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.event.Entry;
import daka.store.audit.AuditLog;
import daka.store.journal.Journal;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.http.HeadAsGet;
import daka.web.http.Json;
import daka.web.http.Link;
import daka.web.http.Parameter;
import daka.web.http.Problem;
import daka.web.http.Query;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/journal?after=N&limit=&source=`: the entries after the last one the caller has, as
/// a batch of CloudEvents. An empty batch means that there is nothing new; 410 that N is no number
/// to go on from: what comes next was deleted, as the config's retention asks, or N is beyond the
/// end, or `source` is not that of entry N, so that the caller's entries are of another journal.
final class JournalPull implements Resource {
  private static final String TYPE = "application/cloudevents-batch+json";
  private static final int PAGE = 500;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_SOURCE = 500;

  private final Access access;
  private final AuditLog audit;
  private final Journal journal;

  /// A [Problem] that says where to go on.
  ///
  /// @param source of the entries that are written now
  /// @param last the number of the last entry
  /// @param after what to go on with
  record NoWayOn(
      String type, String title, int status, String detail, String source, long last, long after) {}

  JournalPull(Access access, AuditLog audit, Journal journal) {
    this.access = access;
    this.audit = audit;
    this.journal = journal;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/journal", access.need(this::answer, TokenRole.AUDITOR));
  }

  private void answer(Context ctx) {
    Query.allow(ctx, "after", "limit", "source");
    long after = Parameter.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int limit = (int) Parameter.number(ctx, "limit", 1, MAX_PAGE, PAGE);
    String source = TypedText.optionalLine("source", ctx.queryParam("source"), MAX_SOURCE);
    if (journal.isBeyondEnd(after)) {
      refuseBeyondEnd(ctx, after);
    } else if (after > 0 && source != null && isOfAnother(source, after)) {
      refuseOther(ctx, after, source);
    } else {
      answer(ctx, after, limit, source);
    }
  }

  /// Nothing can be said of a number before the first entry that is left.
  private boolean isOfAnother(String source, long after) {
    return journal.sourceAt(after).filter(known -> !known.equals(source)).isPresent();
  }

  private void answer(Context ctx, long after, int limit, @Nullable String source) {
    List<Entry> entries = journal.after(after, limit);
    // Whoever has come to an entry of which the next was deleted must not take what follows for it.
    // Who has nothing yet gets what there is.
    if (after > 0
        && after < journal.deleted()
        && !entries.isEmpty()
        && entries.getFirst().number() > after + 1) {
      refuseDeleted(ctx);
      return;
    }
    if (!entries.isEmpty() && entries.getLast().number() < journal.head()) {
      linkOn(ctx, entries.getLast().number(), source);
    }
    String batch = entries.stream().map(Entry::json).collect(Collectors.joining(",\n", "[", "]\n"));
    byte[] body = batch.getBytes(UTF_8);
    if (!entries.isEmpty() && !HeadAsGet.isAsked(ctx.req())) {
      AuditedExport.whole(audit, "journal", body, entries.size());
    }
    ctx.contentType(TYPE).result(body);
  }

  /// The next page is asked with the source of the last entry of this one.
  private void linkOn(Context ctx, long last, @Nullable String source) {
    String next = source == null ? "" : journal.sourceAt(last).orElse("");
    Link.next(ctx, Map.of("after", Long.toString(last), "source", next));
  }

  private void refuseDeleted(Context ctx) {
    long deleted = journal.deleted();
    refuse(
        ctx,
        "the entries up to %d were deleted after the days that they are kept; go on with after=%d"
            .formatted(deleted, deleted));
  }

  private void refuseBeyondEnd(Context ctx, long after) {
    refuse(
        ctx,
        ("the last entry here is %d, so %d is a number of another kiosk's journal, or of one that"
             + " was on another card; the entries here are of the source %s: go on with after=%d,"
             + " or with the last number you have of it")
            .formatted(journal.head(), after, journal.source(), journal.deleted()));
  }

  private void refuseOther(Context ctx, long after, String source) {
    refuse(
        ctx,
        ("entry %d here is not of the source %s but of %s: go on with after=%d, or with the last"
                + " number you have of it")
            .formatted(after, source, journal.sourceAt(after).orElse(""), journal.deleted()));
  }

  private void refuse(Context ctx, String detail) {
    long after = journal.deleted();
    Link.next(ctx, Map.of("after", Long.toString(after), "source", ""));
    Problem problem = Problem.of(HttpStatus.GONE, detail);
    ctx.status(problem.status())
        .contentType(Problem.CONTENT_TYPE)
        .result(
            Json.bytes(
                new NoWayOn(
                    problem.type(),
                    problem.title(),
                    problem.status(),
                    problem.detail(),
                    journal.source(),
                    journal.head(),
                    after)));
  }
}
