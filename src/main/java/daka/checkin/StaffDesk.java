package daka.checkin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What staff may do, and what the clock does at closing time. Safe for use by several threads.
public final class StaffDesk {
  /// The reader of a visit that staff began.
  public static final String STAFF = "staff";

  private final Desk desk;
  private final Hours hours;

  public StaffDesk(Desk desk, Hours hours) {
    this.desk = desk;
    this.hours = hours;
  }

  /// What came of a staff action.
  public sealed interface Outcome {
    /// Done; the visit as it is now.
    record Done(Visit visit) implements Outcome {}

    /// There is no such visit, resident or room.
    record Unknown(String what) implements Outcome {}

    /// It cannot be done, for this reason.
    record Conflict(String why) implements Outcome {}
  }

  /// Ends an open visit now.
  ///
  /// @throws NotRecordedException if the store could not commit
  public Outcome depart(long visitId) throws NotRecordedException {
    return desk.between(
        transaction -> {
          Visit visit = transaction.visit(visitId);
          if (visit == null) {
            return new Outcome.Unknown("visit " + visitId);
          }
          if (!visit.isOpen()) {
            return new Outcome.Conflict("visit " + visitId + " has already ended");
          }
          Visit ended = visit.ended(Ended.STAFF, now(transaction));
          transaction.append(new Happening.Departed(ended), now(transaction));
          return new Outcome.Done(ended);
        });
  }

  /// Takes back a visit of today, as if it had never been.
  ///
  /// @throws NotRecordedException if the store could not commit
  public Outcome voidVisit(long visitId) throws NotRecordedException {
    return desk.between(
        transaction -> {
          Turn turn = desk.turn(transaction, null, null);
          Visit visit = transaction.visit(visitId);
          if (visit == null) {
            return new Outcome.Unknown("visit " + visitId);
          }
          if (visit.ended() == Ended.VOIDED) {
            return new Outcome.Conflict("visit " + visitId + " is already voided");
          }
          if (!hours.day(visit.arrived()).equals(hours.day(turn.now()))) {
            return new Outcome.Conflict(
                "visit " + visitId + " began on another day; only visits of today can be voided");
          }
          return new Outcome.Done(turn.voided(visit, null));
        });
  }

  /// Lets a resident into a room whether or not there is space.
  ///
  /// @param reason why, as staff put it; kept in the journal
  /// @throws NotRecordedException if the store could not commit
  public Outcome admit(long resident, String room, @Nullable String reason)
      throws NotRecordedException {
    return desk.between(
        transaction -> {
          CardHolder holder = transaction.resident(resident);
          Turn turn = desk.turn(transaction, holder, room);
          if (holder == null) {
            return new Outcome.Unknown("resident " + resident);
          }
          if (turn.facts().rooms().stream().noneMatch(r -> r.room().id().equals(room))) {
            return new Outcome.Unknown("room " + room);
          }
          if (holder.inside() != null) {
            return new Outcome.Conflict(
                "resident " + resident + " is already inside, in room " + holder.inside().room());
          }
          Refusal refusal = Rules.entry(turn.facts(), room, 1);
          if (refusal != null && reason == null) {
            return new Outcome.Conflict(
                "there is no space ("
                    + refusal.wireName()
                    + "); give a reason to let the resident in");
          }
          String override = refusal == null ? null : reason;
          return new Outcome.Done(turn.arrive(holder, room, STAFF, override).visit());
        });
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
                  .map(visit -> visit.ended(Ended.CLOSING, hours.endOf(visit.arrived())))
                  .toList();
          overdue.forEach(visit -> transaction.append(new Happening.Departed(visit), now));
          return overdue;
        });
  }

  private Instant now(Ledger.Transaction transaction) {
    return desk.turn(transaction, null, null).now();
  }
}
