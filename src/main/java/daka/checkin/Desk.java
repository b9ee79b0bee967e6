package daka.checkin;

import daka.checkin.Ledger.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

  /// The reader of a visit that began with a number typed at the screen. No reader of a config can
  /// have this id.
  public static final String KEYPAD = "screen:keypad";

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Ledger ledger;
  private final CardDigests fingerprints;
  private final Offers offers;
  private final DeskTurns turns;
  private final Touches touches;
  private final Repeats repeats;
  private final TapFigures taps = new TapFigures();
  private final CardQuestion question;
  private final LongSupplier nanos;

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public Desk(
      Centre centre,
      Ledger ledger,
      CardDigests fingerprints,
      InstantSource clock,
      LongSupplier nanos) {
    this.ledger = ledger;
    this.fingerprints = fingerprints;
    this.nanos = nanos;
    this.offers = new Offers(nanos);
    this.turns = new DeskTurns(centre, clock, offers);
    this.touches = new Touches(turns, offers, centre.kioskRoom());
    this.repeats = new Repeats(nanos);
    this.question = new CardQuestion(nanos);
  }

  /// How taps were answered since the start.
  public TapFigures taps() {
    return taps;
  }

  /// What staff ask about the next card.
  CardQuestion question() {
    return question;
  }

  /// A card is presented.
  public Decision scan(Scan scan) {
    return counted(() -> answer(scan));
  }

  private Decision counted(Supplier<Decision> tap) {
    long begin = nanos.getAsLong();
    Decision decision = tap.get();
    taps.count(decision, nanos.getAsLong() - begin);
    return decision;
  }

  private Decision answer(Scan scan) {
    if (!scan.isReadable()) {
      return unreadable(scan.reader(), Refusal.UNREADABLE);
    }
    lock.lock();
    try {
      List<CardDigest> cards = fingerprints.of(scan.presented());
      CardDigest card = cards.getFirst();
      Decision first = repeats.find(scan.reader(), card);
      if (first != null) {
        return new Decision.Repeated(first, turns.now());
      }
      Decision decision =
          question.isAbout(scan.reader())
              ? record(transaction -> lookUp(transaction, scan.reader(), cards))
              : record(transaction -> tap(transaction, scan, cards));
      if (!isNotRecorded(decision)) {
        repeats.remember(scan.reader(), card, decision);
      }
      return decision;
    } finally {
      lock.unlock();
    }
  }

  /// The card is not taken for a tap, so whoever presented it is told nothing but to see the staff.
  private Decision lookUp(Transaction transaction, String reader, List<CardDigest> cards) {
    for (CardDigest card : cards) {
      CardHolder known = transaction.holder(card);
      if (known != null) {
        question.answered(new CardQuestion.State.Known(known.visitor().resident()));
        return seeStaff();
      }
    }
    String code = transaction.waitingCode(cards.getFirst(), reader, turns.now());
    question.answered(new CardQuestion.State.Unknown(code));
    return seeStaff();
  }

  private Decision tap(Transaction transaction, Scan scan, List<CardDigest> cards) {
    CardDigest card = cards.getFirst();
    CardHolder known = transaction.holder(card);
    for (int i = 1; known == null && i < cards.size(); i++) {
      card = cards.get(i);
      known = transaction.holder(card);
    }
    Evidence evidence = scan.evidence(card.kind());
    DeskTurn turn = turns.begin(transaction, known, scan.room());
    return switch (Rules.judge(turn.facts())) {
      case Verdict.Arrive(CardHolder holder, String room) ->
          turn.arrive(holder, room, scan.reader(), evidence, null);
      case Verdict.Depart(CardHolder holder, Visit visit) ->
          turn.depart(visit, Ended.TAP, holder.masked());
      case Verdict.DepartAfterClosing(CardHolder holder, Visit visit) ->
          turn.departAfterClosing(visit, evidence, holder.masked());
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

  /// The number of a phone or a card is typed at the screen, where it begins a visit or ends one
  /// that a typed number began. Refused, it leaves no trace: no entry, and no code for the staff.
  ///
  /// @return [Decision.Recorded], or [Decision.Refused] for [Refusal#SEE_STAFF], for want of space,
  ///   or because nothing could be recorded; never with anything that tells of a person
  public Decision number(CardKind kind, String number) {
    return counted(() -> answer(kind, number));
  }

  private Decision answer(CardKind kind, String number) {
    List<CardDigest> cards = fingerprints.of(new Scan.Presented.Payload(kind, number));
    CardDigest card = cards.getFirst();
    lock.lock();
    try {
      Decision first = repeats.find(KEYPAD, card);
      if (first != null) {
        return first;
      }
      Decision decision = record(transaction -> typed(transaction, cards));
      if (decision instanceof Decision.Recorded) {
        repeats.remember(KEYPAD, card, decision);
      }
      return decision;
    } finally {
      lock.unlock();
    }
  }

  private Decision typed(Transaction transaction, List<CardDigest> cards) {
    CardHolder known = null;
    for (int i = 0; known == null && i < cards.size(); i++) {
      known = transaction.holder(cards.get(i));
    }
    DeskTurn turn = turns.begin(transaction, known, null);
    return switch (Rules.judgeTyped(turn.facts())) {
      case Verdict.Arrive(CardHolder holder, String room) ->
          turn.record(holder, room, KEYPAD, Evidence.ofPayload(cards.getFirst().kind()));
      case Verdict.Depart(CardHolder _, Visit visit) -> turn.record(visit, Ended.TAP);
      case Verdict.DepartAfterClosing(CardHolder _, Visit visit) ->
          turn.record(turn.reopen(visit), Ended.TAP);
      case Verdict.AlreadyIn _ -> new Decision.Recorded(turn.now());
      case Verdict.Refuse(Refusal reason) -> seeStaff(reason);
      case Verdict.Move _ -> throw new IllegalStateException("a typed number moves nobody");
    };
  }

  /// What is answered to a number that was typed and is not looked up, such as one with a wrong
  /// code: the same as to one that nobody has.
  public Decision seeStaff() {
    return seeStaff(Refusal.SEE_STAFF);
  }

  private Decision seeStaff(Refusal reason) {
    return new Decision.Refused(0, reason, null, null, List.of(), turns.now());
  }

  /// Something was presented that holds nothing anybody can read: an image without a code, or a
  /// payload that is not [Scan#isReadable()].
  public Decision unreadable(String reader) {
    return counted(() -> unreadable(reader, Refusal.UNREADABLE));
  }

  /// A code was presented that is one of several which only together hold a text.
  public Decision partOfCode(String reader) {
    return counted(() -> unreadable(reader, Refusal.PART_OF_CODE));
  }

  private Decision unreadable(String reader, Refusal told) {
    return recordLocked(
        transaction -> {
          Instant now = turns.now();
          transaction.append(new ScanRefused(reader, Refusal.UNREADABLE, now), now);
          return new Decision.Refused(0, told, null, null, List.of(), now);
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
    return recordLocked(transaction -> touches.guests(transaction, party));
  }

  /// The person at the screen chooses another room: the visit is corrected if it has only just
  /// begun, else it moves; a departure made a moment ago is taken back first; someone refused
  /// because a room was full comes in here.
  public Decision chooseRoom(long offerId, String room) {
    return touched(offerId, transaction -> touches.chooseRoom(transaction, offerId, room));
  }

  /// The person at the screen, whose tap after closing time was taken for the departure, is coming
  /// in: the visit stands as closing time had ended it, and another begins.
  public Decision comeIn(long offerId) {
    return touched(offerId, transaction -> touches.comeIn(transaction, offerId));
  }

  /// The person at the screen leaves.
  public Decision leave(long offerId) {
    return touched(offerId, transaction -> touches.leave(transaction, offerId));
  }

  /// The person at the screen takes the last step back.
  public Decision undo(long offerId) {
    return touched(offerId, transaction -> touches.undo(transaction, offerId));
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

  /// Waits for its turn as a tap does, and does nothing with it.
  ///
  /// @throws InterruptedException if the thread is interrupted meanwhile
  public void takeTurn() throws InterruptedException {
    lock.lockInterruptibly();
    lock.unlock();
  }

  /// A turn within such work.
  DeskTurn turn(Transaction transaction, @Nullable CardHolder holder, @Nullable String room) {
    return turns.begin(transaction, holder, room);
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
      return new Decision.Refused(0, Refusal.NOT_RECORDED, null, null, List.of(), turns.now());
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

  private static boolean isNotRecorded(Decision decision) {
    return decision instanceof Decision.Refused refused && refused.reason() == Refusal.NOT_RECORDED;
  }
}
