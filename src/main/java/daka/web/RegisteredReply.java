package daka.web;

import daka.store.Registered;
import daka.store.Resident;
import io.javalin.http.HttpStatus;

/// What came of a change to the register, as an answer.
final class RegisteredReply {
  private RegisteredReply() {}

  /// The resident as it is now.
  ///
  /// @throws ProblemException 404 or 409 if it was not done
  static Resident done(Registered registered) {
    return switch (registered) {
      case Registered.Done(Resident resident) -> resident;
      case Registered.Unknown(String what) ->
          throw ProblemException.notFound("there is no " + what);
      case Registered.Conflict(String why) -> throw ProblemException.of(HttpStatus.CONFLICT, why);
    };
  }
}
