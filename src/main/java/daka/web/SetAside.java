package daka.web;

import daka.store.Cursors;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;

/// `GET /api/v1/set-aside`: the journal entries that the town refused for good, and what it said.
final class SetAside implements Resource {
  private static final int LIMIT = 1_000;

  /// The answer.
  record Page(List<Refused> setAside) {}

  /// @param cursor which reader of the journal was refused
  /// @param number the entry's place in the journal
  /// @param status the town's answer
  record Refused(String cursor, long number, int status, String detail, String at) {}

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
    CentreTime time = new CentreTime(zone);
    List<Refused> refused =
        cursors.setAside(LIMIT).stream()
            .map(
                entry ->
                    new Refused(
                        entry.cursor(),
                        entry.number(),
                        entry.status(),
                        entry.detail(),
                        time.text(entry.at())))
            .toList();
    Reply.ok(ctx, new Page(refused));
  }
}
