package daka.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// What the program has logged in the last day, for whoever cannot ask systemd's journal. Kept in
/// memory alone, which costs the disk nothing, and bounded: of a flood the latest is kept.
///
/// Safe for use by several threads.
public final class RecentLog {
  /// How long a line is kept.
  public static final Duration KEPT = Duration.ofDays(1);

  /// How many characters are kept of all.
  static final int MOST = 200_000;

  /// The longest line, with the trace of an exception.
  static final int LONGEST = 4_000;

  private static final RecentLog OF_PROGRAM = new RecentLog();

  private record Line(Instant at, String text) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Line> lines = new ArrayDeque<>();
  private int size;
  private boolean isWhole = true;

  /// What is kept.
  ///
  /// @param lines the oldest first; each may have several lines of its own
  /// @param isWhole false if there was more in this time than is kept
  public record Kept(List<String> lines, boolean isWhole) {}

  RecentLog() {}

  /// That of this process.
  public static RecentLog ofProgram() {
    return OF_PROGRAM;
  }

  /// Keeps what was logged.
  ///
  /// @param text as it was written, with or without a line end
  public void add(Instant at, String text) {
    String kept =
        text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text.stripTrailing();
    lock.lock();
    try {
      lines.addLast(new Line(at, kept));
      size += kept.length();
      while (size > MOST) {
        size -= lines.removeFirst().text().length();
        isWhole = false;
      }
    } finally {
      lock.unlock();
    }
  }

  /// All that was logged within [#KEPT].
  public Kept lines(Instant now) {
    lock.lock();
    try {
      Instant since = now.minus(KEPT);
      while (!lines.isEmpty() && lines.getFirst().at().isBefore(since)) {
        size -= lines.removeFirst().text().length();
        isWhole = true;
      }
      return new Kept(lines.stream().map(Line::text).toList(), isWhole);
    } finally {
      lock.unlock();
    }
  }
}
