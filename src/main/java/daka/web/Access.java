package daka.web;

import daka.store.TokenRole;
import daka.store.Tokens;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may ask for what: a request carries `Authorization: Bearer TOKEN`, and a token has a role.
final class Access {
  private static final String TOKEN = "daka.token";
  private static final String SCHEME = "bearer ";
  private static final String CHALLENGE = "Bearer realm=\"daka\"";
  private static final String CURE =
      "send Authorization: Bearer TOKEN; the command `token` of this program makes one";

  private final Tokens tokens;
  private final Guesses guesses;

  Access(Tokens tokens, Guesses guesses) {
    this.tokens = tokens;
    this.guesses = guesses;
  }

  /// A handler for those whose token has one of these roles. Administrators may do everything.
  Handler need(Handler handler, TokenRole... roles) {
    List<TokenRole> may = List.of(roles);
    return ctx -> {
      TokenRole role = who(ctx).role();
      if (role != TokenRole.ADMIN && !may.contains(role)) {
        throw forbidden(ctx, role, may);
      }
      handler.handle(ctx);
    };
  }

  /// Whose token the request carries.
  ///
  /// @throws ProblemException 401 if it carries none that is known
  Tokens.Token who(Context ctx) {
    Tokens.@Nullable Token known = ctx.attribute(TOKEN);
    if (known != null) {
      return known;
    }
    String presented = presented(ctx);
    Tokens.@Nullable Token token = tokens.find(presented).orElse(null);
    if (token == null) {
      throw wrong(ctx);
    }
    ctx.attribute(TOKEN, token);
    return token;
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
