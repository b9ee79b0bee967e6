package daka.web.http;

import io.javalin.http.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The query parameters of a request.
public final class Query {
  private Query() {}

  /// Refuses parameters that are not among these, and any that is given twice.
  ///
  /// @throws ProblemException 400 that names the parameter and those there are
  public static void allow(Context ctx, String... names) {
    Map<String, List<String>> given = ctx.queryParamMap();
    Collection<String> allowed = List.of(names);
    given.forEach(
        (name, values) -> {
          if (!allowed.contains(name)) {
            throw ProblemException.badRequest(
                "there is no query parameter \""
                    + name
                    + "\"; "
                    + (allowed.isEmpty()
                        ? "this resource takes none"
                        : "there are " + String.join(", ", allowed)));
          }
          if (values.size() > 1) {
            throw ProblemException.badRequest(
                "query parameter \"" + name + "\" is given " + values.size() + " times; give one");
          }
        });
  }
}
