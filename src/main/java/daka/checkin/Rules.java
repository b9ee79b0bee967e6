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
  /// leave by a touch.
  public static Verdict judge(Facts facts) {
    CardHolder holder = facts.holder();
    if (holder == null) {
      return new Verdict.Refuse(Refusal.UNKNOWN_CARD);
    }
    Visit inside = holder.inside();
    if (holder.blocked()) {
      return new Verdict.Refuse(Refusal.BLOCKED);
    }
    if (holder.expires() != null && facts.today().isAfter(holder.expires())) {
      return new Verdict.Refuse(Refusal.EXPIRED);
    }
    if (inside == null) {
      String room = facts.readerRoom() == null ? facts.kioskRoom() : facts.readerRoom();
      Refusal refusal = entry(facts, room, 1);
      return refusal == null ? new Verdict.Arrive(holder, room) : new Verdict.Refuse(refusal);
    }
    if (facts.readerRoom() != null && !facts.readerRoom().equals(inside.room())) {
      return facts.hasSpace(facts.readerRoom(), inside.party())
          ? new Verdict.Move(holder, inside, facts.readerRoom())
          : new Verdict.Refuse(Refusal.ROOM_FULL);
    }
    return holder.role() == Role.STAFF || isSettling(inside, facts.now())
        ? new Verdict.AlreadyIn(holder, inside)
        : new Verdict.Depart(holder, inside);
  }

  /// Why a party may not come in, or null if it may.
  public static @Nullable Refusal entry(Facts facts, String room, int party) {
    if (!facts.centreHasSpace(party)) {
      return Refusal.CENTRE_FULL;
    }
    return facts.hasSpace(room, party) ? null : Refusal.ROOM_FULL;
  }

  /// Whether the visit began less than [#SETTLING] ago. A visit that seems to begin in the future,
  /// because the clock was set back, is long settled: otherwise nobody could leave until the clock
  /// has caught up.
  public static boolean isSettling(Visit visit, Instant now) {
    Duration stay = Duration.between(visit.arrived(), now);
    return !stay.isNegative() && stay.compareTo(SETTLING) < 0;
  }
}
