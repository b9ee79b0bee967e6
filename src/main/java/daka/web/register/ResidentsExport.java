package daka.web.register;

import daka.store.audit.AuditLog;
import daka.store.register.Resident;
import daka.store.register.Residents;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.access.WatchedExport;
import daka.web.http.HeadAsGet;
import daka.web.http.Parameter;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.tinylog.Logger;

/// `GET /api/v1/residents.csv` and `.xlsx`: people as a list that can be changed and imported
/// again, by the column `id`. What their cards say is not known, so no card is in it.
public final class ResidentsExport implements Resource {
  private static final int BATCH = 500;

  private final Access access;
  private final AuditLog audit;
  private final Residents residents;

  public ResidentsExport(Access access, AuditLog audit, Residents residents) {
    this.access = access;
    this.audit = audit;
    this.residents = residents;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    for (PeopleSheet.Kind kind : PeopleSheet.Kind.values()) {
      routes.get(
          ResidentsRegister.PATH + "." + kind.suffix(), access.need(ctx -> answer(ctx, kind)));
    }
  }

  private void answer(Context ctx, PeopleSheet.Kind kind) {
    Query.allow(ctx, "after", "limit");
    long after = Parameter.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    long limit = Parameter.number(ctx, "limit", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    ctx.res().setContentType(kind.contentType());
    ctx.header(
        Header.CONTENT_DISPOSITION, "attachment; filename=\"residents." + kind.suffix() + '"');
    if (HeadAsGet.isAsked(ctx.req())) {
      return;
    }
    AuditedExport export = AuditedExport.begin(audit, "residents");
    try (WatchedExport _ = WatchedExport.begin(ctx, access.standing(ctx))) {
      write(ctx, kind, export, after, limit);
    } catch (IOException e) {
      // The client has gone, and nobody is left to be told.
    }
  }

  private void write(
      Context ctx, PeopleSheet.Kind kind, AuditedExport export, long after, long limit)
      throws IOException {
    long rows = 0;
    boolean whole = false;
    OutputStream out = export.to(ctx.res().getOutputStream());
    try {
      PeopleSheet sheet = kind.begin(out);
      long last = after;
      while (rows < limit) {
        List<Resident> some = residents.list("", last, (int) Math.min(BATCH, limit - rows));
        for (Resident resident : some) {
          sheet.person(resident);
        }
        sheet.passOn();
        rows += some.size();
        if (some.size() < BATCH) {
          break;
        }
        last = some.getLast().id();
      }
      sheet.end();
      out.flush();
      whole = true;
    } catch (RuntimeException e) {
      Logger.error("an export of people broke off: {}", e.getMessage());
      WatchedExport.cut(ctx);
    } finally {
      export.close(whole, rows);
    }
  }
}
