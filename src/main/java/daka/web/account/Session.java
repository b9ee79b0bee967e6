package daka.web.account;

import static daka.web.http.JsonBody.required;

import daka.store.account.Account;
import daka.store.account.AccountName;
import daka.store.account.SignIn;
import daka.store.audit.Deed;
import daka.web.access.Caller;
import daka.web.access.SessionCookie;
import daka.web.http.CentreTime;
import daka.web.http.JsonBody;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/v1/session`: sign in, who am I, sign out.
final class Session implements Resource {
  static final String PATH = "/api/v1/session";

  /// @param otp the code of the second factor, if the account has one
  record Credentials(@Nullable String name, @Nullable String password, @Nullable String otp) {
    /// Says nothing of what was typed.
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  /// What was found of an account whose password was right.
  ///
  /// @param lacks whether its second factor was not given
  private record Found(Account account, boolean lacks) {}

  private final JsonBody<Credentials> body = new JsonBody<>(Credentials.class);
  private final SignInDesk desk;
  private final ZoneId zone;

  /// @param zone the centre's
  Session(SignInDesk desk, ZoneId zone) {
    this.desk = desk;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, desk.access().anyone(this::signIn));
    routes.get(PATH, desk.access().known(this::whoAmI));
    routes.delete(PATH, desk.access().anyone(this::signOut));
  }

  private void signIn(Context ctx) {
    Query.allow(ctx);
    Credentials given = body.read(ctx);
    AccountName name = AccountName.of(required("name", given.name()));
    String password = required("password", given.password());
    Found found = desk.guess(ctx, name, () -> look(name, password, given.otp()));
    if (found == null) {
      String known = desk.accounts().find(name).map(Account::name).orElse(null);
      desk.failures().note(Deed.of("session.refused").id(known).from(ctx.ip()));
      refuse(ctx, "the name, the password or the second factor is wrong; type them again", false);
    } else if (found.lacks()) {
      refuse(ctx, "this account has a second factor; send its six digits in \"otp\"", true);
    } else {
      desk.guard().forgive(name.key());
      String session = desk.begin(ctx, found.account());
      Reply.created(ctx, answer(found.account(), session));
    }
  }

  private @Nullable Found look(AccountName name, String password, @Nullable String otp) {
    Account account = desk.accounts().verify(name, password).orElse(null);
    if (account == null || !account.otp()) {
      return account == null ? null : new Found(account, false);
    }
    if (otp == null || otp.isBlank()) {
      return new Found(account, true);
    }
    return desk.accounts().spendOtp(account, otp, desk.clock().instant())
        ? new Found(account, false)
        : null;
  }

  private static void refuse(Context ctx, String detail, boolean otp) {
    ctx.header(Header.WWW_AUTHENTICATE, "Bearer realm=\"daka\"");
    Reply.problem(ctx, HttpStatus.UNAUTHORIZED, detail, Map.of("otp_needed", otp));
  }

  /// The answer to whoever has just signed in.
  WhoAmI answer(Account account, String session) {
    return WhoAmI.of(account, session, desk.clock().instant(), desk, new CentreTime(zone));
  }

  /// The same in a session that goes on.
  WhoAmI answer(Account account, SignIn signIn) {
    return WhoAmI.of(account, signIn.id(), signIn.began(), desk, new CentreTime(zone));
  }

  private void whoAmI(Context ctx) {
    Query.allow(ctx);
    Caller caller = desk.access().caller(ctx);
    Reply.ok(ctx, WhoAmI.of(caller, desk, new CentreTime(zone)));
  }

  /// Whoever is not signed in is signed out already.
  private void signOut(Context ctx) {
    Query.allow(ctx);
    desk.access()
        .sessionOf(ctx)
        .ifPresent(
            session ->
                desk.access()
                    .account(ctx, session.account().name())
                    .run(() -> desk.signIns().end(session.id())));
    SessionCookie.take(ctx);
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
