package daka.checkin;

import daka.checkin.Ledger.Transaction;
import daka.checkin.Offers.Offer;
import daka.checkin.Offers.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Answers scans and touches, one at a time. Each is one transaction, and the answer is given after
/// its commit: what is answered as recorded is on disk, and what could not be written is answered
/// as [Refusal#NOT_RECORDED]. No input makes it throw.
///
/// An answer that can be followed by a touch carries the number of an offer. A touch names the
/// offer it was shown for, so it never applies to another person's visit; an offer lasts
/// [Rules#OFFER].
///
/// Safe for use by several threads.
public final class Desk {
  /// The reader of a visit that began by a touch.
  public static final String SCREEN = "screen";

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Centre centre;
  private final Ledger ledger;
  private final Fingerprints fingerprints;
  private final InstantSource clock;
  private final Offers offers;
  private final Repeats repeats;

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public Desk(
      Centre centre,
      Ledger ledger,
      Fingerprints fingerprints,
      InstantSource clock,
      LongSupplier nanos) {
    this.centre = centre;
    this.ledger = ledger;
    this.fingerprints = fingerprints;
    this.clock = clock;
    this.offers = new Offers(nanos);
    this.repeats = new Repeats(nanos);
  }

  /// A card is presented.
  public Decision scan(Scan scan) {
    if (!scan.isReadable()) {
      return unreadable(scan.reader());
    }
    lock.lock();
    try {
      List<Fingerprint> cards = fingerprints.of(scan.presented());
      Fingerprint card = cards.getFirst();
      Decision first = repeats.find(scan.reader(), card);
      if (first != null) {
        return new Decision.Repeated(first, now());
      }
      Decision decision = record(transaction -> tap(transaction, scan, cards));
      if (!isNotRecorded(decision)) {
        repeats.remember(scan.reader(), card, decision);
      }
      return decision;
    } finally {
      lock.unlock();
    }
  }

  private Decision tap(Transaction transaction, Scan scan, List<Fingerprint> cards) {
    Fingerprint card = cards.getFirst();
    CardHolder known = transaction.holder(card);
    for (int i = 1; known == null && i < cards.size(); i++) {
      card = cards.get(i);
      known = transaction.holder(card);
    }
    Evidence evidence = scan.evidence(card.kind());
    Turn turn = turn(transaction, known, scan.room());
    return switch (Rules.judge(turn.facts())) {
      case Verdict.Arrive(CardHolder holder, String room) ->
          turn.arrive(holder, room, scan.reader(), evidence, null);
      case Verdict.Depart(CardHolder holder, Visit visit) ->
          turn.depart(visit, Ended.TAP, holder.masked());
      case Verdict.Move(CardHolder holder, Visit visit, String room) ->
          turn.move(visit, room, scan.reader(), evidence, holder.masked());
      case Verdict.AlreadyIn(CardHolder holder, Visit visit) ->
          turn.alreadyIn(visit, holder.masked());
      case Verdict.Refuse(Refusal reason) ->
          known == null
              ? turn.refuseUnknown(scan.reader(), cards.getFirst())
              : turn.refuse(known, evidence, scan.reader(), reason);
    };
  }

  /// Something was presented that holds nothing anybody can read: an image without a code, or a
  /// payload that is not [Scan#isReadable()].
  public Decision unreadable(String reader) {
    return recordLocked(
        transaction -> {
          Instant now = now();
          transaction.append(new Happening.ScanRefused(reader, Refusal.UNREADABLE, now), now);
          return new Decision.Refused(0, Refusal.UNREADABLE, null, null, List.of(), now);
        });
  }

  /// A party without cards comes in at the entrance.
  ///
  /// @param party 1 to [Rules#MAX_PARTY]
  /// @throws IllegalArgumentException if the party is smaller or larger
  public Decision guests(int party) {
    if (party < 1 || party > Rules.MAX_PARTY) {
      throw new IllegalArgumentException(
          "a party has 1 to " + Rules.MAX_PARTY + " guests, not " + party);
    }
    return recordLocked(
        transaction -> {
          Turn turn = turn(transaction, null, null);
          Refusal refusal = Rules.entry(turn.facts(), centre.kioskRoom(), party);
          return refusal == null
              ? turn.arrive(party, centre.kioskRoom(), SCREEN, null)
              : turn.refuseTouch(refusal);
        });
  }

  /// The person at the screen chooses another room: the visit is corrected if it has only just
  /// begun, else it moves; a departure made a moment ago is taken back first; someone refused
  /// because a room was full comes in here.
  public Decision chooseRoom(long offerId, String room) {
    return touched(
        offerId,
        transaction -> {
          Offer offer = offers.find(offerId);
          if (offer == null) {
            return turn(transaction, null, null).refuseTouch(Refusal.TOO_LATE);
          }
          return offer.refused() == null
              ? changeRoom(transaction, offer, room)
              : comeInElsewhere(transaction, offer, offer.refused(), room);
        });
  }

  private Decision comeInElsewhere(
      Transaction transaction, Offer offer, Refused refused, String room) {
    CardHolder holder = transaction.resident(refused.resident());
    Turn turn = turn(transaction, holder, null);
    if (holder == null || holder.inside() != null) {
      return turn.refuseTouch(Refusal.TOO_LATE);
    }
    Refusal refusal = Rules.entry(turn.facts(), room, 1);
    if (refusal != null) {
      return turn.refuseTouch(refusal);
    }
    offers.drop(offer);
    return turn.arrive(holder, room, SCREEN, refused.evidence(), null);
  }

  private Decision changeRoom(Transaction transaction, Offer offer, String room) {
    Turn turn = turn(transaction, null, null);
    Visit visit = visitOf(transaction, offer);
    boolean departed = visit != null && !visit.isOpen();
    if (visit == null || (departed && !turn.canReopen(offer.step(), visit))) {
      return turn.refuseTouch(Refusal.TOO_LATE);
    }
    boolean same = visit.room().equals(room);
    if (!same && !turn.facts().hasSpace(room, visit.party())) {
      return turn.refuseTouch(Refusal.ROOM_FULL);
    }
    Visit open = departed ? turn.reopen(visit) : visit;
    if (same) {
      return turn.alreadyIn(open, offer.who());
    }
    return Rules.isSettling(open, turn.now())
        ? turn.correct(open, room, offer.who())
        : turn.move(open, room, SCREEN, open.evidence(), offer.who());
  }

  /// The person at the screen leaves.
  public Decision leave(long offerId) {
    return touched(
        offerId,
        transaction -> {
          Turn turn = turn(transaction, null, null);
          Offer offer = offers.find(offerId);
          Visit visit = offer == null ? null : visitOf(transaction, offer);
          return offer == null || visit == null || !visit.isOpen()
              ? turn.refuseTouch(Refusal.TOO_LATE)
              : turn.depart(visit, Ended.SCREEN, offer.who());
        });
  }

  /// The person at the screen takes the last step back.
  public Decision undo(long offerId) {
    return touched(
        offerId,
        transaction -> {
          Turn turn = turn(transaction, null, null);
          Offer offer = offers.find(offerId);
          Visit visit = offer == null ? null : visitOf(transaction, offer);
          Visit undone = offer == null || visit == null ? null : turn.undo(offer.step(), visit);
          if (offer == null || undone == null) {
            return turn.refuseTouch(Refusal.TOO_LATE);
          }
          offers.drop(offer);
          return turn.undone(undone, offer.who());
        });
  }

  /// The offer that was made about this visit, for callers that name the visit; 0 if there is none.
  public long offerAbout(long visit) {
    lock.lock();
    try {
      return offers.findByVisit(visit);
    } finally {
      lock.unlock();
    }
  }

  /// Does what only staff or the clock may do, between two taps. A card that is being held goes on
  /// being held: none of it makes its next reading a tap.
  <T> T between(Function<Transaction, T> work) throws NotRecordedException {
    return between(work, () -> {});
  }

  /// The same, and runs `then` after the commit and before the next tap.
  <T> T between(Function<Transaction, T> work, Runnable then) throws NotRecordedException {
    lock.lock();
    try {
      T result = recordOrTakeBack(work);
      then.run();
      return result;
    } finally {
      lock.unlock();
    }
  }

  Turn turn(Transaction transaction, @Nullable CardHolder holder, @Nullable String room) {
    Instant now = now();
    Facts facts =
        new Facts(
            now,
            centre.hours().day(now),
            holder,
            room,
            centre.kioskRoom(),
            transaction.rooms(),
            centre.capacity());
    return new Turn(transaction, facts, offers, centre.hours());
  }

  /// After a touch the answer it was about no longer holds.
  private Decision touched(long offer, Function<Transaction, Decision> work) {
    lock.lock();
    try {
      repeats.forget(offer);
      return recordLocked(work);
    } finally {
      lock.unlock();
    }
  }

  private Decision recordLocked(Function<Transaction, Decision> work) {
    lock.lock();
    try {
      return record(work);
    } finally {
      lock.unlock();
    }
  }

  private Decision record(Function<Transaction, Decision> work) {
    try {
      return recordOrTakeBack(work);
    } catch (NotRecordedException _) {
      return new Decision.Refused(0, Refusal.NOT_RECORDED, null, null, List.of(), now());
    }
  }

  private <T> T recordOrTakeBack(Function<Transaction, T> work) throws NotRecordedException {
    offers.begin();
    try {
      return ledger.record(work);
    } catch (NotRecordedException e) {
      offers.takeBack();
      throw e;
    }
  }

  private static @Nullable Visit visitOf(Transaction transaction, Offer offer) {
    return offer.visit() == null ? null : transaction.visit(offer.visit());
  }

  private static boolean isNotRecorded(Decision decision) {
    return decision instanceof Decision.Refused refused && refused.reason() == Refusal.NOT_RECORDED;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
