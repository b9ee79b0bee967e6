package daka.web.api;

import daka.web.api.CentreFile.Done;
import daka.web.api.CentreFile.Outcome;
import daka.web.api.CentreFile.Stale;
import daka.web.api.CentreFile.Unwritable;
import daka.web.api.CentreFile.Wrong;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.Consumer;
import java.util.function.Function;

/// How a change to the config file is answered.
final class CentreFiles {
  private CentreFiles() {}

  /// @param done answers with what there is now
  /// @param told what there is as the API tells it
  static <T> void reply(
      Context ctx, Outcome<T> outcome, Consumer<T> done, Function<T, Object> told) {
    switch (outcome) {
      case Done<T>(T now) -> done.accept(now);
      case Stale<T>(T current) ->
          Precondition.stale(ctx, told.apply(current), Precondition.tagOf(current));
      case Wrong<T>(String why) -> throw ProblemException.badRequest(why);
      case Unwritable<T>(String why) -> throw conflict(why);
    }
  }

  static ProblemException conflict(String why) {
    return ProblemException.of(HttpStatus.CONFLICT, why);
  }
}
