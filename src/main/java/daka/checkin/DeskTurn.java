package daka.checkin;

import daka.checkin.Ledger.Transaction;
import daka.checkin.Offers.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One turn at the desk: the steps a scan, a touch or a member of staff can take within one
/// transaction, and the answers to them.
final class DeskTurn {
  private final Transaction transaction;
  private final Facts facts;
  private final Offers offers;
  private final boolean outsideHours;

  DeskTurn(Transaction transaction, Facts facts, Offers offers, Hours hours) {
    this.transaction = transaction;
    this.facts = facts;
    this.offers = offers;
    this.outsideHours = !hours.isOpen(facts.now());
  }

  Facts facts() {
    return facts;
  }

  Instant now() {
    return facts.now();
  }

  /// A resident comes in.
  ///
  /// @param evidence how the resident was identified
  /// @param override why staff let the resident in although there is no space, or null
  Decision.Arrived arrive(
      CardHolder holder, String room, String reader, Evidence evidence, @Nullable String override) {
    Visit visit = begin(newVisit(holder.visitor(), 1, room, reader, evidence), override);
    MaskedHolder who = holder.masked();
    long offer = offers.about(visit, who, new Step.Arrival());
    return new Decision.Arrived(offer, visit, who, offered(visit), now());
  }

  /// A party without cards comes in.
  ///
  /// @param override why staff let the party in although there is no space, or null
  Decision.Arrived arrive(int party, String room, String reader, @Nullable String override) {
    Visit visit = begin(newVisit(null, party, room, reader, Evidence.NONE), override);
    long offer = offers.about(visit, null, new Step.Arrival());
    return new Decision.Arrived(offer, visit, null, offered(visit), now());
  }

  private Visit begin(Visit visit, @Nullable String override) {
    transaction.append(new VisitArrived(visit, override), now());
    return visit;
  }

  private Visit newVisit(
      @Nullable Visitor visitor,
      int party,
      String room,
      String reader,
      @Nullable Evidence evidence) {
    long id = transaction.nextVisit();
    return new Visit(id, visitor, party, room, reader, evidence, now(), null, null, outsideHours);
  }

  /// A resident comes in who is not to be named, and is offered nothing.
  Decision record(CardHolder holder, String room, String reader, Evidence evidence) {
    begin(newVisit(holder.visitor(), 1, room, reader, evidence), null);
    return new Decision.Recorded(now());
  }

  /// A resident leaves who is not to be named, and is offered nothing.
  Decision record(Visit visit, Ended how) {
    ended(visit, how);
    return new Decision.Recorded(now());
  }

  /// A visit ends now.
  Visit ended(Visit visit, Ended how) {
    Visit ended = visit.ended(how, now());
    transaction.append(new VisitDeparted(ended), now());
    return ended;
  }

  Decision depart(Visit visit, Ended how, @Nullable MaskedHolder who) {
    Visit ended = ended(visit, how);
    long offer = offers.about(ended, who, new Step.Departure());
    return new Decision.Departed(offer, ended, false, who, offered(ended), now());
  }

  /// Somebody whose visit closing time had ended leaves now: the estimate is taken back, and the
  /// departure told anew.
  ///
  /// @param evidence how the person was identified by this tap
  Decision departAfterClosing(Visit closed, Evidence evidence, MaskedHolder who) {
    Visit ended = ended(reopen(closed), Ended.TAP);
    Step step = new Step.AfterClosing(closed, facts.room(), evidence);
    long offer = offers.about(ended, who, step);
    return new Decision.Departed(offer, ended, true, who, offered(ended), now());
  }

  /// @param evidence how the person who moves was identified: by the tap that moves, or as in the
  ///   visit that goes on
  Decision move(
      Visit visit,
      String room,
      String reader,
      @Nullable Evidence evidence,
      @Nullable MaskedHolder who) {
    Visit entered = moved(visit, room, reader, evidence, null);
    long offer = offers.about(entered, who, new Step.Move(visit.id()));
    return new Decision.Moved(offer, entered, visit.room(), who, offered(entered), now());
  }

  /// A visit ends and goes on in another room.
  ///
  /// @param evidence how the person who moves was identified; see [Visit#evidence()]
  /// @param override why staff moved the visitor although there is no space, or null
  /// @return the visit in that room
  Visit moved(
      Visit visit,
      String room,
      String reader,
      @Nullable Evidence evidence,
      @Nullable String override) {
    Visit entered = newVisit(visit.visitor(), visit.party(), room, reader, evidence);
    Visit left = visit.ended(Ended.MOVED, now());
    transaction.append(new VisitMoved(left, entered, override), now());
    return entered;
  }

  Decision correct(Visit visit, String room, @Nullable MaskedHolder who) {
    Visit corrected = visit.in(room);
    transaction.append(new VisitCorrected(corrected, visit.room(), now()), now());
    long offer = offers.about(corrected, who, new Step.Correction(visit.room()));
    return new Decision.Moved(offer, corrected, visit.room(), who, offered(corrected), now());
  }

  /// Whether the visit is still as this step left it, a departure that can be taken back.
  boolean canReopen(Step step, Visit visit) {
    return step instanceof Step.Departure && visit.ended() != Ended.STAFF && canReopen(visit);
  }

  /// Whether the visit ended by a person's decision, was not voided or moved, and is not followed
  /// by another visit of the same person.
  boolean canReopen(Visit visit) {
    return (visit.ended() == Ended.TAP
            || visit.ended() == Ended.SCREEN
            || visit.ended() == Ended.STAFF)
        && !isInside(visit.visitor());
  }

  private boolean isInside(@Nullable Visitor visitor) {
    CardHolder holder = visitor == null ? null : transaction.resident(visitor.resident());
    return holder != null && holder.inside() != null;
  }

  /// A departure is taken back.
  Visit reopen(Visit visit) {
    Visit open = visit.reopened();
    transaction.append(new VisitReopened(open, now()), now());
    return open;
  }

  /// A visit is taken back as a whole.
  Visit voided(Visit visit, @Nullable Visit continued) {
    Visit voided = visit.ended(Ended.VOIDED, visit.departed() == null ? now() : visit.departed());
    transaction.append(new VisitVoided(voided, continued, now()), now());
    return voided;
  }

  /// Takes a step back.
  ///
  /// @return the visit as it is then, or null if the visit is no longer as the step left it
  @Nullable Visit undo(Step step, Visit visit) {
    return switch (step) {
      case Step.Arrival() -> visit.isOpen() ? voided(visit, null) : null;
      case Step.Departure() -> canReopen(step, visit) ? reopen(visit) : null;
      case Step.AfterClosing(Visit closed, var _, var _) -> {
        if (!canReopen(visit)) {
          yield null;
        }
        reopen(visit);
        transaction.append(new VisitDeparted(closed), now());
        yield closed;
      }
      case Step.Move(long left) -> {
        Visit before = transaction.visit(left);
        if (before == null || before.ended() != Ended.MOVED || !visit.isOpen()) {
          yield null;
        }
        Visit continued = before.reopened();
        voided(visit, continued);
        yield continued;
      }
      case Step.Correction(String fromRoom) -> {
        if (!visit.isOpen()) {
          yield null;
        }
        Visit back = visit.in(fromRoom);
        transaction.append(new VisitCorrected(back, visit.room(), now()), now());
        yield back;
      }
      case Step.None() -> null;
    };
  }

  Decision alreadyIn(Visit visit, @Nullable MaskedHolder who) {
    long offer = offers.about(visit, who, new Step.None());
    return new Decision.AlreadyIn(offer, visit, who, offered(visit), now());
  }

  Decision undone(Visit visit, @Nullable MaskedHolder who) {
    return new Decision.Undone(visit, who, offered(visit), now());
  }

  /// A card that nobody has is refused, and journaled without its payload.
  Decision refuseUnknown(String reader, CardDigest card) {
    journalRefusal(reader, Refusal.UNKNOWN_CARD);
    String code = transaction.waitingCode(card, reader, now());
    return new Decision.Refused(0, Refusal.UNKNOWN_CARD, code, null, List.of(), now());
  }

  /// The holder of a card is refused.
  ///
  /// @param evidence how the person was identified
  Decision refuse(CardHolder holder, Evidence evidence, String reader, Refusal reason) {
    journalRefusal(reader, reason);
    MaskedHolder who = holder.masked();
    long offer = helps(reason) ? offerAnotherRoom(holder, evidence, who) : 0;
    return new Decision.Refused(offer, reason, null, who, roomsThatHelp(reason), now());
  }

  private void journalRefusal(String reader, Refusal reason) {
    transaction.append(new ScanRefused(reader, reason, now()), now());
  }

  private long offerAnotherRoom(CardHolder holder, Evidence evidence, MaskedHolder who) {
    Visit inside = holder.inside();
    return inside == null
        ? offers.toChooseAnotherRoom(new Offers.Refused(holder.visitor().resident(), evidence), who)
        : offers.about(inside, who, new Step.None());
  }

  /// A touch is refused; touches are not journaled.
  Decision refuseTouch(Refusal reason) {
    return new Decision.Refused(0, reason, null, null, roomsThatHelp(reason), now());
  }

  private List<RoomSpace> roomsThatHelp(Refusal reason) {
    return helps(reason)
        ? transaction.rooms().stream().filter(room -> room.free(facts.openingDay()) > 0).toList()
        : List.of();
  }

  /// Whether another room helps.
  private static boolean helps(Refusal reason) {
    return reason == Refusal.ROOM_FULL || reason == Refusal.ROOM_CLOSED;
  }

  /// The rooms to choose from: all that are not closed, and the one that the visit is in.
  private List<RoomSpace> offered(Visit visit) {
    return transaction.rooms().stream()
        .filter(
            space -> !space.isClosed(facts.openingDay()) || space.room().id().equals(visit.room()))
        .toList();
  }
}
