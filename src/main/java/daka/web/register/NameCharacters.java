package daka.web.register;

import daka.store.register.NameKeypad;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.Parameter;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;

/// `GET /api/v1/name-characters`: the characters of one syllable, for typing a name by touch.
public final class NameCharacters implements Resource {
  private static final int LIMIT = 40;
  private static final int MAX_LIMIT = 100;
  private static final Pattern LETTERS = Pattern.compile("[a-z]{1,8}");

  /// The answer.
  record Page(List<String> characters) {}

  private final Access access;
  private final NameKeypad keypad;

  public NameCharacters(Access access, NameKeypad keypad) {
    this.access = access;
    this.keypad = keypad;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/name-characters", access.need(this::answer, TokenRole.STAFF));
  }

  private void answer(Context ctx) {
    Query.allow(ctx, "letters", "limit");
    String letters = ctx.queryParam("letters");
    if (letters == null || !LETTERS.matcher(letters).matches()) {
      throw ProblemException.badRequest(
          "query parameter \"letters\" must be 1 to 8 letters from a to z, with v for ü, such as"
              + " xiu");
    }
    int limit = (int) Parameter.number(ctx, "limit", 1, MAX_LIMIT, LIMIT);
    Reply.ok(ctx, new Page(keypad.characters(letters, limit)));
  }
}
