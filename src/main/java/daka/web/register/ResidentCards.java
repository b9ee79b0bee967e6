package daka.web.register;

import daka.store.once.OwnIds;
import daka.store.register.Card;
import daka.store.register.Cards;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.web.access.Access;
import daka.web.http.Json;
import daka.web.http.JsonBody;
import daka.web.http.Parameter;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// `/api/v1/residents/{id}/cards`: a resident's cards, for administrators.
public final class ResidentCards implements Resource {
  private static final String PATH = ResidentsRegister.PATH + "/{id}/cards";

  /// What can be changed of a card. What is left out is not blocked, and never expires.
  record CardChange(@Nullable Boolean blocked, @Nullable String expires) {}

  private final JsonBody<CardForm> added = new JsonBody<>(CardForm.class);
  private final JsonBody<CardChange> changed = new JsonBody<>(CardChange.class);
  private final Access access;
  private final Cards cards;
  private final OwnIds ownIds;

  /// @param ownIds of cards
  public ResidentCards(Access access, Cards cards, OwnIds ownIds) {
    this.access = access;
    this.cards = cards;
    this.ownIds = ownIds;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, access.need(this::add));
    routes.get(PATH + "/{card}", access.need(this::read));
    routes.put(PATH + "/{card}", access.need(this::put));
    routes.delete(PATH + "/{card}", access.need(this::delete));
  }

  private void add(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    created(ctx, id, cards.add(id, added.read(ctx).toNew()));
  }

  private static void created(Context ctx, long resident, Registration registered) {
    Card card = RegisteredReply.done(registered).cards().getLast();
    ctx.header(Header.LOCATION, ResidentsRegister.PATH + "/" + resident + "/cards/" + card.id());
    Precondition.tag(ctx, CardForm.tag(card));
    Reply.created(ctx, CardForm.of(card));
  }

  private void read(Context ctx) {
    Query.allow(ctx);
    answer(ctx, present(ctx));
  }

  private static void answer(Context ctx, Card card) {
    Precondition.tag(ctx, CardForm.tag(card));
    Reply.ok(ctx, CardForm.of(card));
  }

  private Card present(Context ctx) {
    long id = Parameter.id(ctx, "id", "resident");
    long card = Parameter.id(ctx, "card", "card");
    return cards
        .find(id, card)
        .orElseThrow(
            () -> ProblemException.notFound("there is no card " + card + " of resident " + id));
  }

  private void put(Context ctx) {
    String own = Parameter.ownId(ctx, "card");
    if (own == null) {
      change(ctx);
    } else {
      make(ctx, own);
    }
  }

  private void make(Context ctx, String own) {
    Query.allow(ctx);
    Precondition.needCreation(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    CardForm form = added.read(ctx);
    byte[] asked = Json.bytes(form.withoutPin());
    switch (ownIds.once(own, id, asked, () -> cards.add(id, form.toNew()))) {
      case OwnIds.Outcome.Now<Registration>(Registration registered) ->
          created(ctx, id, registered);
      case OwnIds.Outcome.Before<Registration>(long made, boolean same) -> {
        Card now = cards.find(id, made).orElseThrow(() -> RegisteredReply.gone(own));
        if (same) {
          answer(ctx, now);
        } else {
          Precondition.stale(ctx, CardForm.of(now), CardForm.tag(now));
        }
      }
    }
  }

  private void change(Context ctx) {
    Query.allow(ctx);
    Card present = present(ctx);
    String seen = Precondition.seen(ctx, CardForm.tag(present));
    CardChange change = changed.read(ctx);
    CardForm form = new CardForm(null, null, null, null, change.blocked(), change.expires(), null);
    Registration done =
        cards.change(
            Parameter.id(ctx, "id", "resident"),
            present.id(),
            form.isBlocked(),
            form.lastDay(),
            now -> CardForm.tag(now).equals(seen));
    if (done instanceof Registration.Stale(Resident current)) {
      stale(ctx, current, present.id());
    } else {
      RegisteredReply.done(done).card(present.id()).ifPresent(card -> answer(ctx, card));
    }
  }

  private void delete(Context ctx) {
    Query.allow(ctx);
    Card present = present(ctx);
    String seen = Precondition.seen(ctx, CardForm.tag(present));
    Registration done =
        cards.delete(
            Parameter.id(ctx, "id", "resident"),
            present.id(),
            now -> CardForm.tag(now).equals(seen));
    if (done instanceof Registration.Stale(Resident current)) {
      stale(ctx, current, present.id());
    } else {
      RegisteredReply.done(done);
      ctx.status(HttpStatus.NO_CONTENT);
    }
  }

  private static void stale(Context ctx, Resident current, long card) {
    Card now = current.card(card).orElseThrow();
    Precondition.stale(ctx, CardForm.of(now), CardForm.tag(now));
  }
}
