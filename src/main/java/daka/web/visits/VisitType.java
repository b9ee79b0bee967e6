package daka.web.visits;

import daka.web.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The types the visit log can be had in.
enum VisitType {
  JSON("application/json", "application/json"),
  CSV("text/csv", "text/csv; charset=utf-8; header=present"),
  NDJSON("application/x-ndjson", "application/x-ndjson"),
  XLSX(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private static final String CURE =
      "none of the types in Accept is made; ask for application/json, text/csv,"
          + " application/x-ndjson or"
          + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, or for"
          + " visits.json, visits.csv, visits.ndjson or visits.xlsx";

  private final String mediaType;
  private final String contentType;

  VisitType(String mediaType, String contentType) {
    this.mediaType = mediaType;
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /// Whether a browser saves it instead of showing it.
  boolean isFile() {
    return this == CSV || this == XLSX;
  }

  /// The name a browser saves it under ends so.
  String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type the caller likes best by its `Accept` header; JSON if it likes any.
  ///
  /// @throws ProblemException 406 if it likes none of them
  static VisitType accepted(Context ctx) {
    String accept = ctx.header(Header.ACCEPT);
    if (accept == null || accept.isBlank()) {
      return JSON;
    }
    return List.of(accept.split(",", 64)).stream()
        .map(Range::of)
        .filter(range -> range.weight > 0)
        .sorted(Comparator.comparingDouble(range -> -range.weight))
        .flatMap(range -> range.type().stream())
        .findFirst()
        .orElseThrow(() -> ProblemException.of(HttpStatus.NOT_ACCEPTABLE, CURE));
  }

  /// One of the types in an `Accept` header, and how much it is liked.
  private record Range(String mediaType, double weight) {

    static Range of(String text) {
      String[] parts = text.toLowerCase(Locale.ROOT).split(";", 16);
      double weight = 1;
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].strip();
        if (parameter.startsWith("q=")) {
          weight = weight(parameter.substring(2));
        }
      }
      return new Range(parts[0].strip(), weight);
    }

    private static double weight(String text) {
      return text.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(text) : 0;
    }

    Optional<VisitType> type() {
      if (mediaType.equals("*/*") || mediaType.equals("application/*")) {
        return Optional.of(JSON);
      }
      if (mediaType.equals("text/*")) {
        return Optional.of(CSV);
      }
      return List.of(values()).stream().filter(t -> t.mediaType.equals(mediaType)).findFirst();
    }
  }
}
