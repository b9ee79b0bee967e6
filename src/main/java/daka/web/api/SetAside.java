package daka.web.api;

import daka.store.journal.Cursors;
import daka.web.access.Access;
import daka.web.forwarding.RefusedEntry;
import daka.web.http.CentreTime;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;

/// `GET /api/v1/set-aside`: the journal entries that the town refused for good, and what it said.
final class SetAside implements Resource {
  /// The answer.
  record Page(List<RefusedEntry> setAside) {}

  private final Access access;
  private final Cursors cursors;
  private final ZoneId zone;

  SetAside(Access access, Cursors cursors, ZoneId zone) {
    this.access = access;
    this.cursors = cursors;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/set-aside", access.need(this::answer));
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Page(RefusedEntry.all(cursors, new CentreTime(zone))));
  }
}
