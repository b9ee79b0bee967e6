package daka.web;

import daka.screen.StaffSessions;
import daka.store.TokenRole;
import daka.store.Tokens;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may ask for what: a request carries `Authorization: Bearer TOKEN`, and a token has a role. A
/// member of staff at an unlocked screen has the key of that session instead, which is a token of
/// role staff for as long as it lasts.
final class Access {
  private static final String ROLE = "daka.role";
  private static final String SCHEME = "bearer ";
  private static final String CHALLENGE = "Bearer realm=\"daka\"";
  private static final String CURE =
      "send Authorization: Bearer TOKEN; the command `token` of this program makes one";

  private final Tokens tokens;
  private final StaffSessions sessions;
  private final Guesses guesses;

  Access(Tokens tokens, StaffSessions sessions, Guesses guesses) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.guesses = guesses;
  }

  /// A handler for those whose token has one of these roles. Administrators may do everything.
  Handler need(Handler handler, TokenRole... roles) {
    List<TokenRole> may = List.of(roles);
    return ctx -> {
      TokenRole role = role(ctx);
      if (role != TokenRole.ADMIN && !may.contains(role)) {
        throw forbidden(ctx, role, may);
      }
      handler.handle(ctx);
    };
  }

  /// The role of the token the request carries.
  ///
  /// @throws ProblemException 401 if it carries none that is known
  TokenRole role(Context ctx) {
    @Nullable TokenRole known = ctx.attribute(ROLE);
    if (known != null) {
      return known;
    }
    @Nullable TokenRole role = role(presented(ctx));
    if (role == null) {
      throw wrong(ctx);
    }
    ctx.attribute(ROLE, role);
    return role;
  }

  private @Nullable TokenRole role(String presented) {
    if (presented.startsWith(StaffSessions.PREFIX)) {
      return sessions.use(presented) == null ? null : TokenRole.STAFF;
    }
    return tokens.find(presented).map(Tokens.Token::role).orElse(null);
  }

  private static String presented(Context ctx) {
    String header = ctx.header(Header.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      ctx.header(Header.WWW_AUTHENTICATE, CHALLENGE);
      throw ProblemException.of(HttpStatus.UNAUTHORIZED, "this needs a token; " + CURE);
    }
    return header.substring(SCHEME.length()).strip();
  }

  private ProblemException wrong(Context ctx) {
    if (!guesses.delay()) {
      ctx.header(Header.RETRY_AFTER, "1");
      return ProblemException.of(
          HttpStatus.TOO_MANY_REQUESTS, "too many wrong tokens at once; try again in a second");
    }
    ctx.header(Header.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
    return ProblemException.of(
        HttpStatus.UNAUTHORIZED, "this token is not known, or was revoked; " + CURE);
  }

  private static ProblemException forbidden(Context ctx, TokenRole role, List<TokenRole> may) {
    String needed =
        may.isEmpty()
            ? TokenRole.ADMIN.wireName()
            : may.stream().map(TokenRole::wireName).collect(Collectors.joining(" or "));
    ctx.header(Header.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"");
    return ProblemException.of(
        HttpStatus.FORBIDDEN,
        "this needs a token of role " + needed + "; this one is of role " + role.wireName());
  }
}
