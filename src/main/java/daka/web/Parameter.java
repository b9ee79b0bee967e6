package daka.web;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what stands in the path and the query of a request. What is not as it should be is an
/// error that names the parameter and the cure.
final class Parameter {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private Parameter() {}

  /// The id in the path of what the resource is about.
  ///
  /// @param what as in "visit"
  /// @throws ProblemException 404 if nothing can have such an id
  static long id(Context ctx, String name, String what) {
    String id = ctx.pathParam(name);
    if (!NUMBER.matcher(id).matches()) {
      throw ProblemException.notFound("there is no " + what + " with this id; ids are digits");
    }
    return Long.parseLong(id);
  }

  /// A whole number in the query, or null if it is not given.
  ///
  /// @throws ProblemException 400 if it is not one from `min` to `max`
  static @Nullable Long number(Context ctx, String name, long min, long max) {
    String given = ctx.queryParam(name);
    if (given == null) {
      return null;
    }
    long number = NUMBER.matcher(given).matches() ? Long.parseLong(given) : -1;
    if (number < min || number > max) {
      throw ProblemException.badRequest(
          "query parameter \"%s\" must be a whole number from %d to %d".formatted(name, min, max));
    }
    return number;
  }

  /// The same, with what holds if it is not given.
  static long number(Context ctx, String name, long min, long max, long otherwise) {
    Long given = number(ctx, name, min, max);
    return given == null ? otherwise : given;
  }

  /// A yes or no in the query, or null if it is not given.
  ///
  /// @throws ProblemException 400 if it is neither of these two words
  static @Nullable Boolean yesOrNo(Context ctx, String name, String yes, String no) {
    String given = ctx.queryParam(name);
    if (given == null) {
      return null;
    }
    if (!given.equals(yes) && !given.equals(no)) {
      throw ProblemException.badRequest(
          "query parameter \"%s\" must be %s or %s".formatted(name, yes, no));
    }
    return given.equals(yes);
  }

  /// A day in the query, or null if it is not given.
  ///
  /// @throws ProblemException 400 if it is none
  static @Nullable LocalDate day(Context ctx, String name) {
    String given = ctx.queryParam(name);
    if (given == null) {
      return null;
    }
    try {
      if (DAY.matcher(given).matches()) {
        return LocalDate.parse(given);
      }
    } catch (DateTimeException e) {
      // A 30th of February: told like any other text that is no day.
    }
    throw ProblemException.badRequest(
        "query parameter \"" + name + "\" must be a day of the centre, such as 2026-11-23");
  }
}
