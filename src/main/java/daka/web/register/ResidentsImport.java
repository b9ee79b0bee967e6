package daka.web.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.health.Progress;
import daka.store.register.LineFinding;
import daka.store.register.ResidentImport;
import daka.store.register.ResidentImport.BadLine;
import daka.store.register.ResidentImport.Outcome;
import daka.store.register.ResidentImport.Same;
import daka.web.access.Access;
import daka.web.http.Body;
import daka.web.http.Json;
import daka.web.http.Parameter;
import daka.web.http.Precondition;
import daka.web.http.Problem;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lists of residents, all or nothing. If one line is bad, every bad line is told.
///
/// `POST /api/v1/residents.csv` registers everybody of a list who is not there already. `POST
/// /api/v1/residents/import` changes who is there, too; with `preview=true` it says what it would
/// do, and writes nothing. `GET` of the same says how far an import is.
public final class ResidentsImport implements Resource {
  private static final String CSV = ResidentsRegister.PATH + ".csv";
  private static final String PATH = ResidentsRegister.PATH + "/import";

  /// Browsers on Windows send the latter.
  private static final List<String> CSV_TYPES = List.of("text/csv", "application/vnd.ms-excel");

  /// What a browser knows nothing of is only bytes: what the file is shows in it.
  private static final List<String> TYPES =
      List.of(
          "text/csv",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.ms-excel",
          "application/octet-stream");

  private static final int LIMIT = 4 * 1024 * 1024;

  /// Each needs some ten megabytes while it is read.
  private static final int AT_ONCE = 1;

  /// @param imported how many residents were registered
  /// @param changed how many were there already, and were changed
  /// @param same how many were there already, and were not written
  /// @param encoding the one the file was taken to be in
  /// @param there the lines of those who were there already
  record Imported(int imported, int changed, int same, String encoding, List<There> there) {}

  /// @param importing how far the import is that is under way, or null if there is none
  record Importing(@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Step importing) {}

  /// @param what is being done
  /// @param done how many of `total`
  /// @param total how many residents there are to do; 0 if it is not known
  /// @param secondsLeft how long the rest of this step takes about, or null while that is not known
  record Step(String what, long done, long total, @Nullable Long secondsLeft) {
    static Step of(Progress.Seen seen) {
      Duration left = seen.left();
      return new Step(
          seen.what(), seen.done(), seen.total(), left == null ? null : left.toSeconds());
    }
  }

  /// @param line counted from 1
  /// @param resident the id, or null if an earlier line is of the same person
  /// @param detail by what it is known, and what of the line was not written
  record There(long line, @Nullable String resident, String detail) {
    static There of(Same same) {
      Long resident = same.resident();
      return new There(same.number(), resident == null ? null : resident.toString(), same.why());
    }
  }

  /// A [Problem] that names the lines.
  record BadLines(
      String type,
      String title,
      int status,
      String detail,
      String encoding,
      List<LineError> errors) {}

  /// @param line counted from 1
  record LineError(long line, String detail) {}

  private final Access access;
  private final ResidentImport imports;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public ResidentsImport(Access access, ResidentImport imports) {
    this.access = access;
    this.imports = imports;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(CSV, access.need(ctx -> alone(this::add, ctx)));
    routes.post(PATH, access.need(ctx -> alone(this::bring, ctx)));
    routes.get(PATH, access.need(this::progress));
  }

  private void progress(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Importing(imports.progress().map(Step::of).orElse(null)));
  }

  /// @param request which reads a list
  private void alone(Consumer<Context> request, Context ctx) {
    if (!places.tryAcquire()) {
      ctx.header(Header.RETRY_AFTER, "10");
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "another list is being read just now; try again in ten seconds");
    }
    try {
      request.accept(ctx);
    } finally {
      places.release();
    }
  }

  private void add(Context ctx) {
    Query.allow(ctx);
    Body.typeOfAnyEncoding(ctx, CSV_TYPES);
    ResidentList list = ResidentList.parse(Body.bytes(ctx, LIMIT));
    if (list.bad().isEmpty()) {
      answer(ctx, list, imports.add(list.lines()), HttpStatus.CREATED);
    } else {
      refuse(ctx, list, imports.check(list.lines()));
    }
  }

  private void bring(Context ctx) {
    Query.allow(ctx, "preview", "columns");
    boolean isPreview = Boolean.TRUE.equals(Parameter.yesOrNo(ctx, "preview", "true", "false"));
    ColumnChoice choice = ColumnChoice.of(ctx.queryParam("columns"));
    Body.typeOfAnyEncoding(ctx, TYPES);
    ResidentList list = ResidentList.parse(Body.bytes(ctx, LIMIT), choice);
    if (isPreview) {
      byte[] json = Json.bytes(preview(list));
      Precondition.tag(ctx, ImportPreview.tag(json));
      Reply.json(ctx, HttpStatus.OK, json);
    } else if (!list.namesPeople()) {
      throw ProblemException.badRequest(
          "there is no column of names and none of ids; choose the columns by \"columns\"");
    } else if (list.bad().isEmpty()) {
      answer(ctx, list, imports.bring(list.lines(), seen(ctx, list)), HttpStatus.OK);
    } else {
      refuse(ctx, list, wrong(list));
    }
  }

  private ImportPreview preview(ResidentList list) {
    return list.namesPeople()
        ? ImportPreview.of(list, imports.preview(list.lines()))
        : ImportPreview.ofColumns(list);
  }

  /// Whoever names the preview that they have seen means what it showed.
  private static Predicate<List<LineFinding>> seen(Context ctx, ResidentList list) {
    if (ctx.header(Header.IF_MATCH) == null) {
      return _ -> true;
    }
    return findings -> {
      String tag = ImportPreview.tag(Json.bytes(ImportPreview.of(list, findings)));
      return tag.equals(Precondition.seen(ctx, tag));
    };
  }

  private List<BadLine> wrong(ResidentList list) {
    return imports.preview(list.lines()).stream()
        .filter(LineFinding.Wrong.class::isInstance)
        .map(LineFinding.Wrong.class::cast)
        .map(wrong -> new BadLine(wrong.number(), wrong.why()))
        .toList();
  }

  private void answer(Context ctx, ResidentList list, Outcome outcome, HttpStatus done) {
    switch (outcome) {
      case Outcome.Done(int imported, int changed, List<Same> same) ->
          Reply.json(
              ctx,
              done,
              Json.bytes(
                  new Imported(
                      imported,
                      changed,
                      same.size(),
                      list.encoding(),
                      same.stream().map(There::of).toList())));
      case Outcome.Refused(List<BadLine> bad) -> refuse(ctx, list, bad);
      case Outcome.Stale() -> {
        ImportPreview now = preview(list);
        Precondition.stale(ctx, now, ImportPreview.tag(Json.bytes(now)));
      }
      case Outcome.Unfinished(String why) ->
          throw ProblemException.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "everybody will be registered, but not all are yet: "
                  + why
                  + ". The kiosk goes on at its next start, or when the file is sent again");
    }
  }

  private static void refuse(Context ctx, ResidentList list, List<BadLine> more) {
    List<BadLine> bad = new ArrayList<>(list.bad().stream().map(ListProblem::asBadLine).toList());
    bad.addAll(more);
    List<LineError> errors =
        bad.stream()
            .sorted(Comparator.comparingLong(BadLine::number))
            .map(line -> new LineError(line.number(), line.why()))
            .toList();
    Problem problem =
        Problem.of(
            HttpStatus.BAD_REQUEST,
            "nothing was imported; mend what is said in \"errors\" and send the file again");
    ctx.status(problem.status())
        .contentType(Problem.CONTENT_TYPE)
        .result(
            Json.bytes(
                new BadLines(
                    problem.type(),
                    problem.title(),
                    problem.status(),
                    problem.detail(),
                    list.encoding(),
                    errors)));
  }
}
