package daka.web.account;

import daka.screen.SetupInvitation;
import daka.store.account.Account;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.account.Passwords;
import daka.store.account.SignIns;
import daka.store.audit.Deed;
import daka.web.access.Access;
import daka.web.access.AuditedFailures;
import daka.web.access.Caller;
import daka.web.access.SessionCookie;
import daka.web.access.SignInGuard;
import daka.web.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the resources of signing in share.
record SignInDesk(
    Access access,
    Accounts accounts,
    SignIns signIns,
    Passwords passwords,
    SignInGuard guard,
    SetupInvitation invitation,
    AuditedFailures failures,
    InstantSource clock) {
  private static final int AGENT = 200;

  /// Looks at a guess, unless it has to wait.
  ///
  /// @param account what is guessed at, or null
  /// @param look gives null if it is wrong
  /// @return null if it was wrong
  /// @throws ProblemException 429 if it has to wait
  <T> @Nullable T guess(Context ctx, @Nullable AccountName account, Supplier<@Nullable T> look) {
    String key = account == null ? null : account.key();
    return switch (guard.<T>guess(key, address(ctx), look)) {
      case SignInGuard.Outcome.Looked<T>(@Nullable T found) -> found;
      case SignInGuard.Outcome.Wait<T>(Duration left, boolean began) -> {
        if (began) {
          failures.note(Deed.of("session.held-up").from(ctx.ip()));
        }
        throw wait(ctx, left);
      }
    };
  }

  private static ProblemException wait(Context ctx, Duration left) {
    long seconds = Math.max(1, left.plusMillis(999).toSeconds());
    ctx.header(Header.RETRY_AFTER, Long.toString(seconds));
    return ProblemException.of(
        HttpStatus.TOO_MANY_REQUESTS,
        "too many wrong passwords or codes; the next from here is looked at in "
            + seconds
            + " seconds");
  }

  private static InetAddress address(Context ctx) {
    return InetAddress.ofLiteral(ctx.ip().replaceFirst("%.*", ""));
  }

  /// The password of whoever is signed in, asked for again before something that a session left
  /// open must not be enough for.
  ///
  /// @throws ProblemException 403 if it is not theirs; 429 if it has to wait
  void askAgain(Context ctx, Account account, @Nullable String password) {
    if (password == null) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN, "say your own password again in \"current_password\"");
    }
    AccountName name = AccountName.of(account.name());
    Account found = guess(ctx, name, () -> accounts.verify(name, password).orElse(null));
    if (found == null) {
      failures.note(Deed.of("session.refused").id(account.name()).from(ctx.ip()));
      throw ProblemException.of(
          HttpStatus.FORBIDDEN, "\"current_password\" is not your password; type it again");
    }
    guard.forgive(name.key());
  }

  /// Begins a session with a new id, and ends the one that the request came with.
  ///
  /// @param account as it was when its password was given
  /// @return its id
  /// @throws ProblemException 401 if the account was changed or deleted since
  String begin(Context ctx, Account account) {
    String agent = ctx.userAgent() == null ? "" : ctx.userAgent();
    AtomicReference<SignIns.@Nullable Begun> begun = new AtomicReference<>();
    access
        .account(ctx, account.name())
        .run(
            () -> {
              access.sessionOf(ctx).ifPresent(session -> signIns.end(session.id()));
              signIns.begin(account, ctx.ip(), shown(agent), clock.instant()).ifPresent(begun::set);
            });
    SignIns.Begun session = begun.get();
    if (session == null) {
      throw ProblemException.of(
          HttpStatus.UNAUTHORIZED, "the account was changed just now; sign in again");
    }
    SessionCookie.give(ctx, session);
    return session.id();
  }

  /// What a browser says of itself, as far as it is text of one line.
  private static String shown(String agent) {
    String line = agent.replaceAll("[^\\x20-\\x7e]", "");
    return line.substring(0, Math.min(line.length(), AGENT));
  }

  /// A password that may be.
  ///
  /// @param name of the account
  /// @throws ProblemException 400 if there is none, 422 that says what is wrong with it
  String password(@Nullable String password, String name) {
    if (password == null) {
      throw ProblemException.badRequest("field \"password\" is missing");
    }
    passwords
        .fault(password, name)
        .ifPresent(
            fault -> {
              throw ProblemException.of(HttpStatus.UNPROCESSABLE_CONTENT, "\"password\" " + fault);
            });
    return password;
  }

  /// A name that an account may have.
  ///
  /// @throws ProblemException 400 that says what is wrong with it
  static AccountName name(@Nullable String typed) {
    if (typed == null) {
      throw ProblemException.badRequest("field \"name\" is missing");
    }
    AccountName name = AccountName.of(typed);
    name.fault()
        .ifPresent(
            fault -> {
              throw ProblemException.badRequest("\"name\" " + fault + "; choose another");
            });
    return name;
  }

  /// Whoever is signed in.
  ///
  /// @throws ProblemException 403 if it is a program or a page of the kiosk that asks
  Caller.SignedIn signedIn(Context ctx) {
    if (access.caller(ctx) instanceof Caller.SignedIn signedIn) {
      return signedIn;
    }
    throw ProblemException.of(
        HttpStatus.FORBIDDEN, "this is for somebody who has signed in to the office");
  }
}
