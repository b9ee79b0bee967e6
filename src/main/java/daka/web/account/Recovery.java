package daka.web.account;

import static daka.web.http.JsonBody.required;

import daka.store.account.Account;
import daka.store.account.AccountName;
import daka.store.audit.Deed;
import daka.web.access.RecoveryCodes;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/recovery`: an administrator who has lost the password or the telephone chooses
/// another password by a code that the kiosk has shown after the own staff card. The second factor
/// is taken away, all sessions end, and a new one begins.
final class Recovery implements Resource {
  static final String PATH = "/api/v1/recovery";

  /// @param name of the account
  /// @param password the new one
  record Form(@Nullable String code, @Nullable String name, @Nullable String password) {
    /// Says nothing of what was typed.
    @Override
    public String toString() {
      return "Form";
    }
  }

  private final JsonBody<Form> body = new JsonBody<>(Form.class);
  private final SignInDesk desk;
  private final RecoveryCodes codes;
  private final Session session;

  Recovery(SignInDesk desk, RecoveryCodes codes, Session session) {
    this.desk = desk;
    this.codes = codes;
    this.session = session;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, desk.access().anyone(this::recover));
  }

  private void recover(Context ctx) {
    Query.allow(ctx);
    Form form = body.read(ctx);
    String code = required("code", form.code());
    AccountName name = AccountName.of(required("name", form.name()));
    String password = desk.password(form.password(), name.shown());
    Account known = desk.accounts().find(name).orElse(null);
    Long id = known == null ? null : (Long) known.id();
    Boolean right = desk.guess(ctx, name, () -> codes.guess(id, code) ? Boolean.TRUE : null);
    if (right == null || known == null) {
      desk.failures()
          .note(Deed.of("recovery.refused").id(known == null ? null : known.name()).from(ctx.ip()));
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "this is no code of this account, or it is over; an administrator's own staff card at the"
              + " kiosk shows another one");
    }
    desk.guard().forgive(name.key());
    AtomicReference<@Nullable Account> renewed = new AtomicReference<>();
    desk.access()
        .account(ctx, known.name())
        .run(() -> renewed.set(desk.accounts().renew(known.id(), password, false).orElse(null)));
    Account account = renewed.get();
    if (account == null) {
      throw ProblemException.notFound("this account was deleted just now");
    }
    Reply.created(ctx, session.answer(account, desk.begin(ctx, account)));
  }
}
