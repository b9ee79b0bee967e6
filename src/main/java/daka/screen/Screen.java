package daka.screen;

import daka.checkin.Decision;
import daka.checkin.RoomSpace;
import daka.checkin.Rules;
import daka.health.Part;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
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

  private record Shown(long seq, Answer answer, Duration time, long untilNanos) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ScreenState.Centre centre;
  private final ZoneId zone;
  private final Supplier<List<RoomSpace>> occupancy;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private long version = 1;
  private long answers;
  private @Nullable Shown shown;
  private List<RoomSpace> rooms;
  private List<Part> problems = List.of();

  /// @param occupancy the rooms as of the last commit, such as `ledger::rooms`; asked whenever the
  ///   state is read, so it must neither wait nor fail
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public Screen(
      CentreSign sign,
      Supplier<List<RoomSpace>> occupancy,
      InstantSource clock,
      LongSupplier nanos) {
    this.centre = ScreenState.Centre.of(sign);
    this.zone = sign.hours().zone();
    this.occupancy = occupancy;
    this.clock = clock;
    this.nanos = nanos;
    this.rooms = occupancy.get();
  }

  /// Shows a decision in place of what is shown, and says what is shown.
  public Answer show(Decision decision) {
    Answer answer = Answer.of(decision, zone);
    Duration time = decision instanceof Decision.Repeated ? SHOWN_AGAIN : SHOWN;
    lock.lock();
    try {
      shown = new Shown(++answers, answer, time, nanos.getAsLong() + time.toNanos());
      rooms = occupancy.get();
      change();
    } finally {
      lock.unlock();
    }
    return answer;
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
        long wait = shown == null ? left : Math.min(left, shown.untilNanos() - nanos.getAsLong());
        left -= wait - changed.awaitNanos(wait);
        refresh();
      }
      return version == seen ? null : take();
    } finally {
      lock.unlock();
    }
  }

  private void refresh() {
    boolean over = shown != null && nanos.getAsLong() - shown.untilNanos() >= 0;
    if (over) {
      shown = null;
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
        OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MILLIS), zone).toString(),
        centre,
        rooms.stream().map(ScreenState.RoomView::of).toList(),
        rooms.stream().mapToInt(RoomSpace::inside).sum(),
        Rules.MAX_PARTY,
        problems.stream().noneMatch(part -> part.state() == Part.State.FAILED),
        problems,
        result());
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
