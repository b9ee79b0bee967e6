package daka.web.devices;

import daka.health.Part;
import daka.reader.PresentedShapes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Somebody tries a reader, for [#LENGTH] at most: then it is let go of, whether or not the page
/// that began it is still there.
final class ReaderTrial implements AutoCloseable {
  /// Long enough to walk from the office to the kiosk.
  static final Duration LENGTH = Duration.ofMinutes(3);

  private final String id;
  private final PresentedShapes shapes;
  private final Supplier<Part> health;
  private final Runnable end;
  private final long endsNanos;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /// @param id that whoever asks has given it
  /// @param shapes of what is presented
  /// @param health of the reader
  /// @param end lets go of the reader; done once
  ReaderTrial(
      String id, PresentedShapes shapes, Supplier<Part> health, Duration length, Runnable end) {
    this.id = id;
    this.shapes = shapes;
    this.health = health;
    this.end = end;
    this.endsNanos = System.nanoTime() + length.toNanos();
    this.thread = Thread.ofVirtual().name("trial " + id).start(() -> run(length));
  }

  private void run(Duration length) {
    try {
      closing.await(length.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end.run();
  }

  String id() {
    return id;
  }

  PresentedShapes shapes() {
    return shapes;
  }

  Part health() {
    return health.get();
  }

  /// Whether it is over.
  boolean isOver() {
    return closing.getCount() == 0 || secondsLeft() == 0;
  }

  long secondsLeft() {
    return Math.max(0, TimeUnit.NANOSECONDS.toSeconds(endsNanos - System.nanoTime()));
  }

  /// Lets go of the reader. Returns when that is done.
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
