package daka.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.store.Entry;
import daka.store.Journal;
import daka.store.TokenRole;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.stream.Collectors;

/// `GET /api/v1/journal?after=N&limit=`: the entries after the last one the caller has, as a batch
/// of CloudEvents. An empty batch means that there is nothing new; 410 that what comes next was
/// deleted, as the config's retention asks.
final class JournalPull implements Resource {
  private static final String TYPE = "application/cloudevents-batch+json";
  private static final int PAGE = 500;
  private static final int MAX_PAGE = 1_000;

  private final Access access;
  private final Journal journal;

  JournalPull(Access access, Journal journal) {
    this.access = access;
    this.journal = journal;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/journal", access.need(this::answer, TokenRole.AUDITOR));
  }

  private void answer(Context ctx) {
    Query.allow(ctx, "after", "limit");
    long after = Parameter.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int limit = (int) Parameter.number(ctx, "limit", 1, MAX_PAGE, PAGE);
    List<Entry> entries = journal.after(after, limit);
    if (after > 0 && !entries.isEmpty() && entries.getFirst().number() > after + 1) {
      refuseDeleted(ctx, after);
    }
    if (!entries.isEmpty() && entries.getLast().number() < journal.head()) {
      Link.next(ctx, Long.toString(entries.getLast().number()));
    }
    String batch = entries.stream().map(Entry::json).collect(Collectors.joining(",\n", "[", "]\n"));
    ctx.contentType(TYPE).result(batch.getBytes(UTF_8));
  }

  /// Whoever has come to an entry of which the next was deleted must not take what follows for it.
  /// Who has nothing yet gets what there is.
  private void refuseDeleted(Context ctx, long after) {
    long deleted = journal.deleted();
    if (after < deleted) {
      Link.next(ctx, Long.toString(deleted));
      throw ProblemException.of(
          HttpStatus.GONE,
          "the entries up to %d were deleted after the days that they are kept; go on with after=%d"
              .formatted(deleted, deleted));
    }
  }
}
