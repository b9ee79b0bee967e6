package daka.web.register;

import daka.checkin.VisibleText;
import daka.store.register.Cards;
import daka.store.register.NewCard;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.store.register.Residents;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/api/v1/waiting`: the unknown cards that were presented lately, latest first, with the codes by
/// which they are registered; staff do so here, for somebody who is known or new. Whoever presents
/// a card of a member of staff is one, so only administrators give those.
public final class WaitingCards implements Resource {
  private static final String PATH = "/api/v1/waiting";

  /// The answer.
  record Page(List<Waiting> waiting) {}

  /// @param reader where the card was presented
  /// @param kind what it was taken for
  record Waiting(String code, String reader, String kind, String at) {}

  /// Whose the card is.
  ///
  /// @param resident the id of somebody who is registered
  /// @param name instead: of somebody who is not
  record Holder(@Nullable String resident, @Nullable String name) {}

  /// The answer: as much of the resident as staff may see.
  record Given(Known resident, CardForm card) {}

  /// Somebody who is registered.
  record Known(String id, String name) {}

  private final JsonBody<Holder> holder = new JsonBody<>(Holder.class);
  private final Access access;
  private final Cards cards;
  private final Residents residents;
  private final ZoneId zone;

  public WaitingCards(Access access, Cards cards, Residents residents, ZoneId zone) {
    this.access = access;
    this.cards = cards;
    this.residents = residents;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list, TokenRole.STAFF));
    routes.post(PATH + "/{code}", access.need(this::give, TokenRole.STAFF));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    CentreTime time = new CentreTime(zone);
    List<Waiting> waiting =
        cards.waiting().stream()
            .map(
                card ->
                    new Waiting(
                        card.code(), card.reader(), card.kind().wireName(), time.text(card.at())))
            .toList();
    Reply.ok(ctx, new Page(waiting));
  }

  private void give(Context ctx) {
    Query.allow(ctx);
    String code = VisibleText.of(ctx.pathParam("code")).toUpperCase(Locale.ROOT);
    Resident resident =
        RegisteredReply.done(
            register(new NewCard.Waiting(code, false, null), holder.read(ctx), access.role(ctx)));
    String id = Long.toString(resident.id());
    CardForm card = CardForm.of(resident.cards().getLast());
    ctx.header(Header.LOCATION, ResidentsRegister.PATH + "/" + id + "/cards/" + card.id());
    Reply.created(ctx, new Given(new Known(id, resident.person().name()), card));
  }

  private Registration register(NewCard card, Holder holder, TokenRole by) {
    if ((holder.resident() == null) == (holder.name() == null)) {
      throw ProblemException.badRequest(
          "give either \"resident\", the id of somebody who is registered, or \"name\"");
    }
    return holder.resident() == null
        ? residents.add(
            PersonForm.person(holder.name(), null, null, null, null, null), List.of(card), by)
        : cards.add(TypedText.id("resident", holder.resident()), card, by);
  }
}
