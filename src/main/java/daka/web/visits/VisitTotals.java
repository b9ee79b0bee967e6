package daka.web.visits;

import daka.checkin.Ledger;
import daka.store.register.TokenRole;
import daka.store.visits.Forwarded;
import daka.store.visits.VisitLog;
import daka.web.access.Access;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.function.Supplier;

/// `GET /api/v1/visits/totals`: how many visits the filters of the visit log find, apart from them,
/// because counting takes longer than a page of them.
public final class VisitTotals implements Resource {
  private final Access access;
  private final VisitLog log;
  private final Ledger ledger;
  private final Supplier<Forwarded> forwarded;
  private final ZoneId zone;

  /// @param forwarded what the town has
  public VisitTotals(
      Access access, VisitLog log, Ledger ledger, Supplier<Forwarded> forwarded, ZoneId zone) {
    this.access = access;
    this.log = log;
    this.ledger = ledger;
    this.forwarded = forwarded;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(Visits.PATH + "/totals", access.need(this::answer, TokenRole.AUDITOR));
  }

  private void answer(Context ctx) {
    Reply.ok(ctx, log.totals(VisitQuery.filterAlone(ctx, zone, ledger, forwarded)));
  }
}
