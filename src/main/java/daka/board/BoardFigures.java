package daka.board;

import daka.checkin.Hours;
import daka.checkin.Names;
import daka.screen.BoardView;
import daka.screen.BoardView.Happened;
import daka.screen.BoardView.WaitingView;
import daka.store.file.StoreException;
import daka.store.journal.Cursors;
import daka.store.register.Cards;
import daka.store.register.WaitingCard;
import daka.store.visits.DayLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Puts together what the board tells of the day. Not safe for several threads.
public final class BoardFigures {
  private static final int LATEST = 8;
  private static final int WAITING = 6;

  /// How many weeks before make up what is usual.
  private static final int WEEKS = 4;

  private static final Duration REFUSED_WITHIN = Duration.ofMinutes(30);

  private final DayLog log;
  private final Cards cards;
  private final Cursors cursors;
  private final Hours hours;
  private final InstantSource clock;
  private @Nullable LocalDate day;
  private List<Double> usual = List.of();
  private BoardView last = BoardView.EMPTY;
  private boolean failing;

  public BoardFigures(DayLog log, Cards cards, Cursors cursors, Hours hours, InstantSource clock) {
    this.log = log;
    this.cards = cards;
    this.cursors = cursors;
    this.hours = hours;
    this.clock = clock;
  }

  /// The figures now, or the last ones if the database cannot be read, which the health page tells.
  public BoardView now() {
    try {
      last = count();
      failing = false;
    } catch (StoreException e) {
      if (!failing) {
        Logger.warn("the board shows old figures: {}", e.getMessage());
      }
      failing = true;
    }
    return last;
  }

  private BoardView count() {
    Instant now = clock.instant();
    LocalDate today = hours.day(now);
    if (!today.equals(day)) {
      usual = usual(today);
      day = today;
    }
    List<WaitingCard> waiting = cards.waiting();
    return new BoardView(
        Arrays.stream(log.arrivals(today)).boxed().toList(),
        usual,
        log.latest(LATEST).stream().map(BoardFigures::happened).toList(),
        waiting.stream().limit(WAITING).map(this::waiting).toList(),
        waiting.size(),
        log.refusedSince(now.minus(REFUSED_WITHIN)),
        cursors.setAsideCount());
  }

  /// Weeks in which nobody came, such as those before the kiosk was set up, do not count.
  private List<Double> usual(LocalDate today) {
    double[] sum = new double[24];
    int weeks = 0;
    for (int week = 1; week <= WEEKS; week++) {
      int[] arrivals = log.arrivals(today.minusWeeks(week));
      if (Arrays.stream(arrivals).sum() > 0) {
        weeks++;
        Arrays.setAll(sum, hour -> sum[hour] + arrivals[hour]);
      }
    }
    int counted = Math.max(1, weeks);
    return Arrays.stream(sum).mapToObj(hour -> Math.round(hour * 10 / counted) / 10.0).toList();
  }

  private static Happened happened(DayLog.Happened entry) {
    if (entry.typed()) {
      return new Happened("recorded", null, null, null, null, entry.at());
    }
    String what =
        switch (entry.type()) {
          case "voided" -> "undone";
          case "daka.scan.refused" -> "refused";
          default -> entry.type();
        };
    return new Happened(
        what,
        entry.reason(),
        entry.name() == null ? null : Names.mask(entry.name()),
        entry.party() == 0 ? null : entry.party(),
        entry.room(),
        entry.at());
  }

  private WaitingView waiting(WaitingCard card) {
    OffsetDateTime at =
        OffsetDateTime.ofInstant(card.at().truncatedTo(ChronoUnit.MILLIS), hours.zone());
    return new WaitingView(card.code(), at.toString());
  }
}
