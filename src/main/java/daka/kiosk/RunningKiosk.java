package daka.kiosk;

import daka.config.Config;
import daka.config.Problem;
import daka.store.file.DataFolder;
import daka.store.file.StoreException;
import daka.store.rescue.Restoration;
import daka.store.rescue.RestorationTrial;
import daka.web.copies.BroughtCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// A kiosk that is put together anew when its config has changed. Readers that stay the same stay
/// open meanwhile and hold what is presented to them, so that no tap is lost; the pages come back
/// by themselves. If it cannot start by what the file says now, it goes on by what it said before.
///
/// One thread runs it, and another may close it.
public final class RunningKiosk implements AutoCloseable {
  /// Nothing tells when an answer leaves the screen, and nobody waits for the restart by the
  /// second.
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /// Where one comes after another all day, it is done at last in between.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// A copy that is restored meanwhile is proven first, which takes minutes where it is large.
  private static final Duration LONGEST_EXCHANGE = Duration.ofMinutes(30);

  private final Wiring wiring;
  private final WarmUp warmUp;
  private final Duration patience;
  private final KioskRestart restart = new KioskRestart();
  private final ReadersAtDoor readers = new ReadersAtDoor();
  private Config config;
  private volatile @Nullable Kiosk kiosk;

  /// Since when it is being put together anew, on the monotonic clock; null if it is not.
  private volatile @Nullable Long exchanging;

  private boolean closed;

  private RunningKiosk(Config config, Wiring wiring, WarmUp warmUp, Duration patience) {
    this.config = config;
    this.wiring = wiring;
    this.warmUp = warmUp;
    this.patience = patience;
  }

  /// Starts it. When this returns it answers taps.
  ///
  /// @throws StartException if it cannot be started; nothing is left running then
  public static RunningKiosk start(Config config, Wiring wiring, WarmUp warmUp)
      throws StartException {
    return start(config, wiring, warmUp, PATIENCE);
  }

  /// @param patience how long a restart waits at most for whoever is at the screen
  static RunningKiosk start(Config config, Wiring wiring, WarmUp warmUp, Duration patience)
      throws StartException {
    RunningKiosk running = new RunningKiosk(config, wiring, warmUp, patience);
    running.begin(config);
    return running;
  }

  private void begin(Config by) throws StartException {
    try {
      kiosk = Kiosk.start(by, wiring, warmUp, restart, readers);
      config = by;
    } catch (ConfigTakenBackException e) {
      readers.hold();
      begin(taken(e, by));
    } catch (StartException | RuntimeException e) {
      readers.hold();
      onTrial(by, folder -> RestorationTrial.failed(folder, String.valueOf(e.getMessage())));
      throw e;
    }
    ready(by);
  }

  /// A copy that was restored has brought a kiosk up.
  private static void ready(Config by) {
    try {
      RestorationTrial.passed(by.kiosk().data());
    } catch (IOException e) {
      Logger.warn("a copy that was restored stays on trial: {}", e.getMessage());
    }
  }

  /// Work on a data folder that no kiosk has.
  @FunctionalInterface
  private interface FolderWork {
    void on(Path folder) throws IOException;
  }

  /// A folder that cannot be used has told why before.
  private static void onTrial(Config by, FolderWork work) {
    try (DataFolder folder = DataFolder.open(by.kiosk().data())) {
      work.on(folder.path());
    } catch (StoreException | IOException e) {
      Logger.warn("a copy that was restored stays on trial: {}", e.getMessage());
    }
  }

  private static Config taken(ConfigTakenBackException back, Config by) throws StartException {
    return switch (Config.read(by.file())) {
      case Config.Valid(Config before) -> before;
      case Config.Invalid _ -> throw back;
    };
  }

  /// Restarts it each time that somebody asks for that.
  ///
  /// @throws StartException if it can start no more, neither by the file nor as before
  public void run() throws StartException, InterruptedException {
    while (true) {
      restart.await();
      waitForQuiet();
      again();
    }
  }

  /// Whoever has just tapped may undo it, which they could not any more.
  private void waitForQuiet() throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (isBusy() && System.nanoTime() < end) {
      restart.postpone("somebody is at the screen; it is done once they have gone");
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private synchronized boolean isBusy() {
    return kiosk != null && kiosk.isBusy();
  }

  private synchronized void again() throws StartException {
    if (closed) {
      return;
    }
    switch (Config.read(config.file())) {
      case Config.Valid(Config next) -> exchange(next);
      case Config.Invalid(var problems) -> {
        String lines = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
        restart.failed("the file is not as it should be: " + lines);
      }
    }
  }

  private void exchange(Config next) throws StartException {
    long began = System.nanoTime();
    KioskRestart.Restoring restoring = restart.takeRestoring();
    exchanging = began;
    try {
      stop();
      if (restoring != null) {
        restore(restoring);
      }
      begin(next);
      restart.done();
      Logger.info(
          "the settings are in use; taps waited for {} ms",
          (System.nanoTime() - began) / 1_000_000);
    } catch (StartException | RuntimeException e) {
      Logger.error("the kiosk goes on as before: {}", e.getMessage());
      onTrial(config, folder -> RestorationTrial.putBack(folder, String.valueOf(e.getMessage())));
      begin(config);
      restart.failed(
          "the kiosk could not start with the file as it is, and goes on as before: "
              + e.getMessage());
    } finally {
      exchanging = null;
    }
  }

  /// Nothing of the kiosk runs meanwhile.
  private void restore(KioskRestart.Restoring restoring) throws StartException {
    Path copy = restoring.copy();
    try (DataFolder folder = DataFolder.open(config.kiosk().data())) {
      Restoration.Restored restored =
          new Restoration(folder.path(), InstantSource.system(), restoring.asker()).run(copy);
      Logger.info(
          "{} is restored, with {} entries, proven; the database before is kept as {}",
          copy,
          restored.proven().entries(),
          restored.kept());
      new BroughtCopy(folder.path()).drop();
    } catch (StoreException e) {
      throw new StartException("the copy was not restored: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StartException("unlocking the data folder: " + e.getMessage(), e);
    }
  }

  private void stop() {
    readers.hold();
    if (kiosk != null) {
      kiosk.close();
      kiosk = null;
    }
  }

  /// Does once all that each tap needs, and returns when it is done: only a kiosk that records taps
  /// does. While it is put together anew there is nothing to be proven, within half an hour.
  ///
  /// @param step told what is about to be done, before each
  /// @throws UnprovenException if something of it does not work, or that half hour is over
  void prove(Consumer<String> step) throws UnprovenException, InterruptedException {
    Kiosk now = kiosk;
    Long since = exchanging;
    if (since != null) {
      step.accept("the kiosk is put together anew");
      if (System.nanoTime() - since > LONGEST_EXCHANGE.toNanos()) {
        throw new UnprovenException("it has been put together anew for half an hour");
      }
    } else if (now == null) {
      throw new UnprovenException("there is no kiosk");
    } else {
      now.proof().run(step);
    }
  }

  /// The port of the kiosk's own listener.
  public synchronized int port() {
    return kiosk == null ? 0 : kiosk.port();
  }

  /// Stops it for good.
  @Override
  public synchronized void close() {
    closed = true;
    if (kiosk != null) {
      kiosk.close();
      kiosk = null;
    }
    readers.close();
  }
}
