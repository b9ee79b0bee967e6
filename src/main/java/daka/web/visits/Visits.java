package daka.web.visits;

import daka.checkin.Ledger;
import daka.health.Progress;
import daka.health.ProgressTeller;
import daka.store.audit.AuditLog;
import daka.store.register.TokenRole;
import daka.store.visits.Forwarded;
import daka.store.visits.VisitBatch;
import daka.store.visits.VisitKey;
import daka.store.visits.VisitLog;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.access.WatchedExport;
import daka.web.http.CentreTime;
import daka.web.http.HeadAsGet;
import daka.web.http.Link;
import daka.web.http.ProblemException;
import daka.web.http.Resource;
import daka.web.http.RowBuffer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.tinylog.Logger;

/// `GET /api/v1/visits`: the visit log as JSON, CSV, lines of JSON or a spreadsheet, by suffix or
/// by `Accept`.
///
/// JSON comes in pages. The others come in pages too if a limit is given, else all that was written
/// until now, as a stream that needs the same memory for any number of visits, or in a spreadsheet
/// some bytes for each.
public final class Visits implements Resource {
  static final String PATH = "/api/v1/visits";

  private static final int PAGE = 1_000;
  private static final int BATCH = 2_000;
  private static final int MAX_STREAMS = 4;
  private static final Duration LOGGED_EVERY = Duration.ofSeconds(10);

  /// How many visits a stream has, in a header, so that whoever reads it knows how far it is.
  private static final String ROWS = "Daka-Rows";

  /// Each needs megabytes, see [XlsxVisits], and a processor.
  private static final int MAX_SPREADSHEETS = 1;

  private static final String EXPORT = "visits";

  private final Access access;
  private final AuditLog audit;
  private final VisitLog log;
  private final Ledger ledger;
  private final Supplier<Forwarded> forwarded;
  private final ZoneId zone;
  private final Semaphore streams = new Semaphore(MAX_STREAMS);
  private final Semaphore spreadsheets = new Semaphore(MAX_SPREADSHEETS);

  /// @param forwarded what the town has
  public Visits(
      Access access,
      AuditLog audit,
      VisitLog log,
      Ledger ledger,
      Supplier<Forwarded> forwarded,
      ZoneId zone) {
    this.access = access;
    this.audit = audit;
    this.log = log;
    this.ledger = ledger;
    this.forwarded = forwarded;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(ctx -> answer(ctx, VisitType.accepted(ctx)), TokenRole.AUDITOR));
    for (VisitType type : VisitType.values()) {
      routes.get(
          PATH + "." + type.suffix(), access.need(ctx -> answer(ctx, type), TokenRole.AUDITOR));
    }
  }

  private void answer(Context ctx, VisitType type) {
    VisitQuery query = VisitQuery.of(ctx, type, zone, ledger, forwarded);
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
      case JSON -> new JsonVisits(time, forwarded.get(), JsonVisits.Frame.PAGE);
      case NDJSON -> new JsonVisits(time, forwarded.get(), JsonVisits.Frame.LINES);
      case CSV -> new CsvVisits(time, forwarded.get(), query.byteOrderMark());
      case XLSX -> new XlsxVisits(time, forwarded.get());
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
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    RowBuffer buffer = new RowBuffer();
    format.begin(buffer);
    write(batch, format, buffer, page, true);
    format.end(buffer, next);
    buffer.drainAll(page);
    if (!HeadAsGet.isAsked(ctx.req()) && (type != VisitType.JSON || Access.isProgram(ctx))) {
      AuditedExport.whole(audit, EXPORT, page.toByteArray(), batch.size());
    }
    page.writeTo(begin(ctx, type));
  }

  private void stream(Context ctx, VisitType type, VisitQuery query, VisitFormat format)
      throws IOException {
    VisitQuery fixed =
        new VisitQuery(
            query.filter().upTo(log.newest()), query.after(), query.limit(), query.byteOrderMark());
    if (HeadAsGet.isAsked(ctx.req())) {
      ctx.header(ROWS, Long.toString(log.count(fixed.filter(), fixed.after())));
      begin(ctx, type);
      return;
    }
    Semaphore places = type == VisitType.XLSX ? spreadsheets : streams;
    if (!places.tryAcquire()) {
      ctx.header(Header.RETRY_AFTER, "10");
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          (type == VisitType.XLSX ? "an export to a spreadsheet is" : MAX_STREAMS + " exports are")
              + " under way already; try again in ten seconds");
    }
    try {
      long rows = log.count(fixed.filter(), fixed.after());
      if (type == VisitType.XLSX) {
        mustFit(rows);
      }
      ctx.header(ROWS, Long.toString(rows));
      VisitBatch first = log.read(fixed.filter(), fixed.after(), BATCH);
      AuditedExport export = AuditedExport.begin(audit, EXPORT);
      try (WatchedExport _ = WatchedExport.begin(ctx, access.standing(ctx))) {
        told(rows, done -> stream(ctx, first, fixed, format, begin(ctx, type), export, done));
      }
    } finally {
      places.release();
    }
  }

  private static void mustFit(long rows) {
    if (rows > XlsxVisits.MOST_VISITS) {
      throw ProblemException.badRequest(
          "these are more than the "
              + XlsxVisits.MOST_VISITS
              + " visits that fit into a spreadsheet; ask for fewer days by \"from\" and \"to\", or"
              + " for visits.csv");
    }
  }

  /// Work that counts the visits it has written.
  @FunctionalInterface
  private interface Counting {
    void run(AtomicLong done) throws IOException;
  }

  /// Logs how far an export is that takes long.
  private static void told(long rows, Counting export) throws IOException {
    Progress progress = new Progress(System::nanoTime);
    AtomicLong done = new AtomicLong();
    try (ProgressTeller _ =
        new ProgressTeller(progress, LOGGED_EVERY, seen -> Logger.info("an export, {}", seen))) {
      progress.<AtomicLong, IOException>during(
          () -> {
            Progress.step("writing visits", rows, done::get);
            export.run(done);
            return done;
          });
    }
  }

  private static OutputStream begin(Context ctx, VisitType type) throws IOException {
    ctx.res().setContentType(type.contentType());
    if (type.isFile()) {
      String name = "visits." + type.suffix();
      ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"" + name + '"');
    }
    return ctx.res().getOutputStream();
  }

  /// Gives way after each batch, so that no export, however fast its reader, keeps a processor from
  /// other requests.
  @SuppressWarnings("ThreadPriorityCheck")
  private void stream(
      Context ctx,
      VisitBatch first,
      VisitQuery query,
      VisitFormat format,
      OutputStream client,
      AuditedExport export,
      AtomicLong done)
      throws IOException {
    OutputStream out = export.to(client);
    RowBuffer buffer = new RowBuffer();
    long rows = 0;
    boolean whole = false;
    try {
      format.begin(buffer);
      VisitBatch batch = first;
      while (batch.size() > 0) {
        write(batch, format, buffer, out, rows == 0);
        rows += batch.size();
        done.set(rows);
        Thread.yield();
        batch = log.read(query.filter(), batch.lastKey(), BATCH);
      }
      format.end(buffer, "");
      buffer.drainAll(out);
      whole = true;
    } catch (RuntimeException e) {
      breakOff(ctx, e);
    } finally {
      export.close(whole, rows);
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

  private static void breakOff(Context ctx, RuntimeException e) {
    Logger.error("an export of the visit log broke off: {}", e.getMessage());
    WatchedExport.cut(ctx);
  }
}
