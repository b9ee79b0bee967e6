package daka.health;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How far long work is. Whoever does the work says which step begins ([#step]), and whoever is
/// curious looks at it from another thread ([#look]). Where nobody does, a step costs nothing, and
/// what is counted anyway is read only when it is looked at: nothing is done for each row.
///
/// Work that consists of several stages says so first ([#stages]), and how much of the time each
/// takes as a rule, so that the time left is that of all of it.
public final class Progress {
  private static final ScopedValue<Progress> LOOKED_AT = ScopedValue.newInstance();

  private final LongSupplier nanos;
  private volatile @Nullable Step step;

  /// @param nanos monotonic time, as of `System.nanoTime`
  public Progress(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// @param course what this is a step of, or null if it stands alone
  private record Step(
      String what, long total, LongSupplier done, long since, @Nullable Course course) {}

  /// @param shares how much of the time each stage takes, in any unit
  /// @param stage the one that is under way, from 1
  private record Course(String what, List<Integer> shares, int stage, long since) {

    /// How much of the work is done, 0 to 1, if so much of the stage is.
    private double done(double ofStage) {
      int before = shares.stream().limit(stage - 1L).mapToInt(Integer::intValue).sum();
      int all = shares.stream().mapToInt(Integer::intValue).sum();
      return (before + shares.get(stage - 1) * ofStage) / all;
    }
  }

  /// How far it is at one moment.
  ///
  /// @param stage of what the step is a part, or null if it stands alone
  /// @param what is being done
  /// @param done how much of `total` is done, never more than it
  /// @param total 0 if it is not known
  /// @param left how long the rest takes at the pace up to now, of all stages if there are several;
  ///   null while that is not known
  public record Seen(
      @Nullable Stage stage, String what, long done, long total, @Nullable Duration left) {

    /// In a line: `proving the journal: 12,000 of 90,000, about 13 s left`. With stages: `putting
    /// the records in order, 3 of 7, proving the journal: 12,000 of 90,000, about 2 min left`.
    @Override
    public String toString() {
      String text =
          total == 0 ? what : String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total);
      String all =
          stage == null
              ? text
              : stage.what() + ", " + stage.number() + " of " + stage.of() + ", " + text;
      return left == null ? all : all + ", about " + spelled(left) + " left";
    }

    private static String spelled(Duration left) {
      long seconds = left.plusMillis(999).toSeconds();
      return seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
  }

  /// One of the stages of work.
  ///
  /// @param what all of them do together
  /// @param number which one it is, from 1
  /// @param of how many there are
  public record Stage(String what, int number, int of) {}

  /// Does work whose steps can be looked at meanwhile.
  public <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
    try {
      return ScopedValue.where(LOOKED_AT, this).call(work);
    } finally {
      step = null;
    }
  }

  /// Says that the work of this thread consists of as many stages as there are shares, and begins
  /// the first.
  ///
  /// @param what all of them do together
  /// @param first what the first one does
  /// @param shares how much of the time each takes as a rule, in any unit, such as in percent
  public static void stages(String what, String first, List<Integer> shares) {
    if (LOOKED_AT.isBound()) {
      Progress progress = LOOKED_AT.get();
      long now = progress.nanos.getAsLong();
      progress.step = new Step(first, 0, () -> 0, now, new Course(what, shares, 1, now));
    }
  }

  /// Says that the next stage begins.
  ///
  /// @param what it does
  /// @throws IllegalStateException if there was none, or that was the last
  public static void nextStage(String what) {
    if (LOOKED_AT.isBound()) {
      Progress progress = LOOKED_AT.get();
      Step last = progress.step;
      Course course = last == null ? null : last.course();
      if (course == null || course.stage() == course.shares().size()) {
        throw new IllegalStateException("there is no stage left for " + what);
      }
      Course next = new Course(course.what(), course.shares(), course.stage() + 1, course.since());
      progress.step = new Step(what, 0, () -> 0, progress.nanos.getAsLong(), next);
    }
  }

  /// Says that the work of this thread is at another step now, if anybody looks.
  ///
  /// @param total how much there is to do; 0 if that is not known
  /// @param done how much is done, asked from another thread at any time; it may lag behind
  public static void step(String what, long total, LongSupplier done) {
    if (LOOKED_AT.isBound()) {
      Progress progress = LOOKED_AT.get();
      Step last = progress.step;
      progress.step =
          new Step(
              what,
              Math.max(0, total),
              done,
              progress.nanos.getAsLong(),
              last == null ? null : last.course());
    }
  }

  /// A step of which nothing is known but what it does.
  public static void step(String what) {
    step(what, 0, () -> 0);
  }

  /// Says that the last step is over, and that what follows takes no time that is worth telling.
  /// Among stages the next one says so.
  public static void over() {
    if (LOOKED_AT.isBound()) {
      Progress progress = LOOKED_AT.get();
      Step last = progress.step;
      if (last != null && last.course() == null) {
        progress.step = null;
      }
    }
  }

  /// How far it is now; empty if no step has begun, or all is done.
  public Optional<Seen> look() {
    Step now = step;
    if (now == null) {
      return Optional.empty();
    }
    long done = Math.clamp(now.done.getAsLong(), 0, now.total);
    double share = now.total == 0 ? 0 : (double) done / now.total;
    Course course = now.course;
    return Optional.of(
        course == null
            ? new Seen(null, now.what, done, now.total, left(share, now.since))
            : new Seen(
                new Stage(course.what, course.stage, course.shares.size()),
                now.what,
                done,
                now.total,
                left(course.done(share), course.since)));
  }

  private @Nullable Duration left(double share, long since) {
    return share == 0 || share == 1
        ? null
        : Duration.ofNanos((long) ((nanos.getAsLong() - since) / share * (1 - share)));
  }
}
