package daka.web.access;

import daka.screen.PageKey;
import daka.screen.StaffSessions;
import daka.store.account.Account;
import daka.store.account.SignIn;
import daka.store.account.SignIns;
import daka.store.audit.Asker;
import daka.store.audit.Asker.By;
import daka.store.audit.Deed;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.web.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may ask for what: a request carries `Authorization: Bearer TOKEN`, and a token has a role. A
/// page of the kiosk that a member of staff has unlocked needs none: it has the role staff on the
/// kiosk's own listener for as long as it is unlocked, and elsewhere its cookie says nothing.
/// Somebody who has signed in has the role of the account on the LAN's listener, and there alone; a
/// request that carries that cookie and writes has to come from one of the office's own pages.
public final class Access {
  private static final String CALLER = "daka.caller";
  private static final String LAN = "daka.lan";

  /// A page that asks by itself says so, and keeps nobody signed in by that.
  private static final String UNATTENDED = "Daka-Unattended";

  private static final String SCHEME = "bearer ";
  private static final String CHALLENGE = "Bearer realm=\"daka\"";
  private static final String CURE =
      "send Authorization: Bearer TOKEN; the command `token` of this program makes one";

  private final TokenUses tokens;
  private final StaffSessions sessions;
  private final SignIns signIns;
  private final boolean adminsNeedOtp;
  private final TokenGuard guesses;
  private final AuditedFailures failures;
  private final InstantSource clock;
  private final ZoneId zone;

  /// @param adminsNeedOtp whether administrators may do nothing without a second factor
  /// @param clock says when something was done
  /// @param zone the centre's
  public Access(
      TokenUses tokens,
      StaffSessions sessions,
      SignIns signIns,
      boolean adminsNeedOtp,
      TokenGuard guesses,
      AuditedFailures failures,
      InstantSource clock,
      ZoneId zone) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.signIns = signIns;
    this.adminsNeedOtp = adminsNeedOtp;
    this.guesses = guesses;
    this.failures = failures;
    this.clock = clock;
    this.zone = zone;
  }

  /// A handler for those who have one of these roles. Administrators may do everything. It runs on
  /// behalf of whoever asks, for the audit log.
  public Handler need(Handler handler, TokenRole... roles) {
    List<TokenRole> may = List.of(roles);
    return known(
        ctx -> {
          TokenRole role = role(ctx);
          if (role != TokenRole.ADMIN && !may.contains(role)) {
            throw forbidden(ctx, role, may);
          }
          handler.handle(ctx);
        });
  }

  /// A handler for those who have signed in, and for administrators otherwise known. What is not
  /// their own is for the handler to refuse, by [#forbidOthers].
  public Handler oneself(Handler handler) {
    return known(
        ctx -> {
          TokenRole role = role(ctx);
          if (role != TokenRole.ADMIN && !(caller(ctx) instanceof Caller.SignedIn)) {
            throw forbidden(ctx, role, List.of());
          }
          handler.handle(ctx);
        });
  }

  /// Refuses what is another's, unless an administrator asks.
  ///
  /// @param account whose it is
  /// @throws ProblemException 403
  public void forbidOthers(Context ctx, long account) {
    TokenRole role = role(ctx);
    boolean own =
        caller(ctx) instanceof Caller.SignedIn(SignIn session) && session.account().id() == account;
    if (role != TokenRole.ADMIN && !own) {
      throw forbidden(ctx, role, List.of());
    }
  }

  /// A handler for whoever is known, also for an administrator who still has to set up a second
  /// factor.
  public Handler known(Handler handler) {
    return ctx -> {
      Caller caller = caller(ctx);
      Asker asker = asker(ctx);
      asker.call(
          () -> {
            handler.handle(ctx);
            return caller;
          });
    };
  }

  /// A handler for pages of this host on the LAN, by which somebody becomes known.
  public Handler anyone(Handler handler) {
    return ctx -> {
      if (!isOnLan(ctx)) {
        throw ProblemException.of(
            HttpStatus.FORBIDDEN,
            "nobody signs in at the kiosk's own listener; use the address of the office, which"
                + " begins with https");
      }
      SameOrigin.check(ctx);
      nobody(ctx)
          .call(
              () -> {
                handler.handle(ctx);
                return ctx;
              });
    };
  }

  /// On behalf of somebody who becomes known by this request.
  public Asker account(Context ctx, String name) {
    return asker(By.ACCOUNT, name, AuditTarget.resource(ctx));
  }

  /// Says that a request came to the LAN's listener, where the cookie of a session counts.
  public static void onLan(Context ctx) {
    ctx.attribute(LAN, true);
  }

  private static boolean isOnLan(Context ctx) {
    return Boolean.TRUE.equals(ctx.attribute(LAN));
  }

  /// Whether the request comes from a program, by a token, and not from a page before a person.
  public static boolean isProgram(Context ctx) {
    return ctx.attribute(CALLER) instanceof Caller.Program;
  }

  private Asker asker(Context ctx) {
    return switch (caller(ctx)) {
      case Caller.Program(Tokens.Token token) -> asker(By.TOKEN, token.name(), ctx);
      case Caller.UnlockedPage(StaffSessions.Session session) ->
          asker(By.STAFF, Long.toString(session.who().resident()), ctx);
      case Caller.SignedIn(SignIn session) -> asker(By.ACCOUNT, session.account().name(), ctx);
    };
  }

  private Asker asker(By by, String who, Context ctx) {
    return asker(by, who, AuditTarget.of(ctx));
  }

  private Asker nobody(Context ctx) {
    return asker(By.NOBODY, "", AuditTarget.resource(ctx));
  }

  private Asker asker(By by, String who, String target) {
    return new Asker(by, who, target, clock, zone);
  }

  /// What whoever asks may do.
  ///
  /// @throws ProblemException 401 if the request carries nothing that is known; 403 if an
  ///   administrator has to set up a second factor first, or a cookie came with another site's page
  public TokenRole role(Context ctx) {
    Caller caller = caller(ctx);
    if (caller instanceof Caller.SignedIn(SignIn session) && lacksOtp(session.account())) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "administrators need a second factor here (second-factor in [lan]); set one up first:"
              + " POST, then PUT /api/v1/session/otp");
    }
    return caller.role();
  }

  /// Whether somebody may do nothing but set up a second factor.
  public boolean lacksOtp(Account account) {
    return adminsNeedOtp && account.role() == TokenRole.ADMIN && !account.otp();
  }

  /// Who asks, whether they may do something or not.
  ///
  /// @throws ProblemException 401 if the request carries nothing that is known; 403 if a cookie
  ///   came with another site's page
  public Caller caller(Context ctx) {
    @Nullable Caller known = ctx.attribute(CALLER);
    if (known != null) {
      return known;
    }
    Caller caller = find(ctx);
    ctx.attribute(CALLER, caller);
    return caller;
  }

  private Caller find(Context ctx) {
    PageKey page = page(ctx);
    StaffSessions.@Nullable Session session = page == null ? null : sessions.use(page);
    if (session != null) {
      return new Caller.UnlockedPage(session);
    }
    String cookie = cookie(ctx);
    if (cookie != null) {
      return signedIn(ctx, cookie);
    }
    Tokens.@Nullable Token token = begin(presented(ctx));
    if (token == null) {
      throw wrong(ctx);
    }
    return new Caller.Program(token);
  }

  private Caller signedIn(Context ctx, String cookie) {
    if (SameOrigin.isWrite(ctx)) {
      SameOrigin.check(ctx);
    }
    boolean use = ctx.header(UNATTENDED) == null;
    return signIns
        .find(cookie, clock.instant(), use)
        .map(Caller.SignedIn::new)
        .orElseThrow(
            () -> {
              ctx.header(Header.WWW_AUTHENTICATE, CHALLENGE);
              return ProblemException.of(
                  HttpStatus.UNAUTHORIZED,
                  "you are not signed in any more; sign in and send this again");
            });
  }

  /// The session of the cookie that the request carries, if it carries one that is good; for who
  /// signs in anew or out. Whether another site's page asks is not looked at.
  public Optional<SignIn> sessionOf(Context ctx) {
    String cookie = isOnLan(ctx) ? SessionCookie.find(ctx) : null;
    return cookie == null ? Optional.empty() : signIns.find(cookie, clock.instant(), false);
  }

  /// The cookie of somebody who asks without a token on the LAN, or null.
  private static @Nullable String cookie(Context ctx) {
    return ctx.header(Header.AUTHORIZATION) == null && isOnLan(ctx)
        ? SessionCookie.find(ctx)
        : null;
  }

  /// The page that asks without a token on the kiosk's own listener, or null.
  private static @Nullable PageKey page(Context ctx) {
    return ctx.header(Header.AUTHORIZATION) == null && LoopbackGuard.hasPassed(ctx)
        ? PageCookie.find(ctx)
        : null;
  }

  private Tokens.@Nullable Token begin(String presented) {
    Tokens.@Nullable Token token = tokens.good(presented);
    if (token != null) {
      tokens.note(token);
    }
    return token;
  }

  /// Whether the token that the request carried is still good, the session has not ended, or the
  /// page that asked is still unlocked: each may end while the answer is under way. To be asked
  /// from any thread.
  public BooleanSupplier standing(Context ctx) {
    PageKey page = page(ctx);
    if (page != null) {
      return () -> sessions.of(page) != null;
    }
    String cookie = cookie(ctx);
    if (cookie != null) {
      return () -> signIns.find(cookie, clock.instant(), false).isPresent();
    }
    String presented = presented(ctx);
    return () -> tokens.good(presented) != null;
  }

  private static String presented(Context ctx) {
    String header = ctx.header(Header.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      ctx.header(Header.WWW_AUTHENTICATE, CHALLENGE);
      throw ProblemException.of(
          HttpStatus.UNAUTHORIZED, "this needs somebody who has signed in, or a token; " + CURE);
    }
    return header.substring(SCHEME.length()).strip();
  }

  private ProblemException wrong(Context ctx) {
    nobody(ctx).run(() -> failures.note(Deed.of("token.refused").from(ctx.ip())));
    if (!guesses.delay()) {
      ctx.header(Header.RETRY_AFTER, "1");
      return ProblemException.of(
          HttpStatus.TOO_MANY_REQUESTS, "too many wrong tokens at once; try again in a second");
    }
    ctx.header(Header.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
    return ProblemException.of(
        HttpStatus.UNAUTHORIZED, "this token is not known, was revoked, or has expired; " + CURE);
  }

  private static ProblemException forbidden(Context ctx, TokenRole role, List<TokenRole> may) {
    String needed =
        may.isEmpty()
            ? TokenRole.ADMIN.wireName()
            : may.stream().map(TokenRole::wireName).collect(Collectors.joining(" or "));
    ctx.header(Header.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"");
    return ProblemException.of(
        HttpStatus.FORBIDDEN, "this needs the role " + needed + "; yours is " + role.wireName());
  }
}
