package daka.web.account;

import static daka.web.http.JsonBody.required;

import daka.store.account.Account;
import daka.store.account.AccountChange;
import daka.store.account.AccountName;
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
  private final SetupCode code;
  private final Session session;

  Setup(SignInDesk desk, SetupCode code, Session session) {
    this.desk = desk;
    this.code = code;
    this.session = session;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, desk.access().anyone(this::setUp));
  }

  private void setUp(Context ctx) {
    Query.allow(ctx);
    Form form = body.read(ctx);
    String typed = required("code", form.code());
    code.requireOpen();
    AccountName name = SignInDesk.name(form.name());
    String password = desk.password(form.password(), name.shown());
    code.use(ctx, typed);
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
                  + SetupCode.TOUCH);
      case AccountChange.HasAdministrator _ -> {
        desk.invitation().close();
        throw SetupCode.hasAdministrator();
      }
      case AccountChange.Unknown _,
          AccountChange.Stale _,
          AccountChange.NoResident _,
          AccountChange.NoAdministrator _ ->
          throw new IllegalStateException("the first administrator belongs to nobody");
    }
  }
}
