package daka.web.report;

import daka.checkin.Ledger;
import daka.store.audit.AuditLog;
import daka.store.register.TokenRole;
import daka.store.report.Span;
import daka.store.report.VisitReport;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.http.CentreTime;
import daka.web.http.HeadAsGet;
import daka.web.http.Json;
import daka.web.http.Parameter;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/reports/visits`: the figures of a span and of the same span of the year before, as
/// JSON, `.csv` or `.xlsx`.
///
/// One is made at a time, whoever asks meanwhile waits: the processor is for who taps.
public final class ReportResource implements Resource {
  private static final String PATH = "/api/v1/reports/visits";
  private static final String EXPORT = "report";
  private static final int MOST_YEARS = 11;
  private static final int PATIENCE_SECONDS = 20;

  private final Access access;
  private final AuditLog audit;
  private final VisitReport reports;
  private final Ledger ledger;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Semaphore turn = new Semaphore(1, true);

  /// @param ledger knows what the rooms are called
  /// @param clock says when a report is made
  public ReportResource(
      Access access,
      AuditLog audit,
      VisitReport reports,
      Ledger ledger,
      InstantSource clock,
      ZoneId zone) {
    this.access = access;
    this.audit = audit;
    this.reports = reports;
    this.ledger = ledger;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::json, TokenRole.AUDITOR));
    routes.get(PATH + ".csv", access.need(this::csv, TokenRole.AUDITOR));
    routes.get(PATH + ".xlsx", access.need(this::xlsx, TokenRole.AUDITOR));
  }

  private void json(Context ctx) {
    Query.allow(ctx, "from", "to", "hide");
    byte[] json = Json.bytes(report(ctx));
    if (Access.isProgram(ctx)) {
      note(ctx, json);
    }
    Reply.json(ctx, HttpStatus.OK, json);
  }

  private void csv(Context ctx) {
    Query.allow(ctx, "from", "to", "hide");
    file(ctx, "csv", "text/csv; charset=utf-8; header=present", ReportCsv.of(report(ctx)));
  }

  private void xlsx(Context ctx) {
    Query.allow(ctx, "from", "to", "hide", "language");
    ReportWords words = ReportWords.of(ctx.queryParam("language"));
    file(
        ctx,
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportXlsx.of(report(ctx), words));
  }

  private void file(Context ctx, String suffix, String type, byte[] bytes) {
    note(ctx, bytes);
    ctx.header(
        Header.CONTENT_DISPOSITION,
        "attachment; filename=\"report-%s-%s.%s\""
            .formatted(ctx.queryParam("from"), ctx.queryParam("to"), suffix));
    ctx.contentType(type).result(bytes);
  }

  private void note(Context ctx, byte[] bytes) {
    if (!HeadAsGet.isAsked(ctx.req())) {
      AuditedExport.whole(audit, EXPORT, bytes, 1);
    }
  }

  private Report report(Context ctx) {
    Span span = span(Parameter.day(ctx, "from"), Parameter.day(ctx, "to"));
    boolean hide = Boolean.TRUE.equals(Parameter.yesOrNo(ctx, "hide", "true", "false"));
    try {
      if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        ctx.header(Header.RETRY_AFTER, Integer.toString(PATIENCE_SECONDS));
        throw ProblemException.of(
            HttpStatus.SERVICE_UNAVAILABLE, "other reports are being made; try again in a while");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, "the kiosk is stopping");
    }
    try {
      return make(span, hide);
    } finally {
      turn.release();
    }
  }

  private Report make(Span span, boolean hide) {
    Map<String, String> names = new LinkedHashMap<>();
    ledger.rooms().forEach(room -> names.put(room.room().id(), room.room().name()));
    Span before = span.yearBefore();
    return new Report(
        new CentreTime(zone).text(clock.instant()),
        reports.since().map(LocalDate::toString).orElse(null),
        hide,
        span.isByDay() ? "day" : "month",
        Published.of(reports.figures(span), span, names, hide),
        Published.of(reports.figures(before), before, names, hide));
  }

  private static Span span(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from == null || to == null) {
      throw ProblemException.badRequest(
          "query parameters \"from\" and \"to\" are needed, the first and the last day, such as"
              + " 2026-11-01 and 2026-11-30");
    }
    if (to.isBefore(from)) {
      throw ProblemException.badRequest(
          "query parameter \"to\" is a day before \"from\"; exchange them");
    }
    if (from.getYear() < 1971 || ChronoUnit.YEARS.between(from, to) >= MOST_YEARS) {
      throw ProblemException.badRequest(
          "a report is about at most " + MOST_YEARS + " years, after 1970; ask for fewer days");
    }
    return new Span(from, to);
  }
}
