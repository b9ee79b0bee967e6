package daka.web.account;

import daka.store.account.Account;
import daka.store.account.AccountChange;
import daka.store.account.AccountName;
import daka.store.account.NewAccount;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.access.Caller;
import daka.web.access.SessionCookie;
import daka.web.http.CentreTime;
import daka.web.http.JsonBody;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/// `/api/v1/accounts`: administrators make, change and delete accounts; everybody who has signed in
/// sees their own, gives it another password, or deletes it.
final class AccountsRegister implements Resource {
  static final String PATH = "/api/v1/accounts";
  private static final String ONE = PATH + "/{name}";

  /// The answer.
  record Page(List<AccountAnswer> accounts) {}

  private final JsonBody<AccountForm> body = new JsonBody<>(AccountForm.class);
  private final SignInDesk desk;
  private final ZoneId zone;

  /// @param zone the centre's
  AccountsRegister(SignInDesk desk, ZoneId zone) {
    this.desk = desk;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Access access = desk.access();
    routes.get(PATH, access.need(this::list));
    routes.post(PATH, access.need(this::post));
    routes.get(ONE, access.oneself(this::get));
    routes.put(ONE, access.oneself(this::put));
    routes.delete(ONE, access.oneself(this::delete));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    CentreTime time = new CentreTime(zone);
    Reply.ok(
        ctx,
        new Page(desk.accounts().list().stream().map(one -> AccountAnswer.of(one, time)).toList()));
  }

  private void post(Context ctx) {
    Query.allow(ctx);
    AccountForm form = body.read(ctx);
    make(ctx, form, SignInDesk.name(form.name()));
  }

  private void get(Context ctx) {
    Query.allow(ctx);
    answer(ctx, own(ctx), HttpStatus.OK);
  }

  private void put(Context ctx) {
    Query.allow(ctx);
    AccountForm form = body.read(ctx);
    AccountName name = SignInDesk.name(ctx.pathParam("name"));
    if (form.name() != null && !AccountName.of(form.name()).equals(name)) {
      throw ProblemException.badRequest("\"name\" is not the one in the path; leave it out");
    }
    if (Precondition.isCreation(ctx)) {
      if (desk.access().role(ctx) != TokenRole.ADMIN) {
        throw onlyAdministrators();
      }
      make(ctx, form, name);
    } else {
      change(ctx, form, own(ctx));
    }
  }

  private static ProblemException onlyAdministrators() {
    return ProblemException.of(
        HttpStatus.FORBIDDEN,
        "this needs the role admin; of your own account you may change the" + " password");
  }

  /// The account that the path names, which is the caller's own or an administrator asks.
  private Account own(Context ctx) {
    Account account = desk.accounts().find(AccountName.of(ctx.pathParam("name"))).orElse(null);
    desk.access().forbidOthers(ctx, account == null ? 0 : account.id());
    if (account == null) {
      throw ProblemException.notFound(
          "there is no account of this name; PUT with If-None-Match: * makes one");
    }
    return account;
  }

  private void make(Context ctx, AccountForm form, AccountName name) {
    NewAccount account = form.made(name, desk);
    reply(ctx, desk.accounts().add(account, desk.clock().instant()), HttpStatus.CREATED);
  }

  private void change(Context ctx, AccountForm form, Account before) {
    String seen = Precondition.seen(ctx, before.tag());
    NewAccount account = form.changed(before, desk);
    boolean admin = desk.access().role(ctx) == TokenRole.ADMIN;
    boolean same =
        account.role() == before.role() && Objects.equals(account.resident(), before.resident());
    if (!admin && !same) {
      throw onlyAdministrators();
    }
    boolean own = isOwn(ctx, before);
    if (own && (account.password() != null || (before.otp() && !account.keepOtp()))) {
      desk.askAgain(ctx, before, form.currentPassword());
    }
    AccountChange changed = desk.accounts().change(account, seen);
    if (own
        && changed instanceof AccountChange.Done(Account after)
        && after.revision() != before.revision()) {
      desk.begin(ctx, after);
    }
    reply(ctx, changed, HttpStatus.OK);
  }

  private boolean isOwn(Context ctx, Account account) {
    return desk.access().caller(ctx) instanceof Caller.SignedIn signedIn
        && signedIn.session().account().id() == account.id();
  }

  private void delete(Context ctx) {
    Query.allow(ctx);
    Account before = own(ctx);
    AccountChange deleted =
        desk.accounts().delete(AccountName.of(before.name()), Precondition.seen(ctx, before.tag()));
    if (deleted instanceof AccountChange.Done) {
      if (isOwn(ctx, before)) {
        SessionCookie.take(ctx);
      }
      ctx.status(HttpStatus.NO_CONTENT);
    } else {
      reply(ctx, deleted, HttpStatus.OK);
    }
  }

  private void reply(Context ctx, AccountChange change, HttpStatus done) {
    switch (change) {
      case AccountChange.Done(Account account) -> answer(ctx, account, done);
      case AccountChange.Taken(Account account) -> taken(ctx, account);
      case AccountChange.Stale(Account account) -> stale(ctx, account);
      case AccountChange.Unknown _ -> Precondition.stale(ctx, null, null);
      case AccountChange.NoResident(long resident) ->
          throw ProblemException.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "\"resident\" " + resident + " is nobody in the register; leave it out");
      case AccountChange.NoAdministrator _ ->
          throw ProblemException.of(
              HttpStatus.CONFLICT,
              "the last administrator stays one, and the first is made by the code on the kiosk's"
                  + " screen at /api/v1/setup; make another administrator first");
      case AccountChange.HasAdministrator _ ->
          throw new IllegalStateException("only the first administrator is asked for that");
    }
  }

  private void answer(Context ctx, Account account, HttpStatus status) {
    Precondition.tag(ctx, account.tag());
    AccountAnswer answer = AccountAnswer.of(account, new CentreTime(zone));
    if (status == HttpStatus.CREATED) {
      ctx.header(Header.LOCATION, PATH + "/" + part(account.name()));
      Reply.created(ctx, answer);
    } else {
      Reply.ok(ctx, answer);
    }
  }

  private static String part(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void stale(Context ctx, Account account) {
    Precondition.stale(ctx, AccountAnswer.of(account, new CentreTime(zone)), account.tag());
  }

  private void taken(Context ctx, Account account) {
    if (ctx.method().equals(HandlerType.PUT)) {
      stale(ctx, account);
    } else {
      throw ProblemException.of(
          HttpStatus.CONFLICT, "there is an account of this name; choose another");
    }
  }
}
