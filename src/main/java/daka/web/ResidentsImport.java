package daka.web;

import daka.store.ResidentImport;
import daka.store.ResidentImport.BadLine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `POST /api/v1/residents.csv`: registers all residents of a file, or none. If one line is bad,
/// every bad line is told.
final class ResidentsImport implements Resource {
  private static final String PATH = ResidentsRegister.PATH + ".csv";
  private static final List<String> TYPES = List.of("text/csv");
  private static final int LIMIT = 4 * 1024 * 1024;

  /// @param imported how many residents were registered
  record Imported(int imported) {}

  /// A [Problem] that names the lines.
  record BadLines(String type, String title, int status, String detail, List<LineError> errors) {}

  /// @param line counted from 1, which is the line with the names of the columns
  record LineError(long line, String detail) {}

  private final Access access;
  private final ResidentImport imports;

  ResidentsImport(Access access, ResidentImport imports) {
    this.access = access;
    this.imports = imports;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, access.need(this::add));
  }

  private void add(Context ctx) {
    Query.allow(ctx);
    Body.type(ctx, TYPES);
    ResidentsCsv csv = ResidentsCsv.parse(Body.bytes(ctx, LIMIT));
    List<BadLine> bad = new ArrayList<>(csv.bad());
    bad.addAll(bad.isEmpty() ? imports.add(csv.lines()) : imports.check(csv.lines()));
    if (bad.isEmpty()) {
      Reply.created(ctx, new Imported(csv.lines().size()));
    } else {
      refuse(ctx, bad);
    }
  }

  private static void refuse(Context ctx, List<BadLine> bad) {
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
                    problem.type(), problem.title(), problem.status(), problem.detail(), errors)));
  }
}
