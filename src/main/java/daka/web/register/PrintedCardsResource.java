package daka.web.register;

import daka.checkin.Names;
import daka.reader.code.QrSvg;
import daka.store.register.PrintedCards;
import daka.store.register.PrintedCards.Issued;
import daka.store.register.PrintedCards.Outcome;
import daka.web.access.Access;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/printed-cards`: cards with a QR code for people, to be printed now: what they say
/// is never told again. Asked once more, those of before are blocked, so that a person has one that
/// is good however often it is asked.
public final class PrintedCardsResource implements Resource {
  private static final String PATH = "/api/v1/printed-cards";
  private static final int MOST = 500;
  private static final int ID_DIGITS = 18;

  /// @param residents ids
  /// @param name how much of the name stands on the card: `full`, `masked` or `none`
  record Wish(@Nullable List<@Nullable String> residents, @Nullable String name) {}

  /// @param name as it is printed; null for none
  /// @param code a QR code with its quiet zone, as SVG, a module a unit
  record PrintedCard(String resident, String card, @Nullable String name, String code) {}

  record Printed(List<PrintedCard> cards) {}

  private final JsonBody<Wish> wishes = new JsonBody<>(Wish.class);
  private final Access access;
  private final PrintedCards cards;

  public PrintedCardsResource(Access access, PrintedCards cards) {
    this.access = access;
    this.cards = cards;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, access.need(this::issue));
  }

  private void issue(Context ctx) {
    Query.allow(ctx);
    Wish wish = wishes.read(ctx);
    Shown shown = shown(wish.name());
    switch (cards.issue(residents(wish.residents()))) {
      case Outcome.Done(List<Issued> issued) ->
          Reply.created(
              ctx, new Printed(issued.stream().map(card -> printed(card, shown)).toList()));
      case Outcome.Unknown(List<Long> unknown) ->
          throw ProblemException.notFound(
              "there is no resident "
                  + unknown.stream().map(String::valueOf).collect(Collectors.joining(", "))
                  + "; nobody was given a card. Leave them out");
    }
  }

  /// How much of a name stands on a card.
  private enum Shown {
    FULL,
    MASKED,
    NONE
  }

  private static Shown shown(@Nullable String name) {
    return switch (JsonBody.required("name", name)) {
      case "full" -> Shown.FULL;
      case "masked" -> Shown.MASKED;
      case "none" -> Shown.NONE;
      default -> throw ProblemException.badRequest("\"name\" must be full, masked or none");
    };
  }

  private static List<Long> residents(@Nullable List<@Nullable String> given) {
    List<@Nullable String> wished = JsonBody.required("residents", given);
    if (wished.isEmpty() || wished.size() > MOST) {
      throw ProblemException.badRequest(
          "\"residents\" must name 1 to " + MOST + " residents; ask several times for more");
    }
    List<Long> ids = new ArrayList<>();
    for (String id : wished) {
      if (id == null || !id.matches("[0-9]{1," + ID_DIGITS + "}")) {
        throw ProblemException.badRequest("\"residents\" must hold ids of residents, as text");
      }
      ids.add(Long.valueOf(id));
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      throw ProblemException.badRequest("\"residents\" names somebody twice; name each once");
    }
    return ids;
  }

  private static PrintedCard printed(Issued card, Shown shown) {
    return new PrintedCard(
        Long.toString(card.resident()),
        Long.toString(card.card()),
        switch (shown) {
          case FULL -> card.name();
          case MASKED -> Names.mask(card.name());
          case NONE -> null;
        },
        QrSvg.of(card.payload()));
  }
}
