package daka.device;

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
public final class DeviceThread implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final String threadName;
  private final Duration retry;
  private final CountDownLatch tried = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private volatile Part health;

  private DeviceThread(String name, String threadName, Duration retry) {
    this.name = name;
    this.threadName = threadName;
    this.retry = retry;
    this.health = Part.warning(name, "its device has not been opened yet", "");
  }

  /// A thread for a device that produces scans. It and the part of the health are named `reader
  /// ID`.
  ///
  /// @param id of the reader
  /// @param retry how long to wait before a device is tried again
  public static DeviceThread ofReader(String id, Duration retry) {
    return new DeviceThread("reader " + id, "reader " + id, retry);
  }

  /// A thread for what is driven beside the screen. It is named `signal NAME`, the part of the
  /// health `NAME`.
  ///
  /// @param retry how long to wait before a device is tried again
  public static DeviceThread ofSignal(String name, Duration retry) {
    return new DeviceThread(name, "signal " + name, retry);
  }

  /// Begins to use the device, and returns at once.
  ///
  /// @throws IllegalStateException if it was begun before
  public void start(Device device) {
    Thread started = Thread.ofPlatform().name(threadName).daemon().unstarted(() -> run(device));
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
        tell(e.part(name));
      } catch (InterruptedException e) {
        tell(Part.failed(name, "its thread was interrupted", "it tries again by itself"));
      } catch (RuntimeException | Error e) {
        tell(Part.failed(name, "failed: " + nameOf(e), "it tries again by itself; report this"));
      }
      awaitClosing(retry);
    }
  }

  /// Which exception, and where from. Its message is left out: it may quote a payload.
  public static String nameOf(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? e.getClass().getName() : e.getClass().getName() + " at " + trace[0];
  }

  /// The device works.
  ///
  /// @param detail which device, and how it is used
  public void working(String detail) {
    tell(Part.ok(name, detail));
  }

  /// The device works, but a person should look at it.
  ///
  /// @param detail what is wrong
  /// @param cure what that person should do about it
  public void warning(String detail, String cure) {
    tell(Part.warning(name, detail, cure));
  }

  private void tell(Part now) {
    if (!now.equals(health)) {
      health = now;
      if (now.state() == Part.State.OK) {
        Logger.info("{}: {}", name, now.detail());
      } else {
        Logger.warn("{}: {}; {}", name, now.detail(), now.cure());
      }
    }
    tried.countDown();
  }

  /// Waits until the device was tried for the first time, or this was long enough.
  public void awaitTried(Duration patience) throws InterruptedException {
    tried.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Whether the device must be let go of now.
  public boolean isClosing() {
    return closing.getCount() == 0;
  }

  /// Waits, or returns at once when closing.
  public void pause(Duration pause) throws InterruptedException {
    closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void awaitClosing(Duration pause) {
    try {
      pause(pause);
    } catch (InterruptedException e) {
      Logger.warn("{}: its thread was interrupted, and goes on", name);
    }
  }

  /// How the device is now: [Part.State#WARNING] without a cure until it has been tried for the
  /// first time.
  public Part health() {
    return health;
  }

  /// Lets go of the device and ends the thread. Returns when the thread has ended, or after 5 s.
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
