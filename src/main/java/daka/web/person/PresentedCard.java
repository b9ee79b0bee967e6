package daka.web.person;

import daka.checkin.CardQuestion;
import daka.checkin.CardQuestion.State;
import daka.store.register.Residents;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.JsonBody;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// `/api/v1/people/presented`: staff ask whose the card is that is presented at a reader next; it
/// begins and ends no visit.
public final class PresentedCard implements Resource {
  private static final String PATH = "/api/v1/people/presented";
  private static final int READER = 64;

  /// @param reader where the card will be presented; anywhere if it is left out
  record Question(@Nullable String reader) {}

  /// @param state `none`, `asked`, `known` or `unknown`
  /// @param seconds for how long a card is waited for
  /// @param code by which an unknown card is registered
  record Answer(
      String state, @Nullable Long seconds, @Nullable Found person, @Nullable String code) {}

  /// Whose the card is.
  record Found(String id, String name) {}

  private final JsonBody<Question> body = new JsonBody<>(Question.class);
  private final Access access;
  private final CardQuestion question;
  private final Residents residents;

  public PresentedCard(Access access, CardQuestion question, Residents residents) {
    this.access = access;
    this.question = question;
    this.residents = residents;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::look, TokenRole.STAFF));
    routes.post(PATH, access.need(this::ask, TokenRole.STAFF));
    routes.delete(PATH, access.need(this::drop, TokenRole.STAFF));
  }

  private void ask(Context ctx) {
    Query.allow(ctx);
    question.ask(TypedText.optionalLine("reader", body.read(ctx).reader(), READER));
    Reply.ok(ctx, answer());
  }

  private void look(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, answer());
  }

  private void drop(Context ctx) {
    Query.allow(ctx);
    question.drop();
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private Answer answer() {
    return switch (question.look()) {
      case State.None _ -> new Answer("none", null, null, null);
      case State.Asked(var left) -> new Answer("asked", left.toSeconds(), null, null);
      case State.Unknown(String code) -> new Answer("unknown", null, null, code);
      case State.Known(long id) ->
          residents
              .find(id)
              .map(found -> new Found(Long.toString(id), found.person().name()))
              .map(found -> new Answer("known", null, found, null))
              .orElseGet(() -> new Answer("none", null, null, null));
    };
  }
}
