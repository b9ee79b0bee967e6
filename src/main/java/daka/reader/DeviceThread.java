package daka.reader;

import daka.health.Part;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Keeps one device in use on a thread of its own, until closed: when the device is missing or
/// lost, it is tried again after a pause, for ever.
///
/// The thread is never interrupted, because the desk may be writing on it: a [Device] looks at
/// [#isClosing()] at least every few 100 ms, and waits by [#pause(Duration)].
final class DeviceThread implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final Duration retry;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private volatile Part health;

  /// @param reader the id of the reader
  /// @param retry how long to wait before a device is tried again
  DeviceThread(String reader, Duration retry) {
    this.name = "reader " + reader;
    this.retry = retry;
    this.health = Part.warning(name, "its device has not been opened yet", "");
  }

  /// Begins to use the device, and returns at once.
  void start(Device device) {
    Thread started = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(device));
    if (!thread.compareAndSet(null, started)) {
      throw new IllegalStateException(name + " is started a second time");
    }
    started.start();
  }

  private void run(Device device) {
    while (!isClosing()) {
      try {
        device.use(this);
      } catch (DeviceException e) {
        failed(e.message(), e.cure());
      } catch (InterruptedException e) {
        failed("its thread was interrupted", "it tries again by itself");
      } catch (RuntimeException | Error e) {
        failed("failed: " + GuardedScans.nameOf(e), "it tries again by itself; report this");
      }
      awaitClosing(retry);
    }
  }

  /// The device works.
  ///
  /// @param detail which device, and how it is used
  void working(String detail) {
    Part now = Part.ok(name, detail);
    if (!now.equals(health)) {
      health = now;
      Logger.info("{}: {}", name, detail);
    }
  }

  /// The device works, but what is around it should be looked at.
  ///
  /// @param reason see [Part#reason()]
  /// @param detail what is wrong, and with which device
  /// @param cure what a person should do about it
  void doubtful(String reason, String detail, String cure) {
    warn(Part.warning(name, detail, cure, reason));
  }

  private void failed(String detail, String cure) {
    warn(Part.failed(name, detail, cure));
  }

  private void warn(Part now) {
    if (!now.equals(health)) {
      health = now;
      Logger.warn("{}: {}; {}", name, now.detail(), now.cure());
    }
  }

  boolean isClosing() {
    return closing.getCount() == 0;
  }

  /// Waits, or returns at once when closing.
  void pause(Duration pause) throws InterruptedException {
    closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void awaitClosing(Duration pause) {
    try {
      pause(pause);
    } catch (InterruptedException e) {
      Logger.warn("{}: its thread was interrupted, and goes on", name);
    }
  }

  Part health() {
    return health;
  }

  @Override
  public void close() {
    closing.countDown();
    Thread running = thread.get();
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    try {
      if (!running.join(PATIENCE)) {
        Logger.warn("{}: still busy {} s after it was closed", name, PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
