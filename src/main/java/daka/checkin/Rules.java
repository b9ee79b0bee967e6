package daka.checkin;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a tap means, as plain functions of facts and time.
public final class Rules {

  /// A second tap at the same place sooner than this after arriving does not end the visit: people
  /// tap again to be sure.
  public static final Duration SETTLING = Duration.ofMinutes(1);

  /// The same payload at the same reader within this time gets the same answer, and nothing is
  /// written.
  public static final Duration REPEAT = Duration.ofSeconds(3);

  /// For this long the person at the screen can undo, leave, or choose another room.
  public static final Duration OFFER = Duration.ofSeconds(15);

  /// The largest party of guests.
  public static final int MAX_PARTY = 20;

  private Rules() {}

  /// What to do about a tap.
  ///
  /// Staff tap all day to open the board, so a tap never ends their visit where they are: they
  /// leave by a touch. After closing time they leave by a tap as everybody does.
  public static Verdict judge(Facts facts) {
    CardHolder holder = facts.holder();
    if (holder == null) {
      return new Verdict.Refuse(Refusal.UNKNOWN_CARD);
    }
    Visit inside = holder.inside();
    if (holder.blocked()) {
      return new Verdict.Refuse(Refusal.BLOCKED);
    }
    if (isExpired(holder, facts)) {
      return new Verdict.Refuse(Refusal.EXPIRED);
    }
    if (inside == null && facts.closed() != null) {
      return new Verdict.DepartAfterClosing(holder, facts.closed());
    }
    if (inside == null) {
      String room = facts.room();
      Refusal refusal = entry(facts, room, 1);
      return refusal == null ? new Verdict.Arrive(holder, room) : new Verdict.Refuse(refusal);
    }
    if (facts.readerRoom() != null && !facts.readerRoom().equals(inside.room())) {
      Refusal refusal = space(facts, facts.readerRoom(), inside.party());
      return refusal == null
          ? new Verdict.Move(holder, inside, facts.readerRoom())
          : new Verdict.Refuse(refusal);
    }
    return holder.role() == Role.STAFF || isSettling(inside, facts.now())
        ? new Verdict.AlreadyIn(holder, inside)
        : new Verdict.Depart(holder, inside);
  }

  /// What to do about a number that was typed without a card. It comes in, or ends what a typed
  /// number began: others know it, so it must not undo what a card said.
  ///
  /// @return no [Verdict.Move]; every refusal that concerns a person is [Refusal#SEE_STAFF]
  public static Verdict judgeTyped(Facts facts) {
    CardHolder holder = facts.holder();
    if (holder == null || holder.blocked() || isExpired(holder, facts)) {
      return new Verdict.Refuse(Refusal.SEE_STAFF);
    }
    Visit inside = holder.inside();
    Visit closed = facts.closed();
    if (inside == null && closed != null) {
      return closed.isTyped()
          ? new Verdict.DepartAfterClosing(holder, closed)
          : new Verdict.Refuse(Refusal.SEE_STAFF);
    }
    if (inside == null) {
      Refusal refusal = entry(facts, facts.kioskRoom(), 1);
      return refusal == null
          ? new Verdict.Arrive(holder, facts.kioskRoom())
          : new Verdict.Refuse(refusal);
    }
    if (!inside.isTyped()) {
      return new Verdict.Refuse(Refusal.SEE_STAFF);
    }
    return isSettling(inside, facts.now())
        ? new Verdict.AlreadyIn(holder, inside)
        : new Verdict.Depart(holder, inside);
  }

  private static boolean isExpired(CardHolder holder, Facts facts) {
    return holder.expires() != null && facts.today().isAfter(holder.expires());
  }

  /// Why a party may not come in, or null if it may.
  public static @Nullable Refusal entry(Facts facts, String room, int party) {
    if (!facts.centreHasSpace(party) && !facts.isClosed(room)) {
      return Refusal.CENTRE_FULL;
    }
    return space(facts, room, party);
  }

  /// Why a party that is in the centre may not go into a room, or null if it may.
  public static @Nullable Refusal space(Facts facts, String room, int party) {
    if (facts.isClosed(room)) {
      return Refusal.ROOM_CLOSED;
    }
    return facts.hasSpace(room, party) ? null : Refusal.ROOM_FULL;
  }

  /// Whether a tap now is the departure of somebody with this visit, which closing time ended: for
  /// a while, as long as the centre has not opened again.
  ///
  /// @param afterClosing how long that is; zero if it never is
  public static boolean isAfterClosing(
      Visit visit, Instant now, Hours hours, Duration afterClosing) {
    return visit.ended() == Ended.CLOSING
        && visit.departed() != null
        && !afterClosing.isZero()
        && !now.isBefore(visit.departed())
        && !now.minus(afterClosing).isAfter(visit.departed())
        && !hours.opensWithin(visit.departed(), now);
  }

  /// Whether the visit began less than [#SETTLING] ago. A visit that seems to begin in the future,
  /// because the clock was set back, is long settled: otherwise nobody could leave until the clock
  /// has caught up.
  public static boolean isSettling(Visit visit, Instant now) {
    Duration stay = Duration.between(visit.arrived(), now);
    return !stay.isNegative() && stay.compareTo(SETTLING) < 0;
  }
}
