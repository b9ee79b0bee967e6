package daka.board;

import daka.checkin.Hours;
import daka.screen.Screen;
import daka.store.journal.Cursors;
import daka.store.journal.Journal;
import daka.store.register.Cards;
import daka.store.visits.DayLog;
import daka.upkeep.RepeatedTask;
import java.time.Duration;
import java.time.InstantSource;

/// Keeps the screen up to date with what is committed. It is a reader of the journal like any
/// other: what staff or closing time change is shown as soon as it is in there. The figures of the
/// day are counted anew after that, and now and then because they age, but not for each tap of a
/// crowd.
public final class ScreenFeed implements AutoCloseable {
  private static final Duration CROWD = Duration.ofMillis(200);
  private static final Duration AGED = Duration.ofSeconds(2);

  private final Journal journal;
  private final Screen screen;
  private final BoardFigures figures;
  private final RepeatedTask rounds;
  private long seen;

  /// Begins to feed the screen.
  public ScreenFeed(
      Journal journal,
      Screen screen,
      DayLog log,
      Cards cards,
      Cursors cursors,
      Hours hours,
      InstantSource clock) {
    this.journal = journal;
    this.screen = screen;
    this.figures = new BoardFigures(log, cards, cursors, hours, clock);
    this.seen = journal.head();
    this.rounds = new RepeatedTask("screen-feed", CROWD, this::feed);
  }

  private void feed() {
    screen.board(figures.now());
    try {
      if (journal.awaitAfter(seen, AGED)) {
        seen = journal.head();
        screen.roomsChanged();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    rounds.interrupt();
  }
}
