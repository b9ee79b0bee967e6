package daka.screen;

import daka.checkin.Decision;
import daka.checkin.Hours;
import daka.checkin.Refusal;
import daka.checkin.RoomSpace;
import daka.checkin.Rules;
import daka.checkin.StaffMember;
import daka.health.Part;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one state all pages show.
///
/// Those who show it read it as the journal is read, each with its own cursor: they wait for a
/// state later than the last they saw. So a slow or stuck page makes nobody wait, and one that
/// falls behind skips to the latest. An answer leaves by itself when its time is over; that time is
/// monotonic, so setting the clock neither keeps it nor drops it.
///
/// Safe for use by several threads.
public final class Screen {
  /// How long an answer is shown: as long as the offer in it holds.
  public static final Duration SHOWN = Rules.OFFER;

  /// How long a repeated answer is shown. Its offer was made with the first answer, up to
  /// [Rules#REPEAT] before.
  public static final Duration SHOWN_AGAIN = Rules.OFFER.minus(Rules.REPEAT);

  /// How long a call for the staff is shown if nobody answers it.
  public static final Duration CALLED = Duration.ofMinutes(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Hours hours;
  private final StaffSessions sessions;
  private final ScreenContents contents;
  private long version = 1;

  /// @param occupancy the rooms as of the last commit, such as `ledger::rooms`; asked whenever the
  ///   state is read, so it must neither wait nor fail
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @param volume how loud the pages are, 0 to 100
  public Screen(
      CentreSign sign,
      Supplier<List<RoomSpace>> occupancy,
      InstantSource clock,
      LongSupplier nanos,
      int volume) {
    this(sign, occupancy, clock, nanos, volume, new StaffSessions(nanos, _ -> true));
  }

  /// The same.
  ///
  /// @param sessions the pages that staff have unlocked
  public Screen(
      CentreSign sign,
      Supplier<List<RoomSpace>> occupancy,
      InstantSource clock,
      LongSupplier nanos,
      int volume,
      StaffSessions sessions) {
    this.hours = sign.hours();
    this.sessions = sessions;
    this.contents = new ScreenContents(sign, occupancy, clock, nanos, volume, sessions);
    sessions.tell(this::roomsChanged);
  }

  /// The pages that staff have unlocked.
  public StaffSessions sessions() {
    return sessions;
  }

  /// Shows a decision about a touch, and gives the answer. A touch that came too late takes nothing
  /// newer from the screen than what it was meant for.
  ///
  /// @param offer what was touched
  public Answer show(Decision decision, long offer) {
    lock.lock();
    try {
      refresh();
      return contents.isPast(offer) && isTooLate(decision)
          ? Answer.of(decision, hours)
          : show(decision);
    } finally {
      lock.unlock();
    }
  }

  private static boolean isTooLate(Decision decision) {
    return decision instanceof Decision.Refused refused && refused.reason() == Refusal.TOO_LATE;
  }

  /// Shows a decision in place of what is shown, and gives the answer.
  public Answer show(Decision decision) {
    Answer answer = Answer.of(decision, hours);
    Duration time = decision instanceof Decision.Repeated ? SHOWN_AGAIN : SHOWN;
    lock.lock();
    try {
      contents.show(answer, time);
      change();
    } finally {
      lock.unlock();
    }
    return answer;
  }

  /// Shows the decision about a staff card that was presented, and opens the board with it on the
  /// pages that are open now.
  public Answer showToStaff(Decision decision, StaffMember who) {
    lock.lock();
    try {
      Answer answer = show(decision);
      contents.opened(sessions.openAll(who));
      change();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /// Unlocks one page, on which a member of staff has typed a PIN.
  public void unlock(PageKey page, StaffMember who) {
    lock.lock();
    try {
      sessions.open(page, who);
      change();
    } finally {
      lock.unlock();
    }
  }

  /// Locks a page. That it is locked already is no mistake.
  ///
  /// @param everywhere whether all pages are locked that the same card has unlocked
  public void lock(PageKey page, boolean everywhere) {
    sessions.close(page, everywhere);
    roomsChanged();
  }

  /// The member of staff who has unlocked a page, or null if it is locked. Asks the register, so it
  /// is not for those who hold up a tap.
  public ScreenState.@Nullable Staff staffOn(PageKey page) {
    StaffSessions.Session session = sessions.of(page);
    if (session == null) {
      return null;
    }
    lock.lock();
    try {
      return contents.staff(session);
    } finally {
      lock.unlock();
    }
  }

  /// Somebody calls the staff.
  public void call() {
    lock.lock();
    try {
      refresh();
      contents.call();
      change();
    } finally {
      lock.unlock();
    }
  }

  /// A member of staff goes to whoever called. That nobody calls any more is no mistake.
  public void answerCall() {
    lock.lock();
    try {
      if (contents.answerCall()) {
        change();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Shows from now on how somebody becomes the first administrator, as long as that is open.
  public void invite(SetupInvitation invitation) {
    lock.lock();
    try {
      contents.invite(invitation);
      refresh();
    } finally {
      lock.unlock();
    }
    invitation.tell(this::roomsChanged);
  }

  /// Somebody is at the screen: a finger touched it.
  public void touched() {
    lock.lock();
    try {
      contents.touched();
    } finally {
      lock.unlock();
    }
  }

  /// How long nobody has touched the screen, tapped or called.
  public Duration untouched() {
    lock.lock();
    try {
      return contents.untouched();
    } finally {
      lock.unlock();
    }
  }

  /// Shows what there is to tell of the day.
  public void board(BoardView now) {
    lock.lock();
    try {
      if (contents.board(now)) {
        change();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes up rooms or numbers that changed without an answer, such as a visit that staff ended.
  /// Without this the pages learn of it when they next read the state.
  public void roomsChanged() {
    lock.lock();
    try {
      refresh();
    } finally {
      lock.unlock();
    }
  }

  /// Shows how the parts of the kiosk are; those that are well are left out.
  public void health(List<Part> parts) {
    List<Part> unwell = parts.stream().filter(part -> part.state() != Part.State.OK).toList();
    lock.lock();
    try {
      if (contents.problems(unwell)) {
        change();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Shows that no tap can be recorded yet, and why.
  public void opening(ScreenState.Opening now) {
    lock.lock();
    try {
      contents.opening(now);
      change();
    } finally {
      lock.unlock();
    }
  }

  /// The state now, as a page shows it that is locked.
  public ScreenState state() {
    lock.lock();
    try {
      refresh();
      return contents.state(version);
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a state later than the one with this version.
  ///
  /// @param seen the version last seen, or 0 to get the state at once
  /// @param patience how long to wait at most
  /// @return the latest state, or null if nothing has changed
  /// @throws InterruptedException if the thread is interrupted while it waits
  public @Nullable ScreenState stateAfter(long seen, Duration patience)
      throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      refresh();
      while (version == seen && left > 0) {
        long wait = Math.min(left, contents.untilOver());
        left -= wait - changed.awaitNanos(wait);
        refresh();
      }
      return version == seen ? null : contents.state(version);
    } finally {
      lock.unlock();
    }
  }

  private void refresh() {
    if (contents.refresh()) {
      change();
    }
  }

  private void change() {
    version++;
    changed.signalAll();
  }
}
