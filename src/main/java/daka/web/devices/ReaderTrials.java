package daka.web.devices;

import daka.health.Part;
import daka.reader.PresentedShapes;
import daka.reader.Reader;
import daka.reader.WatchedReaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The trials of readers: one at a time, so that a new one ends the one before. Safe for use by
/// several threads.
public final class ReaderTrials implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final WatchedReaders watched;
  private final Function<NewReader, Reader> readers;
  private final InstantSource clock;
  private final Duration length;
  private @Nullable ReaderTrial trial;

  /// @param watched the readers in use
  /// @param readers makes one that the config does not name
  /// @param clock says when something was presented
  public ReaderTrials(
      WatchedReaders watched, Function<NewReader, Reader> readers, InstantSource clock) {
    this(watched, readers, clock, ReaderTrial.LENGTH);
  }

  /// @param length of a trial
  ReaderTrials(
      WatchedReaders watched,
      Function<NewReader, Reader> readers,
      InstantSource clock,
      Duration length) {
    this.watched = watched;
    this.readers = readers;
    this.clock = clock;
    this.length = length;
  }

  /// Begins to watch a reader that is in use.
  ///
  /// @param id of the trial
  ReaderTrial watch(String id, String reader, Supplier<Part> health) {
    return begin(
        id,
        shapes -> {
          watched.watch(reader, shapes);
          return new Begun(health, () -> watched.leave(shapes));
        });
  }

  /// Begins to use a reader that the config does not name. What is presented at it is told to
  /// nobody else.
  ///
  /// @param id of the trial
  ReaderTrial open(String id, NewReader asked) {
    return begin(
        id,
        shapes -> {
          Reader reader = readers.apply(asked);
          reader.start(shapes);
          return new Begun(reader::health, reader::close);
        });
  }

  private record Begun(Supplier<Part> health, Runnable end) {}

  private ReaderTrial begin(String id, Function<PresentedShapes, Begun> way) {
    lock.lock();
    try {
      endNow();
      PresentedShapes shapes = new PresentedShapes(clock);
      Begun begun = way.apply(shapes);
      ReaderTrial made = new ReaderTrial(id, shapes, begun.health(), length, begun.end());
      trial = made;
      return made;
    } finally {
      lock.unlock();
    }
  }

  /// The trial of this id, if it is not over.
  Optional<ReaderTrial> find(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(trial).filter(each -> each.id().equals(id) && !each.isOver());
    } finally {
      lock.unlock();
    }
  }

  /// Ends the trial of this id, if there is one.
  ///
  /// @return whether there was one
  boolean end(String id) {
    lock.lock();
    try {
      boolean is = find(id).isPresent();
      if (is) {
        endNow();
      }
      return is;
    } finally {
      lock.unlock();
    }
  }

  private void endNow() {
    if (trial != null) {
      trial.close();
      trial = null;
    }
  }

  /// Ends the trial there is.
  @Override
  public void close() {
    lock.lock();
    try {
      endNow();
    } finally {
      lock.unlock();
    }
  }
}
