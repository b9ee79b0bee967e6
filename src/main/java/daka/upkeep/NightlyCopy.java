package daka.upkeep;

import daka.checkin.Hours;
import daka.health.Part;
import daka.health.Progress;
import daka.store.file.Database;
import daka.store.file.StoreException;
import daka.store.proof.Proof;
import daka.store.rescue.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// Keeps a copy of the database in the data folder, made anew each night. A kiosk that is off at
/// night makes it when it is on next.
///
/// It saves from a mistake and from a damaged file, not from a lost SD card: for that a copy is to
/// be taken elsewhere. What is deleted stays in it until the next night. One thread calls
/// [#check()], and any others may ask.
public final class NightlyCopy {
  private static final Duration NIGHT = Duration.ofHours(12);
  private static final Duration OVERDUE = Duration.ofHours(36);
  private static final Duration RETRY = Duration.ofHours(1);

  /// What a database needs beside the copy to go on committing.
  private static final long SPARE = 64L << 20;

  private final Path folder;
  private final Path copy;
  private final Hours hours;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final boolean forgetting;
  private boolean failed;
  private long failedAt;
  private final Progress progress;
  private boolean asked;
  private boolean obeying;
  private volatile Runnable wake = () -> {};
  private volatile Part health = Part.ok("copy", "the first is about to be made");

  /// @param folder the data folder
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @param forgetting whether the kiosk deletes what it kept long enough: a copy that cannot be
  ///   replaced is then deleted too
  public NightlyCopy(
      Path folder, Hours hours, InstantSource clock, LongSupplier nanos, boolean forgetting) {
    this.folder = folder;
    this.copy = folder.resolve(Backup.NIGHTLY);
    this.hours = hours;
    this.clock = clock;
    this.nanos = nanos;
    this.forgetting = forgetting;
    this.progress = new Progress(nanos);
  }

  /// Says by what the next [#check()] comes at once.
  public void wokenBy(Runnable wakes) {
    wake = wakes;
  }

  /// Has it made anew now, whatever there is.
  public void ask() {
    synchronized (this) {
      asked = true;
    }
    wake.run();
  }

  /// Whether somebody has asked for it and it has not begun, or is under way.
  public synchronized boolean isAsked() {
    return asked || obeying;
  }

  private synchronized boolean obey() {
    obeying = asked;
    asked = false;
    return obeying;
  }

  private synchronized void obeyed() {
    obeying = false;
  }

  /// How far it is; empty while none is made.
  public Optional<Progress.Seen> progress() {
    return progress.look();
  }

  /// Where it lies, once it was made.
  public Path file() {
    return copy;
  }

  /// Whether the last one is older than it should be, or there is none.
  public boolean isLate() {
    try {
      return !Files.exists(copy) || age(clock.instant()).compareTo(OVERDUE) >= 0;
    } catch (IOException _) {
      return true;
    }
  }

  /// Makes the copy if it is due. What cannot be done now is tried again an hour later.
  public void check() {
    boolean wanted = obey();
    if (!wanted && failed && nanos.getAsLong() - failedAt < RETRY.toNanos()) {
      return;
    }
    try {
      Instant now = clock.instant();
      if (isDue(now) || wanted) {
        make(now);
      }
      failed = false;
    } catch (StoreException | IOException e) {
      failed = true;
      failedAt = nanos.getAsLong();
      health =
          Part.warning(
              "copy",
              "the nightly copy was not made: " + e.getMessage(),
              "Make space on the disk; it is tried again every hour.");
      Logger.warn("the nightly copy was not made: {}", e.getMessage());
      dropOverdue();
    } finally {
      obeyed();
    }
  }

  /// What is deleted by day must not stay in a copy for longer than the next night.
  private void dropOverdue() {
    try {
      if (forgetting && Files.exists(copy) && age(clock.instant()).compareTo(OVERDUE) >= 0) {
        Files.delete(copy);
        Logger.warn("the last copy is deleted, because it has what the database has no longer");
      }
    } catch (IOException e) {
      Logger.warn("the last copy could not be deleted: {}", e.getMessage());
    }
  }

  private Duration age(Instant now) throws IOException {
    return Duration.between(Files.getLastModifiedTime(copy).toInstant(), now);
  }

  /// The time of the file is compared with a clock that may have been wrong then or be wrong now: a
  /// copy from the future is as good as none.
  private boolean isDue(Instant now) throws IOException {
    if (!Files.exists(copy)) {
      return true;
    }
    Instant made = Files.getLastModifiedTime(copy).toInstant();
    health = Part.ok("copy", copy + " of " + made.atZone(hours.zone()).toLocalDateTime());
    Duration age = Duration.between(made, now);
    return age.isNegative()
        || age.compareTo(OVERDUE) >= 0
        || (age.compareTo(NIGHT) >= 0 && !hours.isOpen(now));
  }

  private void make(Instant now) throws IOException {
    long size = Files.size(folder.resolve(Database.FILE));
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < size + SPARE) {
      throw new IOException(
          "it needs %d MiB, and %d MiB are free".formatted((size + SPARE) >> 20, free >> 20));
    }
    Proof.Proven proven = progress.during(() -> new Backup(folder, clock).make(copy));
    Files.setLastModifiedTime(copy, FileTime.from(now));
    health = Part.ok("copy", copy + " of " + now.atZone(hours.zone()).toLocalDateTime());
    Logger.info("the nightly copy holds {} entries, proven", proven.entries());
  }

  /// When the last copy was made, or why there is none.
  public Part health() {
    return health;
  }
}
