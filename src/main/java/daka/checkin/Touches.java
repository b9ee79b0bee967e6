package daka.checkin;

import daka.checkin.Ledger.Transaction;
import daka.checkin.Offers.Offer;
import daka.checkin.Offers.Refused;
import daka.checkin.Offers.Step;
import org.jspecify.annotations.Nullable;

/// What touches at the screen mean, each within one transaction. All but that of guests are about
/// an offer, and are refused once that is used up, too old, or about a visit that has become
/// another.
final class Touches {
  private final DeskTurns turns;
  private final Offers offers;
  private final String entrance;

  /// @param entrance the room that guests come in at
  Touches(DeskTurns turns, Offers offers, String entrance) {
    this.turns = turns;
    this.offers = offers;
    this.entrance = entrance;
  }

  /// A party of guests comes in.
  Decision guests(Transaction transaction, int party) {
    DeskTurn turn = turns.begin(transaction);
    Refusal refusal = Rules.entry(turn.facts(), entrance, party);
    return refusal == null
        ? turn.arrive(party, entrance, Desk.SCREEN, null)
        : turn.refuseTouch(refusal);
  }

  /// The person chooses another room; see [Desk#chooseRoom].
  Decision chooseRoom(Transaction transaction, long offerId, String room) {
    Offer offer = offers.find(offerId);
    if (offer == null) {
      return tooLate(transaction);
    }
    if (offer.step() instanceof Step.AfterClosing step) {
      return comeBack(transaction, offer, step, room);
    }
    return offer.refused() == null
        ? changeRoom(transaction, offer, room)
        : comeInElsewhere(transaction, offer, offer.refused(), room);
  }

  private Decision comeInElsewhere(
      Transaction transaction, Offer offer, Refused refused, String room) {
    CardHolder holder = transaction.resident(refused.resident());
    DeskTurn turn = turns.begin(transaction, holder, null);
    if (holder == null || holder.inside() != null) {
      return turn.refuseTouch(Refusal.TOO_LATE);
    }
    Refusal refusal = Rules.entry(turn.facts(), room, 1);
    if (refusal != null) {
      return turn.refuseTouch(refusal);
    }
    offers.drop(offer);
    return turn.arrive(holder, room, Desk.SCREEN, refused.evidence(), null);
  }

  private Decision changeRoom(Transaction transaction, Offer offer, String room) {
    DeskTurn turn = turns.begin(transaction);
    Visit visit = visitOf(transaction, offer);
    boolean departed = visit != null && !visit.isOpen();
    if (visit == null || (departed && !turn.canReopen(offer.step(), visit))) {
      return turn.refuseTouch(Refusal.TOO_LATE);
    }
    boolean same = visit.room().equals(room);
    Refusal refusal = same ? null : Rules.space(turn.facts(), room, visit.party());
    if (refusal != null) {
      return turn.refuseTouch(refusal);
    }
    Visit open = departed ? turn.reopen(visit) : visit;
    if (same) {
      return turn.alreadyIn(open, offer.who());
    }
    return Rules.isSettling(open, turn.now())
        ? turn.correct(open, room, offer.who())
        : turn.move(open, room, Desk.SCREEN, open.evidence(), offer.who());
  }

  /// The person, whose tap after closing time was taken for the departure, is coming in.
  Decision comeIn(Transaction transaction, long offerId) {
    Offer offer = offers.find(offerId);
    return offer != null && offer.step() instanceof Step.AfterClosing step
        ? comeBack(transaction, offer, step, step.room())
        : tooLate(transaction);
  }

  private Decision comeBack(
      Transaction transaction, Offer offer, Step.AfterClosing step, String room) {
    Visit visit = visitOf(transaction, offer);
    CardHolder holder =
        visit == null || visit.visitor() == null
            ? null
            : transaction.resident(visit.visitor().resident());
    DeskTurn turn = turns.begin(transaction, holder, null);
    if (holder == null || visit == null || !turn.canReopen(visit)) {
      return turn.refuseTouch(Refusal.TOO_LATE);
    }
    Refusal refusal = Rules.entry(turn.facts(), room, visit.party());
    if (refusal != null) {
      return turn.refuseTouch(refusal);
    }
    offers.drop(offer);
    turn.undo(step, visit);
    return turn.arrive(holder, room, Desk.SCREEN, step.evidence(), null);
  }

  /// The person leaves.
  Decision leave(Transaction transaction, long offerId) {
    Offer offer = offers.find(offerId);
    Visit visit = offer == null ? null : visitOf(transaction, offer);
    return offer == null || visit == null || !visit.isOpen()
        ? tooLate(transaction)
        : turns.begin(transaction).depart(visit, Ended.SCREEN, offer.who());
  }

  /// The person takes the last step back.
  Decision undo(Transaction transaction, long offerId) {
    DeskTurn turn = turns.begin(transaction);
    Offer offer = offers.find(offerId);
    Visit visit = offer == null ? null : visitOf(transaction, offer);
    Visit undone = offer == null || visit == null ? null : turn.undo(offer.step(), visit);
    if (offer == null || undone == null) {
      return turn.refuseTouch(Refusal.TOO_LATE);
    }
    offers.drop(offer);
    return turn.undone(undone, offer.who());
  }

  private Decision tooLate(Transaction transaction) {
    return turns.begin(transaction).refuseTouch(Refusal.TOO_LATE);
  }

  private static @Nullable Visit visitOf(Transaction transaction, Offer offer) {
    return offer.visit() == null ? null : transaction.visit(offer.visit());
  }
}
