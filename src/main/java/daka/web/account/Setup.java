package daka.web.account;

import static daka.web.http.JsonBody.required;

import daka.screen.SetupInvitation;
import daka.store.account.Account;
import daka.store.account.AccountChange;
import daka.store.account.AccountName;
import daka.store.audit.Deed;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/setup`: whoever knows the code on the kiosk's screen becomes the first
/// administrator, and is signed in.
final class Setup implements Resource {
  static final String PATH = "/api/v1/setup";

  private static final String TOUCH =
      "touch the kiosk's screen, where the address of the office is, for another one";

  /// @param code as the screen shows it; spaces, hyphens and small letters are no matter
  record Form(@Nullable String code, @Nullable String name, @Nullable String password) {
    /// Says nothing of what was typed.
    @Override
    public String toString() {
      return "Form";
    }
  }

  private final JsonBody<Form> body = new JsonBody<>(Form.class);
  private final SignInDesk desk;
  private final Session session;

  Setup(SignInDesk desk, Session session) {
    this.desk = desk;
    this.session = session;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, desk.access().anyone(this::setUp));
  }

  private void setUp(Context ctx) {
    Query.allow(ctx);
    Form form = body.read(ctx);
    String code = required("code", form.code());
    if (!desk.invitation().isOpen()) {
      throw hasAdministrator();
    }
    AccountName name = SignInDesk.name(form.name());
    String password = desk.password(form.password(), name.shown());
    guess(ctx, code);
    switch (desk.accounts().addFirst(name, password, desk.clock().instant())) {
      case AccountChange.Done(Account account) -> {
        desk.invitation().close();
        String begun = desk.begin(ctx, account);
        Reply.created(ctx, session.answer(account, begun));
      }
      case AccountChange.Taken _ ->
          throw ProblemException.of(
              HttpStatus.CONFLICT,
              "there is an account of this name, which is no administrator's; choose another name,"
                  + " and "
                  + TOUCH);
      case AccountChange.HasAdministrator _ -> {
        desk.invitation().close();
        throw hasAdministrator();
      }
      case AccountChange.Unknown _,
          AccountChange.Stale _,
          AccountChange.NoResident _,
          AccountChange.NoAdministrator _ ->
          throw new IllegalStateException("the first administrator belongs to nobody");
    }
  }

  private void guess(Context ctx, String code) {
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

  private static ProblemException hasAdministrator() {
    return ProblemException.of(
        HttpStatus.CONFLICT,
        "there is an administrator already; sign in, or ask for an account of your own");
  }
}
