package daka.web.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what stands in the path and the query of a request. What is not as it should be is an
/// error that names the parameter and the cure.
public final class Parameter {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private Parameter() {}

  /// The id in the path of what the resource is about.
  ///
  /// @param what as in "visit"
  /// @throws ProblemException 404 if nothing can have such an id
  public static long id(Context ctx, String name, String what) {
    String id = ctx.pathParam(name);
    if (!NUMBER.matcher(id).matches()) {
      throw ProblemException.notFound("there is no " + what + " with this id; ids are digits");
    }
    return Long.parseLong(id);
  }

  /// An id that whoever asks chose for what is to be made: a UUID, which none of the kiosk's own
  /// is.
  ///
  /// @return null if the id in the path is none
  public static @Nullable String ownId(Context ctx, String name) {
    String id = ctx.pathParam(name).toLowerCase(Locale.ROOT);
    return UUID.matcher(id).matches() ? id : null;
  }

  /// A whole number in the query, or null if it is not given.
  ///
  /// @throws ProblemException 400 if it is not one from `min` to `max`
  public static @Nullable Long number(Context ctx, String name, long min, long max) {
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
  public static long number(Context ctx, String name, long min, long max, long otherwise) {
    Long given = number(ctx, name, min, max);
    return given == null ? otherwise : given;
  }

  /// A yes or no in the query, or null if it is not given.
  ///
  /// @throws ProblemException 400 if it is neither of these two words
  public static @Nullable Boolean yesOrNo(Context ctx, String name, String yes, String no) {
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

  /// One of some words in the query, or null if it is not given.
  ///
  /// @throws ProblemException 400 if it is none of them
  public static <T> @Nullable T oneOf(Context ctx, String name, T[] all, Function<T, String> word) {
    String given = ctx.queryParam(name);
    if (given == null) {
      return null;
    }
    return Arrays.stream(all)
        .filter(each -> word.apply(each).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "query parameter \"%s\" must be one of %s"
                        .formatted(
                            name, Arrays.stream(all).map(word).collect(Collectors.joining(", ")))));
  }

  /// A day in the query, or null if it is not given.
  ///
  /// @throws ProblemException 400 if it is none
  public static @Nullable LocalDate day(Context ctx, String name) {
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
