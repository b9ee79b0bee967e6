package daka.web;

import daka.store.Cards;
import daka.store.Resident;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// `/api/v1/residents/{id}/cards`: a resident's cards, for administrators.
final class ResidentCards implements Resource {
  private static final String PATH = ResidentsRegister.PATH + "/{id}/cards";

  /// What can be changed of a card. What is left out is not blocked, and never expires.
  record CardChange(@Nullable Boolean blocked, @Nullable String expires) {}

  private final JsonBody<CardForm> added = new JsonBody<>(CardForm.class);
  private final JsonBody<CardChange> changed = new JsonBody<>(CardChange.class);
  private final Access access;
  private final Cards cards;

  ResidentCards(Access access, Cards cards) {
    this.access = access;
    this.cards = cards;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, access.need(this::add));
    routes.put(PATH + "/{card}", access.need(this::change));
    routes.delete(PATH + "/{card}", access.need(this::delete));
  }

  private void add(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    Resident resident = RegisteredReply.done(cards.add(id, added.read(ctx).toNew()));
    CardForm card = CardForm.of(resident.cards().getLast());
    ctx.header(Header.LOCATION, ResidentsRegister.PATH + "/" + id + "/cards/" + card.id());
    Reply.created(ctx, card);
  }

  private void change(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    long card = Parameter.id(ctx, "card", "card");
    CardChange change = changed.read(ctx);
    CardForm form = new CardForm(null, null, null, null, change.blocked(), change.expires());
    Resident resident =
        RegisteredReply.done(cards.change(id, card, form.isBlocked(), form.lastDay()));
    resident.cards().stream()
        .filter(c -> c.id() == card)
        .findFirst()
        .ifPresent(c -> Reply.ok(ctx, CardForm.of(c)));
  }

  private void delete(Context ctx) {
    Query.allow(ctx);
    RegisteredReply.done(
        cards.delete(Parameter.id(ctx, "id", "resident"), Parameter.id(ctx, "card", "card")));
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
