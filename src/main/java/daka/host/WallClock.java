package daka.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What Linux knows of the wall clock.
///
/// [#trust] costs nothing and may be asked for each tap. [#look] asks Linux: to be called by a
/// thread of its own, every minute or so. Its first call links the C library, which takes a few
/// hundred milliseconds on a cold machine, so the start need not wait for it.
public final class WallClock {
  private static final Duration NEAR = Duration.ofMinutes(1);

  private final Kernel kernel;
  private final Path setOnce;
  private boolean battery;
  private boolean followedOnce;
  private boolean followsAnew;
  private @Nullable FileTime doubted;
  private Answer answer = Answer.UNANSWERED;
  private volatile ClockTrust trust;

  /// What the kernel says of its clock.
  public interface Kernel {
    /// Whether the clock follows a time server.
    Answer isSynchronised();
  }

  /// An answer of the kernel.
  public enum Answer {
    YES,
    NO,
    /// The kernel may not be asked, as in some containers.
    UNANSWERED
  }

  /// @param kernel such as [Adjtimex]
  /// @param run the folder `/run`, where systemd-timesyncd leaves a file once it has set the clock;
  ///   it is emptied at each boot
  /// @param rtc the folder of the clock chip, `/sys/class/rtc/rtc0`, which need not exist
  /// @param now the wall clock, compared once with the clock chip
  public WallClock(Kernel kernel, Path run, Path rtc, InstantSource now) {
    this.kernel = kernel;
    this.setOnce = run.resolve("systemd/timesync/synchronized");
    this.battery = isSetFrom(rtc, now.instant());
    this.trust = judge(Answer.UNANSWERED);
  }

  /// A Pi without a battery has a clock chip all the same, and it starts in 1970; systemd then puts
  /// the wall clock forward to a later guess. So the chip counts only while the two agree.
  private static boolean isSetFrom(Path rtc, Instant now) {
    try {
      long seconds = Long.parseLong(Files.readString(rtc.resolve("since_epoch")).strip());
      Duration apart = Duration.between(Instant.ofEpochSecond(seconds), now).abs();
      return Files.readString(rtc.resolve("hctosys")).strip().equals("1")
          && apart.compareTo(NEAR) <= 0;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return false;
    }
  }

  /// How far the wall clock can be trusted, as of the last look; before the first, as far as the
  /// files tell.
  public ClockTrust trust() {
    return trust;
  }

  /// Asks Linux again.
  public synchronized void look() {
    trust = judge(kernel.isSynchronised());
  }

  /// The clock was found to have been set since the look before the last one. Unless that was the
  /// time server's doing, nothing vouches any longer for what it shows: neither what it followed
  /// before nor the battery.
  public synchronized void wasSet() {
    if (answer == Answer.YES || followsAnew) {
      return;
    }
    followedOnce = false;
    battery = false;
    doubted = timeOfSetting();
    trust = ClockTrust.UNKNOWN;
  }

  private ClockTrust judge(Answer kernelSays) {
    answer = kernelSays;
    FileTime setting = timeOfSetting();
    boolean follows = kernelSays == Answer.YES || (setting != null && !setting.equals(doubted));
    followsAnew = follows && !followedOnce;
    followedOnce |= follows;
    return switch (kernelSays) {
      case YES -> ClockTrust.SYNCHRONISED;
      case NO -> followedOnce ? ClockTrust.HOLDOVER : free();
      case UNANSWERED -> followedOnce ? ClockTrust.SYNCHRONISED : free();
    };
  }

  /// When timesyncd last said that it has set the clock, or null if it never did in this boot.
  private @Nullable FileTime timeOfSetting() {
    try {
      return Files.getLastModifiedTime(setOnce);
    } catch (IOException _) {
      return null;
    }
  }

  private ClockTrust free() {
    return battery ? ClockTrust.BATTERY : ClockTrust.UNKNOWN;
  }
}
