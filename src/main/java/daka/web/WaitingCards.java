package daka.web;

import daka.store.Cards;
import daka.store.TokenRole;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;

/// `GET /api/v1/waiting`: the unknown cards that were presented lately, latest first, with the
/// codes by which they are registered.
final class WaitingCards implements Resource {

  /// The answer.
  record Page(List<Waiting> waiting) {}

  /// @param reader where the card was presented
  /// @param kind what it was taken for
  record Waiting(String code, String reader, String kind, String at) {}

  private final Access access;
  private final Cards cards;
  private final ZoneId zone;

  WaitingCards(Access access, Cards cards, ZoneId zone) {
    this.access = access;
    this.cards = cards;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/waiting", access.need(this::answer, TokenRole.STAFF));
  }

  private void answer(Context ctx) {
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
}
