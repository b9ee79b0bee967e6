package daka.web.account;

import daka.store.account.SignIn;
import daka.store.account.SignIns;
import daka.store.register.TokenRole;
import daka.web.access.Caller;
import daka.web.access.SessionCookie;
import daka.web.http.CentreTime;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.List;

/// `/api/v1/sign-ins`: where one is signed in oneself, and for administrators where anybody is;
/// each can be ended.
final class SignInsRegister implements Resource {
  private static final String PATH = "/api/v1/sign-ins";
  private static final String ONE = PATH + "/{id}";

  /// @param used when something was last asked in it, to the minute
  /// @param expires when it ends at the latest
  /// @param here whether it is the one that asks
  record SignInAnswer(
      String id,
      String account,
      String began,
      String used,
      String expires,
      String address,
      String agent,
      boolean here) {}

  /// The answer.
  record Page(List<SignInAnswer> signIns) {}

  private final SignInDesk desk;
  private final ZoneId zone;

  /// @param zone the centre's
  SignInsRegister(SignInDesk desk, ZoneId zone) {
    this.desk = desk;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, desk.access().oneself(this::list));
    routes.get(ONE, desk.access().oneself(this::get));
    routes.delete(ONE, desk.access().oneself(this::end));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Page(seen(ctx).stream().map(one -> answer(ctx, one)).toList()));
  }

  /// Those that whoever asks may see.
  private List<SignIn> seen(Context ctx) {
    boolean all = desk.access().role(ctx) == TokenRole.ADMIN;
    Long own =
        !all && desk.access().caller(ctx) instanceof Caller.SignedIn signedIn
            ? (Long) signedIn.session().account().id()
            : null;
    return all || own != null ? desk.signIns().list(own, desk.clock().instant()) : List.of();
  }

  private SignIn one(Context ctx) {
    String id = ctx.pathParam("id");
    return seen(ctx).stream()
        .filter(session -> session.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "nobody is signed in by this id, or it is another's; GET " + PATH + " lists"));
  }

  private void get(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, answer(ctx, one(ctx)));
  }

  private void end(Context ctx) {
    Query.allow(ctx);
    SignIn ended = one(ctx);
    desk.signIns().end(ended.id());
    if (isHere(ctx, ended)) {
      SessionCookie.take(ctx);
    }
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private boolean isHere(Context ctx, SignIn session) {
    return desk.access().caller(ctx) instanceof Caller.SignedIn signedIn
        && signedIn.session().id().equals(session.id());
  }

  private SignInAnswer answer(Context ctx, SignIn session) {
    CentreTime time = new CentreTime(zone);
    return new SignInAnswer(
        session.id(),
        session.account().name(),
        time.text(session.began()),
        time.text(session.used()),
        time.text(session.began().plus(SignIns.MOST)),
        session.address(),
        session.agent(),
        isHere(ctx, session));
  }
}
