package daka.web.access;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What was asked for, as the audit log tells it: the path and the query, without what may be a
/// person's. Only parameters that are known to hold none keep their value; of each other its name,
/// or what it looks for, stands in place of it.
final class AuditTarget {
  private static final Set<String> KEPT =
      Set.of(
          "after",
          "age",
          "bom",
          "by",
          "cards",
          "columns",
          "compare",
          "evidence",
          "ended",
          "format",
          "from",
          "hide",
          "kind",
          "language",
          "layout",
          "limit",
          "month",
          "open",
          "preview",
          "quarter",
          "reader",
          "resident",
          "room",
          "state",
          "to",
          "type");

  private static final Map<String, String> SOUGHT = Map.of("q", "name", "search", "name");

  /// What could be the number of a phone, a card or an identity; ids and years are shorter.
  private static final Pattern LONG_NUMBER = Pattern.compile(".*\\d{11}.*");

  private static final Pattern RESOURCE = Pattern.compile("(/api/v1/[a-z-]{1,40})(?:[./].*)?");

  private AuditTarget() {}

  static String of(Context ctx) {
    String path =
        List.of(ctx.path().split("/", -1)).stream()
            .map(part -> LONG_NUMBER.matcher(part).matches() ? "id" : part)
            .collect(Collectors.joining("/"));
    String query =
        ctx.queryParamMap().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(named -> named.getValue().stream().map(value -> shown(named.getKey(), value)))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String shown(String name, String value) {
    boolean kept = KEPT.contains(name) && !LONG_NUMBER.matcher(value).matches();
    String told = kept ? value : SOUGHT.getOrDefault(name, name);
    return encoded(name) + "=" + encoded(told);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Of a request by nobody who is known, who may write anything there: no more than the resource.
  static String resource(Context ctx) {
    var resource = RESOURCE.matcher(ctx.path());
    return resource.matches() ? resource.group(1) : "";
  }
}
