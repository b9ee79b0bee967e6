package daka.screen;

import daka.checkin.Decision;
import daka.checkin.Hours;
import daka.checkin.MaskedHolder;
import daka.checkin.Refusal;
import daka.checkin.RoomSpace;
import daka.checkin.Rules;
import daka.health.Part;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
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

  private record Shown(long seq, Answer answer, Duration time, long untilNanos) {}

  private record Call(ScreenState.Called called, long untilNanos) {}

  private static final Duration NEVER = Duration.ofDays(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ScreenState.Centre centre;
  private final Hours hours;
  private final int volume;
  private final Supplier<List<RoomSpace>> occupancy;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final StaffSessions sessions;
  private long version = 1;
  private long answers;
  private long calls;
  private long touchedNanos;
  private @Nullable Shown shown;
  private List<RoomSpace> rooms;
  private List<Part> problems = List.of();
  private BoardView board = BoardView.EMPTY;
  private ScreenState.@Nullable Staff staff;
  private @Nullable Call call;

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
    this.centre = ScreenState.Centre.of(sign);
    this.hours = sign.hours();
    this.volume = volume;
    this.sessions = new StaffSessions(nanos);
    this.occupancy = occupancy;
    this.clock = clock;
    this.nanos = nanos;
    this.rooms = occupancy.get();
    this.touchedNanos = nanos.getAsLong();
  }

  /// The members of staff at this kiosk's screens.
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
      boolean newer = shown != null && !Long.toString(offer).equals(shown.answer().offer());
      return newer && isTooLate(decision) ? Answer.of(decision, hours) : show(decision);
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
      shown = new Shown(++answers, answer, time, nanos.getAsLong() + time.toNanos());
      rooms = occupancy.get();
      touched();
      change();
    } finally {
      lock.unlock();
    }
    return answer;
  }

  /// Shows the decision about a staff card that was presented, and opens the board with it.
  public Answer showToStaff(Decision decision, MaskedHolder who) {
    lock.lock();
    try {
      closeStaff();
      Answer answer = show(decision);
      staff = new ScreenState.Staff(sessions.open(who.name()), who.name(), answers, true);
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /// Locks the screens, or the one screen on which this session was opened.
  ///
  /// @param key of the session; one that has ended already is no mistake
  public void lock(String key) {
    lock.lock();
    try {
      sessions.close(key);
      refresh();
    } finally {
      lock.unlock();
    }
  }

  private void closeStaff() {
    if (staff != null) {
      sessions.close(staff.key());
      staff = null;
    }
  }

  /// Somebody calls the staff.
  public void call() {
    lock.lock();
    try {
      refresh();
      String since = call == null ? time() : call.called().at();
      call = new Call(new ScreenState.Called(++calls, since), nanos.getAsLong() + CALLED.toNanos());
      touched();
      change();
    } finally {
      lock.unlock();
    }
  }

  /// A member of staff goes to whoever called. That nobody calls any more is no mistake.
  public void answerCall() {
    lock.lock();
    try {
      if (call != null) {
        call = null;
        change();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Somebody is at the screen: a finger touched it.
  public void touched() {
    lock.lock();
    try {
      touchedNanos = nanos.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  /// How long nobody has touched the screen, tapped or called.
  public Duration untouched() {
    lock.lock();
    try {
      return Duration.ofNanos(nanos.getAsLong() - touchedNanos);
    } finally {
      lock.unlock();
    }
  }

  /// Shows what there is to tell of the day.
  public void board(BoardView now) {
    lock.lock();
    try {
      if (!now.equals(board)) {
        board = now;
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
      if (!unwell.equals(problems)) {
        problems = unwell;
        change();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The state now.
  public ScreenState state() {
    lock.lock();
    try {
      refresh();
      return take();
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
        long wait = Math.min(left, untilOver());
        left -= wait - changed.awaitNanos(wait);
        refresh();
      }
      return version == seen ? null : take();
    } finally {
      lock.unlock();
    }
  }

  /// Nanoseconds until something that is shown leaves by itself.
  private long untilOver() {
    long answer = shown == null ? NEVER.toNanos() : shown.untilNanos() - nanos.getAsLong();
    long session = staff == null ? NEVER.toNanos() : sessions.left(staff.key()).toNanos();
    long calling = call == null ? NEVER.toNanos() : call.untilNanos() - nanos.getAsLong();
    return Math.min(answer, Math.min(session, calling));
  }

  private void refresh() {
    boolean over = false;
    if (shown != null && nanos.getAsLong() - shown.untilNanos() >= 0) {
      shown = null;
      over = true;
    }
    if (staff != null && sessions.left(staff.key()).isZero()) {
      closeStaff();
      over = true;
    }
    if (call != null && nanos.getAsLong() - call.untilNanos() >= 0) {
      call = null;
      over = true;
    }
    List<RoomSpace> now = occupancy.get();
    if (over || !now.equals(rooms)) {
      rooms = now;
      change();
    }
  }

  private void change() {
    version++;
    changed.signalAll();
  }

  private ScreenState take() {
    return new ScreenState(
        version,
        time(),
        centre,
        rooms.stream().map(ScreenState.RoomView::of).toList(),
        rooms.stream().mapToInt(RoomSpace::inside).sum(),
        Rules.MAX_PARTY,
        problems.stream().noneMatch(part -> part.state() == Part.State.FAILED),
        problems,
        volume,
        board,
        staff == null ? null : staff.after(answers),
        call == null ? null : call.called(),
        result());
  }

  private String time() {
    return OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MILLIS), hours.zone())
        .toString();
  }

  private ScreenState.@Nullable Result result() {
    if (shown == null) {
      return null;
    }
    long left = Duration.ofNanos(shown.untilNanos() - nanos.getAsLong()).toMillis();
    return new ScreenState.Result(
        shown.seq(), shown.time().toMillis(), Math.max(0, left), shown.answer());
  }
}
