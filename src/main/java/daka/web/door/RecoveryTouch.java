package daka.web.door;

import daka.screen.Screen;
import daka.store.account.Account;
import daka.store.account.Accounts;
import daka.web.access.RecoveryCodes;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/// `POST /screen/recovery`: a page that an administrator's own staff card has unlocked shows a new
/// code for that person's account; a PIN is not enough.
public final class RecoveryTouch implements Resource {

  /// No fields.
  record Nothing() {}

  /// @param account its name
  /// @param code eight letters, good for ten minutes
  record Drawn(String account, String code) {}

  private static final JsonBody<Nothing> NONE = new JsonBody<>(Nothing.class);

  private final AdministratorAtScreen administrators;
  private final RecoveryCodes codes;

  public RecoveryTouch(Screen screen, Accounts accounts, RecoveryCodes codes) {
    this.administrators = new AdministratorAtScreen(screen, accounts);
    this.codes = codes;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/screen/recovery", this::draw);
  }

  private void draw(Context ctx) {
    Query.allow(ctx);
    NONE.read(ctx);
    Account account = administrators.find(ctx);
    if (account == null) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "a code is shown after the staff card of a person whose account is an administrator's;"
              + " present that card");
    }
    Reply.ok(ctx, new Drawn(account.name(), codes.draw(account.id())));
  }
}
