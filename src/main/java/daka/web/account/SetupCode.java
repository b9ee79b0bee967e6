package daka.web.account;

import daka.screen.SetupInvitation;
import daka.store.audit.Deed;
import daka.web.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/// The code on the kiosk's screen, by which whoever stands before a kiosk without an administrator
/// may be the first to do something with it.
public final class SetupCode {
  static final String TOUCH =
      "touch the kiosk's screen, where the address of the office is, for another one";

  private final SignInDesk desk;

  SetupCode(SignInDesk desk) {
    this.desk = desk;
  }

  /// @throws ProblemException 409 if there is an administrator
  public void requireOpen() {
    if (!desk.invitation().isOpen()) {
      throw hasAdministrator();
    }
  }

  /// Uses the code up.
  ///
  /// @throws ProblemException 403 if it is another, 409 if there is an administrator, 410 if it is
  ///   over, 429 if this has to wait
  public void use(Context ctx, String code) {
    SetupInvitation.Outcome outcome =
        desk.guess(
            ctx,
            null,
            () -> {
              SetupInvitation.Outcome looked = desk.invitation().guess(code);
              return looked == SetupInvitation.Outcome.WRONG ? null : looked;
            });
    if (outcome == null) {
      desk.failures().note(Deed.of("setup.refused").from(ctx.ip()));
      throw ProblemException.of(
          HttpStatus.FORBIDDEN, "this is not the code on the kiosk's screen; type it again");
    }
    switch (outcome) {
      case RIGHT -> {}
      case CLOSED -> throw hasAdministrator();
      case OVER ->
          throw ProblemException.of(HttpStatus.GONE, "the code is over or used up; " + TOUCH);
      case WRONG -> throw new IllegalStateException("a wrong code is no outcome here");
    }
  }

  static ProblemException hasAdministrator() {
    return ProblemException.of(
        HttpStatus.CONFLICT,
        "there is an administrator already; sign in, or ask for an account of your own");
  }
}
