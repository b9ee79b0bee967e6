package daka.checkin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What staff may do, and what the clock does at closing time. Safe for use by several threads.
public final class StaffDesk {
  /// The reader of a visit that staff began.
  public static final String STAFF = "staff";

  private final Desk desk;
  private final Hours hours;
  private final Predicate<Visit> seen;

  public StaffDesk(Desk desk, Hours hours) {
    this(desk, hours, _ -> true);
  }

  private StaffDesk(Desk desk, Hours hours, Predicate<Visit> seen) {
    this.desk = desk;
    this.hours = hours;
    this.seen = seen;
  }

  /// The same desk for somebody who corrects a visit only if it is as they have seen it.
  ///
  /// @param seen whether a visit is still so; asked in the transaction that would correct it
  public StaffDesk onlyIf(Predicate<Visit> seen) {
    return new StaffDesk(desk, hours, seen);
  }

  /// Asks whose a card is.
  public CardQuestion question() {
    return desk.question();
  }

  /// What came of a staff action.
  public sealed interface Outcome {
    /// Done; the visit as it is now.
    record Done(Visit visit) implements Outcome {}

    /// There is no such visit, resident or room.
    record Unknown(String what) implements Outcome {}

    /// It cannot be done, for this reason.
    record Conflict(String why) implements Outcome {}

    /// Nothing was done, since the visit is not as it was seen, but this.
    record Stale(Visit now) implements Outcome {}
  }

  /// Ends an open visit now.
  ///
  /// @throws NotRecordedException if the store could not commit
  public Outcome depart(long visitId) throws NotRecordedException {
    return about(
        visitId,
        (turn, visit) ->
            visit.isOpen()
                ? new Outcome.Done(turn.ended(visit, Ended.STAFF))
                : new Outcome.Conflict("visit " + visitId + " has already ended"));
  }

  /// Takes back a visit of today, or of the opening that has lasted since yesterday, as if it had
  /// never been.
  ///
  /// @throws NotRecordedException if the store could not commit
  public Outcome voidVisit(long visitId) throws NotRecordedException {
    return about(
        visitId,
        (turn, visit) -> {
          if (visit.ended() == Ended.VOIDED) {
            return new Outcome.Conflict("visit " + visitId + " is already voided");
          }
          return isOfToday(visit, turn)
              ? new Outcome.Done(turn.voided(visit, null))
              : new Outcome.Conflict(
                  "visit " + visitId + " began on another day; only visits of today can be voided");
        });
  }

  /// Takes back the departure of a visit of today: the visitor is still inside.
  ///
  /// @throws NotRecordedException if the store could not commit
  public Outcome reopen(long visitId) throws NotRecordedException {
    return about(
        visitId,
        (turn, visit) -> {
          if (visit.isOpen()) {
            return new Outcome.Conflict("visit " + visitId + " has not ended");
          }
          return turn.canReopen(visit) && isOfToday(visit, turn)
              ? new Outcome.Done(turn.reopen(visit))
              : new Outcome.Conflict(
                  "visit "
                      + visitId
                      + " cannot be opened again: only a visit of today that ended by a tap, a"
                      + " touch or by staff can, and only while the visitor is not inside");
        });
  }

  /// Moves an open visit to another room, whether or not there is space.
  ///
  /// @param reason why, as staff put it, if there is no space; kept in the visit log
  /// @return the visit in that room
  /// @throws NotRecordedException if the store could not commit
  public Outcome move(long visitId, String room, @Nullable String reason)
      throws NotRecordedException {
    return about(
        visitId,
        (turn, visit) -> {
          if (!visit.isOpen()) {
            return new Outcome.Conflict("visit " + visitId + " has already ended");
          }
          if (visit.room().equals(room)) {
            return new Outcome.Conflict("visit " + visitId + " is in room " + room + " already");
          }
          Refusal refusal = Rules.space(turn.facts(), room, visit.party());
          return into(
              turn,
              room,
              refusal,
              reason,
              override -> turn.moved(visit, room, STAFF, visit.evidence(), override));
        });
  }

  /// Lets a resident into a room, whether or not there is space.
  ///
  /// @param reason why, as staff put it, if there is no space; kept in the visit log
  /// @throws NotRecordedException if the store could not commit
  public Outcome admit(long resident, String room, @Nullable String reason)
      throws NotRecordedException {
    return desk.between(
        transaction -> {
          CardHolder holder = transaction.resident(resident);
          DeskTurn turn = desk.turn(transaction, holder, room);
          if (holder == null) {
            return new Outcome.Unknown("resident " + resident);
          }
          if (holder.inside() != null && isRoom(turn, room)) {
            return new Outcome.Conflict(
                "resident " + resident + " is already inside, in room " + holder.inside().room());
          }
          Refusal refusal = Rules.entry(turn.facts(), room, 1);
          return into(
              turn,
              room,
              refusal,
              reason,
              override -> turn.arrive(holder, room, STAFF, Evidence.STAFF, override).visit());
        });
  }

  /// Lets a party of guests into a room, whether or not there is space.
  ///
  /// @param party 1 to [Rules#MAX_PARTY]
  /// @param reason why, as staff put it, if there is no space; kept in the visit log
  /// @throws NotRecordedException if the store could not commit
  public Outcome admitGuests(int party, String room, @Nullable String reason)
      throws NotRecordedException {
    return desk.between(
        transaction -> {
          DeskTurn turn = desk.turn(transaction, null, room);
          Refusal refusal = Rules.entry(turn.facts(), room, party);
          return into(
              turn,
              room,
              refusal,
              reason,
              override -> turn.arrive(party, room, STAFF, override).visit());
        });
  }

  private static Outcome into(
      DeskTurn turn,
      String room,
      @Nullable Refusal refusal,
      @Nullable String reason,
      Function<@Nullable String, Visit> step) {
    if (!isRoom(turn, room)) {
      return new Outcome.Unknown("room " + room);
    }
    if (refusal != null && reason == null) {
      return new Outcome.Conflict(
          "nobody is let in (" + refusal.wireName() + "); give a reason to make an exception");
    }
    return new Outcome.Done(step.apply(refusal == null ? null : reason));
  }

  private static boolean isRoom(DeskTurn turn, String room) {
    return turn.facts().rooms().stream().anyMatch(space -> space.room().id().equals(room));
  }

  private Outcome about(long visitId, BiFunction<DeskTurn, Visit, Outcome> step)
      throws NotRecordedException {
    return desk.between(
        transaction -> {
          Visit visit = transaction.visit(visitId);
          if (visit == null) {
            return new Outcome.Unknown("visit " + visitId);
          }
          return seen.test(visit)
              ? step.apply(desk.turn(transaction, null, null), visit)
              : new Outcome.Stale(visit);
        });
  }

  /// Whether the visit began on this day or, after midnight, in the opening that still lasts.
  private boolean isOfToday(Visit visit, DeskTurn turn) {
    Instant arrived = visit.arrived();
    return hours.day(arrived).equals(hours.day(turn.now()))
        || (hours.isOpen(turn.now()) && hours.endOf(arrived).equals(hours.endOf(turn.now())));
  }

  /// Ends every visit whose time has come: at the closing time after it began, however long ago
  /// that was, also when the kiosk was off at that moment.
  ///
  /// @return the visits that were ended
  /// @throws NotRecordedException if the store could not commit
  public List<Visit> close() throws NotRecordedException {
    return desk.between(
        transaction -> {
          Instant now = now(transaction);
          List<Visit> overdue =
              transaction.openBefore(hours.lastEnd(now)).stream()
                  .filter(visit -> !hours.endOf(visit.arrived()).isAfter(now))
                  .map(visit -> visit.ended(Ended.CLOSING, hours.endOf(visit.arrived())))
                  .toList();
          overdue.forEach(visit -> transaction.append(new VisitDeparted(visit), now));
          return overdue;
        });
  }

  /// The clock was set: journals it, and puts right the visits whose times it had told wrong. One
  /// that it ended at a closing time that has not come goes on, and one whose closing time it had
  /// mistaken ends at the right one.
  ///
  /// @param by by how much it was put forward; negative if it was put back
  /// @param trust how far it can be trusted now, as a wire name
  /// @param now the time as it is now, which the desk's own clock does not show yet
  /// @param adopt has the desk's clock show it, between two taps
  /// @throws NotRecordedException if the store could not commit; nothing has changed then
  public void correctClock(Duration by, String trust, Instant now, Runnable adopt)
      throws NotRecordedException {
    desk.between(
        transaction -> {
          List<Visit> closed = transaction.correctClock(by, trust, now);
          closed.forEach(visit -> closeAnew(transaction, visit, now));
          return closed;
        },
        adopt);
  }

  private void closeAnew(Ledger.Transaction transaction, Visit visit, Instant now) {
    Instant end = hours.endOf(visit.arrived());
    if (end.isAfter(now) && !isInside(transaction, visit.visitor())) {
      transaction.append(new VisitReopened(visit.reopened(), now), now);
    } else {
      Instant estimate = end.isAfter(now) ? now : end;
      Visit ended = visit.ended(Ended.CLOSING, estimate);
      transaction.append(new VisitEstimated(ended), now);
    }
  }

  private static boolean isInside(Ledger.Transaction transaction, @Nullable Visitor visitor) {
    CardHolder holder = visitor == null ? null : transaction.resident(visitor.resident());
    return holder != null && holder.inside() != null;
  }

  private Instant now(Ledger.Transaction transaction) {
    return desk.turn(transaction, null, null).now();
  }
}
