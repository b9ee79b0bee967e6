package daka.web;

import daka.checkin.Ledger;
import daka.store.TokenRole;
import daka.store.VisitBatch;
import daka.store.VisitKey;
import daka.store.VisitLog;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.tinylog.Logger;

/// `GET /api/v1/visits`: the visit log as JSON, CSV or lines of JSON, by suffix or by `Accept`.
///
/// JSON comes in pages. CSV and lines come in pages too if a limit is given, else all that was
/// written until now, as a stream that needs the same memory for any number of visits.
final class Visits implements Resource {
  static final String PATH = "/api/v1/visits";

  private static final int PAGE = 1_000;
  private static final int BATCH = 2_000;
  private static final int MAX_STREAMS = 4;

  private final Access access;
  private final VisitLog log;
  private final Ledger ledger;
  private final ZoneId zone;
  private final Semaphore streams = new Semaphore(MAX_STREAMS);

  Visits(Access access, VisitLog log, Ledger ledger, ZoneId zone) {
    this.access = access;
    this.log = log;
    this.ledger = ledger;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(ctx -> answer(ctx, VisitType.accepted(ctx)), TokenRole.AUDITOR));
    for (VisitType type : VisitType.values()) {
      routes.get(
          PATH + "." + type.suffix(), access.need(ctx -> answer(ctx, type), TokenRole.AUDITOR));
    }
    routes.get(
        PATH + ".xlsx",
        access.need(
            _ -> {
              throw VisitType.notMade("spreadsheets of this type are not made yet");
            },
            TokenRole.AUDITOR));
  }

  private void answer(Context ctx, VisitType type) {
    VisitQuery query = VisitQuery.of(ctx, type, zone, ledger);
    VisitFormat format = format(type, query);
    ctx.header(Header.VARY, Header.ACCEPT);
    try {
      if (query.limit() == null && type != VisitType.JSON) {
        stream(ctx, type, query, format);
      } else {
        page(ctx, type, query, format);
      }
    } catch (IOException e) {
      // The client has gone, and nobody is left to be told.
    }
  }

  private VisitFormat format(VisitType type, VisitQuery query) {
    CentreTime time = new CentreTime(zone);
    return switch (type) {
      case JSON -> new JsonVisits(time, JsonVisits.Frame.PAGE);
      case NDJSON -> new JsonVisits(time, JsonVisits.Frame.LINES);
      case CSV -> new CsvVisits(time, query.byteOrderMark());
    };
  }

  private void page(Context ctx, VisitType type, VisitQuery query, VisitFormat format)
      throws IOException {
    int limit = query.limit() == null ? PAGE : query.limit();
    VisitBatch batch = log.read(query.filter(), query.after(), limit);
    String next = "";
    if (batch.size() == limit) {
      VisitKey last = batch.lastKey();
      if (log.read(query.filter(), last, 1).size() > 0) {
        next = VisitCursor.write(last);
        Link.next(ctx, next);
      }
    }
    OutputStream out = begin(ctx, type);
    RowBuffer buffer = new RowBuffer();
    format.begin(buffer);
    write(batch, format, buffer, out, true);
    format.end(buffer, next);
    buffer.drainAll(out);
  }

  private void stream(Context ctx, VisitType type, VisitQuery query, VisitFormat format)
      throws IOException {
    if (!streams.tryAcquire()) {
      ctx.header(Header.RETRY_AFTER, "10");
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          MAX_STREAMS + " exports are under way already; try again in ten seconds");
    }
    try {
      VisitQuery fixed =
          new VisitQuery(
              query.filter().upTo(log.newest()),
              query.after(),
              query.limit(),
              query.byteOrderMark());
      VisitBatch first = log.read(fixed.filter(), fixed.after(), BATCH);
      stream(ctx, first, fixed, format, begin(ctx, type));
    } finally {
      streams.release();
    }
  }

  private static OutputStream begin(Context ctx, VisitType type) throws IOException {
    ctx.res().setContentType(type.contentType());
    if (type == VisitType.CSV) {
      ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"visits.csv\"");
    }
    return ctx.res().getOutputStream();
  }

  /// Gives way after each batch, so that no export, however fast its reader, keeps a processor from
  /// other requests.
  @SuppressWarnings("ThreadPriorityCheck")
  private void stream(
      Context ctx, VisitBatch first, VisitQuery query, VisitFormat format, OutputStream out)
      throws IOException {
    RowBuffer buffer = new RowBuffer();
    try {
      format.begin(buffer);
      VisitBatch batch = first;
      boolean none = true;
      while (batch.size() > 0) {
        write(batch, format, buffer, out, none);
        none = false;
        Thread.yield();
        batch = log.read(query.filter(), batch.lastKey(), BATCH);
      }
      format.end(buffer, "");
      buffer.drainAll(out);
    } catch (RuntimeException e) {
      breakOff(ctx, e);
    }
  }

  private static void write(
      VisitBatch batch, VisitFormat format, RowBuffer buffer, OutputStream out, boolean first)
      throws IOException {
    boolean none = first;
    while (batch.next()) {
      format.visit(buffer, batch, none);
      none = false;
      buffer.drain(out);
    }
  }

  /// The answer has begun, so all that can be told is that it is not whole: the connection is cut,
  /// and no client can take what it has for the end.
  private static void breakOff(Context ctx, RuntimeException e) {
    Logger.error("an export of the visit log broke off: {}", e.getMessage());
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
