package daka.web.door;

import daka.checkin.StaffMember;
import daka.screen.PageKey;
import daka.screen.Screen;
import daka.screen.StaffSessions;
import daka.store.account.Account;
import daka.store.account.Accounts;
import daka.store.register.TokenRole;
import daka.web.access.PageCookie;
import daka.web.access.RecoveryCodes;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// `POST /screen/recovery`: a page that an administrator's own staff card has unlocked shows a new
/// code for that person's account; a PIN is not enough.
public final class RecoveryTouch implements Resource {

  /// No fields.
  record Nothing() {}

  /// @param account its name
  /// @param code eight letters, good for ten minutes
  record Drawn(String account, String code) {}

  private static final JsonBody<Nothing> NONE = new JsonBody<>(Nothing.class);

  private final Screen screen;
  private final Accounts accounts;
  private final RecoveryCodes codes;

  public RecoveryTouch(Screen screen, Accounts accounts, RecoveryCodes codes) {
    this.screen = screen;
    this.accounts = accounts;
    this.codes = codes;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/screen/recovery", this::draw);
  }

  private void draw(Context ctx) {
    Query.allow(ctx);
    NONE.read(ctx);
    PageKey page = PageCookie.find(ctx);
    StaffSessions.Session session = page == null ? null : screen.sessions().use(page);
    Account account = session == null ? null : account(session.who());
    if (account == null) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "a code is shown after the staff card of a person whose account is an administrator's;"
              + " present that card");
    }
    Reply.ok(ctx, new Drawn(account.name(), codes.draw(account.id())));
  }

  private @Nullable Account account(StaffMember member) {
    return member.administrator()
        ? accounts.ofPerson(member.resident(), TokenRole.ADMIN).orElse(null)
        : null;
  }
}
