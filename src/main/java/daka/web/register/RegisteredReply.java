package daka.web.register;

import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.web.http.ProblemException;
import io.javalin.http.HttpStatus;

/// What came of a change to the register, as an answer.
public final class RegisteredReply {
  private RegisteredReply() {}

  /// What is said if what was made under an id is deleted.
  static ProblemException gone(String own) {
    return ProblemException.of(
        HttpStatus.CONFLICT,
        "what was made under " + own + " is there no more; make it anew under another id");
  }

  /// The resident as it is now.
  ///
  /// @throws ProblemException 403, 404, 409 or 412 if it was not done
  public static Resident done(Registration registered) {
    return switch (registered) {
      case Registration.Done(Resident resident) -> resident;
      case Registration.Unknown(String what) ->
          throw ProblemException.notFound("there is no " + what);
      case Registration.Stale _ ->
          throw ProblemException.of(
              HttpStatus.PRECONDITION_FAILED, "this was changed since you read it; read it again");
      case Registration.Conflict(String why) -> throw ProblemException.of(HttpStatus.CONFLICT, why);
      case Registration.NeedsConsent needed ->
          throw ProblemException.of(HttpStatus.UNPROCESSABLE_CONTENT, needed.why());
      case Registration.Forbidden(String why) ->
          throw ProblemException.of(HttpStatus.FORBIDDEN, why);
    };
  }
}
