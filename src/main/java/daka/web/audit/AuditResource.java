package daka.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.event.Entry;
import daka.store.audit.AuditLog;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.http.HeadAsGet;
import daka.web.http.Link;
import daka.web.http.Parameter;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tinylog.Logger;

/// `GET /api/v1/audit`: who did what, in pages of JSON, or all of it as CSV or lines of JSON, by
/// suffix or by `Accept`. Each entry has its hash and the one before, so that the chain can be
/// proven; see [daka.event.HashChain]. To take all of it is an export, and so an entry itself.
public final class AuditResource implements Resource {
  public static final String PATH = "/api/v1/audit";

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final int BATCH = 500;

  /// How the log is written out.
  private enum Form {
    JSON("application/json"),
    CSV("text/csv; charset=utf-8; header=present"),
    NDJSON("application/x-ndjson");

    private final String contentType;

    Form(String contentType) {
      this.contentType = contentType;
    }

    static Form accepted(Context ctx) {
      String accept = String.valueOf(ctx.header(Header.ACCEPT)).toLowerCase(Locale.ROOT);
      if (accept.contains("text/csv")) {
        return CSV;
      }
      return accept.contains("application/x-ndjson") ? NDJSON : JSON;
    }
  }

  private final Access access;
  private final AuditLog log;

  public AuditResource(Access access, AuditLog log) {
    this.access = access;
    this.log = log;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(ctx -> answer(ctx, Form.accepted(ctx))));
    routes.get(PATH + ".csv", access.need(ctx -> answer(ctx, Form.CSV)));
    routes.get(PATH + ".ndjson", access.need(ctx -> answer(ctx, Form.NDJSON)));
  }

  private void answer(Context ctx, Form form) throws IOException {
    ctx.header(Header.VARY, Header.ACCEPT);
    if (form == Form.JSON) {
      page(ctx);
    } else {
      export(ctx, form);
    }
  }

  private void page(Context ctx) {
    Query.allow(ctx, "after", "limit");
    long after = Parameter.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    int limit = (int) Parameter.number(ctx, "limit", 1, MAX_PAGE, PAGE);
    List<Entry> found = log.after(after, limit + 1);
    List<Entry> page = found.subList(0, Math.min(limit, found.size()));
    String next = "null";
    if (found.size() > limit) {
      String last = Long.toString(page.getLast().number());
      Link.next(ctx, last);
      next = '"' + last + '"';
    }
    String entries = page.stream().map(Entry::json).collect(Collectors.joining(",\n"));
    String json = "{\"audit\":[" + entries + "],\"next\":" + next + "}";
    Reply.json(ctx, HttpStatus.OK, json.getBytes(UTF_8));
  }

  /// All after `after` up to the entry that tells of this export.
  private void export(Context ctx, Form form) throws IOException {
    Query.allow(ctx, "after");
    long after = Parameter.number(ctx, "after", 0, Long.MAX_VALUE, 0);
    ctx.res().setContentType(form.contentType);
    if (form == Form.CSV) {
      ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    }
    if (HeadAsGet.isAsked(ctx.req())) {
      return;
    }
    AuditedExport export = AuditedExport.begin(log, "audit");
    long rows = 0;
    boolean whole = false;
    try {
      OutputStream out = export.to(ctx.res().getOutputStream());
      out.write(form == Form.CSV ? AuditCsv.HEADER : new byte[0]);
      List<Entry> batch = upTo(export.number(), after);
      while (!batch.isEmpty()) {
        for (Entry entry : batch) {
          out.write(form == Form.CSV ? AuditCsv.row(entry) : (entry.json() + "\n").getBytes(UTF_8));
        }
        rows += batch.size();
        batch = upTo(export.number(), batch.getLast().number());
      }
      whole = true;
    } catch (IOException e) {
      Logger.info("an export of the audit log ended, because its client has gone");
    } finally {
      export.close(whole, rows);
    }
  }

  private List<Entry> upTo(long last, long after) {
    return log.after(after, BATCH).stream().filter(entry -> entry.number() <= last).toList();
  }
}
