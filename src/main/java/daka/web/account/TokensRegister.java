package daka.web.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.store.account.Account;
import daka.store.account.AccountName;
import daka.store.register.TokenIssue;
import daka.store.register.TokenName;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.web.access.Caller;
import daka.web.http.CentreTime;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/tokens`: what programs come by. Administrators make one for an account, are told it
/// once, see when each was last used, and revoke it.
final class TokensRegister implements Resource {
  private static final String PATH = "/api/v1/tokens";
  private static final int MOST_YEARS = 100;

  /// @param account whose it is; left out for the caller's own
  /// @param expires the last day on which it is good; left out if it is good until it is revoked
  /// @param currentPassword the caller's own
  record Form(
      @Nullable String name,
      @Nullable String account,
      @Nullable String role,
      @Nullable String expires,
      @Nullable String currentPassword) {

    /// Says nothing of what was typed.
    @Override
    public String toString() {
      return "Form";
    }
  }

  /// @param account whose it is; null if the command made it for nobody's
  /// @param expires from when on it is worthless; null if it is good until it is revoked
  /// @param used when it was last used, to the hour; null if it was not yet
  /// @param state `good`, `expired`, or `held` while its account may not what it should
  /// @param token itself, in the answer that makes it and nowhere else
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TokenAnswer(
      String id,
      String name,
      @Nullable String account,
      String role,
      String created,
      @Nullable String expires,
      @Nullable String used,
      String state,
      @Nullable String token) {}

  /// The answer.
  record Page(List<TokenAnswer> tokens) {}

  private final JsonBody<Form> body = new JsonBody<>(Form.class);
  private final SignInDesk desk;
  private final Tokens tokens;
  private final ZoneId zone;

  /// @param zone the centre's
  TokensRegister(SignInDesk desk, Tokens tokens, ZoneId zone) {
    this.desk = desk;
    this.tokens = tokens;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, desk.access().need(this::list));
    routes.post(PATH, desk.access().need(this::make));
    routes.delete(PATH + "/{id}", desk.access().need(this::revoke));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Page(tokens.list().stream().map(one -> answer(one, null)).toList()));
  }

  private void make(Context ctx) {
    Query.allow(ctx);
    Form form = body.read(ctx);
    String name = name(form.name());
    TokenRole role =
        TokenRole.ofWireName(JsonBody.required("role", form.role()))
            .orElseThrow(
                () -> ProblemException.badRequest("\"role\" must be auditor, staff or admin"));
    Instant now = desk.clock().instant();
    Instant expires = form.expires() == null ? null : end(form.expires(), now);
    Account own =
        desk.access().caller(ctx) instanceof Caller.SignedIn signedIn
            ? signedIn.session().account()
            : null;
    Account account = form.account() == null ? own : find(form.account());
    if (account == null) {
      throw ProblemException.badRequest("field \"account\" is missing: say whose token it is");
    }
    if (own != null) {
      desk.askAgain(ctx, own, form.currentPassword());
    }
    switch (tokens.issue(name, role, account.id(), now, expires)) {
      case TokenIssue.Made(String secret, Tokens.Token token) ->
          Reply.created(ctx, answer(token, secret));
      case TokenIssue.Taken _ ->
          throw ProblemException.of(
              HttpStatus.CONFLICT, "there is a token of this name; choose another, or revoke it");
      case TokenIssue.NotTheirs _ ->
          throw ProblemException.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "the account \""
                  + account.name()
                  + "\" may not what a token of the role "
                  + role.wireName()
                  + " may; choose its own role, "
                  + account.role().wireName());
    }
  }

  private static String name(@Nullable String typed) {
    String name = JsonBody.required("name", typed);
    TokenName.fault(name)
        .ifPresent(
            fault -> {
              throw ProblemException.badRequest(
                  "\"name\" " + fault + "; take one line that can be read in a list");
            });
    return name;
  }

  private Account find(String name) {
    return desk.accounts()
        .find(AccountName.of(name))
        .orElseThrow(
            () ->
                ProblemException.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "\"account\": there is no account of this name"));
  }

  /// It is good until the end of that day at the centre.
  private Instant end(String day, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    try {
      LocalDate last = LocalDate.parse(day);
      if (!last.isBefore(today) && !last.isAfter(today.plusYears(MOST_YEARS))) {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw ProblemException.badRequest(
        "\"expires\" must be a day to come, such as " + today.plusYears(1));
  }

  private void revoke(Context ctx) {
    Query.allow(ctx);
    String id = ctx.pathParam("id");
    Tokens.Token token =
        tokens.list().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> ProblemException.notFound("there is no such token; GET " + PATH + " lists"));
    tokens.revoke(token.name());
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private TokenAnswer answer(Tokens.Token token, @Nullable String secret) {
    CentreTime time = new CentreTime(zone);
    Instant expires = token.expires();
    Instant used = token.used();
    String state =
        token.isExpired(desk.clock().instant()) ? "expired" : token.held() ? "held" : "good";
    return new TokenAnswer(
        token.id(),
        TokenName.shown(token.name()),
        token.account(),
        token.role().wireName(),
        time.text(token.created()),
        expires == null ? null : time.text(expires),
        used == null ? null : time.text(used),
        state,
        secret);
  }
}
