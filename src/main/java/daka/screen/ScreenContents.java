package daka.screen;

import daka.checkin.Hours;
import daka.checkin.Names;
import daka.checkin.RoomSpace;
import daka.checkin.Rules;
import daka.health.Part;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the screen shows: the answer to the last tap, a call for the staff, the rooms, the day, and
/// what is wrong. An answer and a call leave by themselves when their time is over.
///
/// Methods that say so tell whether something has changed. Not safe for several threads: the
/// [Screen] guards it.
final class ScreenContents {
  private static final Duration NEVER = Duration.ofDays(1);

  private record Shown(long seq, Answer answer, Duration time, long untilNanos) {}

  /// What a staff card has opened last.
  ///
  /// @param opening its number among the sessions
  /// @param seq the answer to the tap
  private record Opened(long opening, long seq) {}

  private record Call(ScreenState.Called called, long untilNanos) {}

  private final CentreSign sign;
  private final Hours hours;
  private final int volume;
  private final Supplier<List<RoomSpace>> occupancy;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final StaffSessions sessions;
  private long answers;
  private long answeredNanos;
  private long calls;
  private long touchedNanos;
  private @Nullable Shown shown;
  private List<RoomSpace> rooms;
  private LocalDate day;
  private ScreenState.Centre centre;
  private List<Part> problems = List.of();
  private BoardView board = BoardView.EMPTY;
  private @Nullable Opened opened;
  private long sessionChanges;
  private @Nullable Call call;
  private ScreenState.@Nullable Opening opening;
  private @Nullable SetupInvitation invites;
  private long invitationChanges;

  ScreenContents(
      CentreSign sign,
      Supplier<List<RoomSpace>> occupancy,
      InstantSource clock,
      LongSupplier nanos,
      int volume,
      StaffSessions sessions) {
    this.sign = sign;
    this.hours = sign.hours();
    this.volume = volume;
    this.sessions = sessions;
    this.occupancy = occupancy;
    this.clock = clock;
    this.nanos = nanos;
    this.rooms = occupancy.get();
    this.day = hours.openingDay(clock.instant());
    this.centre = ScreenState.Centre.of(sign, clock.instant());
    this.touchedNanos = nanos.getAsLong();
  }

  /// Whether an answer is shown, and not the one that made this offer.
  boolean isPast(long offer) {
    return shown != null && !Long.toString(offer).equals(shown.answer().offer());
  }

  /// Shows an answer for a time, in place of what is shown.
  void show(Answer answer, Duration time) {
    answeredNanos = nanos.getAsLong();
    shown = new Shown(++answers, answer, time, answeredNanos + time.toNanos());
    rooms = occupancy.get();
    touched();
  }

  /// The card that was answered last has opened the board.
  ///
  /// @param opening its number among the sessions
  void opened(long opening) {
    opened = new Opened(opening, answers);
  }

  /// What a page shows of the member of staff who has unlocked it.
  ScreenState.Staff staff(StaffSessions.Session session) {
    String who = Names.mask(session.who().name());
    Boolean administrator = session.who().administrator() ? Boolean.TRUE : null;
    Opened card = opened;
    return card != null && card.opening() == session.opening()
        ? new ScreenState.Staff(
            session.opening(), who, card.seq(), card.seq() == answers, administrator)
        : new ScreenState.Staff(
            session.opening(), who, null, !answeredSince(session), administrator);
  }

  /// Whether somebody was answered after a PIN was typed.
  private boolean answeredSince(StaffSessions.Session session) {
    return answers > 0 && answeredNanos - session.beganNanos() > 0;
  }

  /// Somebody calls the staff, perhaps again.
  void call() {
    String since = call == null ? time() : call.called().at();
    call =
        new Call(
            new ScreenState.Called(++calls, since), nanos.getAsLong() + Screen.CALLED.toNanos());
    touched();
  }

  /// @return whether somebody was calling
  boolean answerCall() {
    boolean calling = call != null;
    call = null;
    return calling;
  }

  void touched() {
    touchedNanos = nanos.getAsLong();
  }

  Duration untouched() {
    return Duration.ofNanos(nanos.getAsLong() - touchedNanos);
  }

  /// @return whether it has changed
  boolean board(BoardView now) {
    boolean changed = !now.equals(board);
    board = now;
    return changed;
  }

  /// @param unwell the parts that are not well
  /// @return whether they are others than before
  boolean problems(List<Part> unwell) {
    boolean changed = !unwell.equals(problems);
    problems = unwell;
    return changed;
  }

  /// No tap can be recorded yet.
  void opening(ScreenState.Opening now) {
    opening = now;
  }

  /// Shows from now on how somebody becomes the first administrator, as long as that is open.
  void invite(SetupInvitation invitation) {
    invites = invitation;
  }

  /// Takes away what has had its time, and takes up what changed elsewhere.
  ///
  /// @return whether something has changed
  boolean refresh() {
    boolean over = false;
    if (shown != null && nanos.getAsLong() - shown.untilNanos() >= 0) {
      shown = null;
      over = true;
    }
    long sessionsNow = sessions.review();
    if (sessionsNow != sessionChanges) {
      sessionChanges = sessionsNow;
      over = true;
    }
    if (call != null && nanos.getAsLong() - call.untilNanos() >= 0) {
      call = null;
      over = true;
    }
    long invitationNow = invites == null ? 0 : invites.review();
    if (invitationNow != invitationChanges) {
      invitationChanges = invitationNow;
      over = true;
    }
    List<RoomSpace> now = occupancy.get();
    LocalDate today = hours.openingDay(clock.instant());
    ScreenState.Centre open = ScreenState.Centre.of(sign, clock.instant());
    boolean changed = over || !now.equals(rooms) || !today.equals(day) || !open.equals(centre);
    rooms = now;
    day = today;
    centre = open;
    return changed;
  }

  /// Nanoseconds until something that is shown leaves by itself.
  long untilOver() {
    long answer = shown == null ? NEVER.toNanos() : shown.untilNanos() - nanos.getAsLong();
    long session = sessions.untilNext(NEVER.toNanos());
    long calling = call == null ? NEVER.toNanos() : call.untilNanos() - nanos.getAsLong();
    long code = invites == null ? NEVER.toNanos() : invites.untilOver(NEVER.toNanos());
    return Math.min(Math.min(answer, code), Math.min(session, calling));
  }

  /// All of it, as a page shows it that is locked.
  ScreenState state(long version) {
    return new ScreenState(
        version,
        time(),
        centre,
        rooms.stream().map(space -> ScreenState.RoomView.of(space, day)).toList(),
        rooms.stream().mapToInt(RoomSpace::inside).sum(),
        Rules.MAX_PARTY,
        problems.stream().noneMatch(part -> part.state() == Part.State.FAILED),
        problems,
        volume,
        board,
        null,
        call == null ? null : call.called(),
        result(),
        opening,
        setup());
  }

  private String time() {
    return OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MILLIS), hours.zone())
        .toString();
  }

  private ScreenState.@Nullable Setup setup() {
    SetupInvitation invitation = invites;
    return invitation == null ? null : invitation.view(clock.instant(), hours.zone());
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
