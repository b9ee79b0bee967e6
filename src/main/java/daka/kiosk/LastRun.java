package daka.kiosk;

import daka.health.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// What one run of the service leaves for the next to tell, in the folder that systemd keeps in
/// memory for it (`RUNTIME_DIRECTORY`): `ended`, which the unit writes, is how systemd says that
/// the run ended, and `proving` what it was about to prove, since when. Nothing where there is no
/// such folder. Safe for use by several threads.
final class LastRun {
  private static final String PROVING = "proving";
  private static final String ENDED = "ended";
  private static final String NAME = "last run";
  private static final String CURE =
      "Taps are recorded again. If it comes back, `journalctl -u daka` has what was being done.";
  private static final Duration TOLD = Duration.ofDays(1);
  private static final LastRun OF_PROCESS = new LastRun(System.getenv(), System::nanoTime);

  private final @Nullable Path folder;
  private final @Nullable String told;
  private final LongSupplier nanos;
  private final long began;

  /// Reads what the run before left, and forgets it.
  ///
  /// @param nanos a monotonic source of nanoseconds
  LastRun(Map<String, String> environment, LongSupplier nanos) {
    String named = environment.get("RUNTIME_DIRECTORY");
    this.folder = named == null || named.isEmpty() ? null : Path.of(named);
    this.nanos = nanos;
    began = nanos.getAsLong();
    String proving = take(PROVING);
    told = told(take(ENDED), proving);
  }

  /// That of this process.
  static LastRun ofProcess() {
    return OF_PROCESS;
  }

  private String take(String name) {
    if (folder == null) {
      return "";
    }
    try {
      String text = Files.readString(folder.resolve(name)).strip();
      Files.delete(folder.resolve(name));
      return text;
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      Logger.warn("what the run before left in {} cannot be read: {}", folder, e.toString());
      return "";
    }
  }

  /// @param ended systemd's `$SERVICE_RESULT`, see systemd.exec(5)
  private static @Nullable String told(String ended, String proving) {
    return switch (ended) {
      case "", "success" -> null;
      case "watchdog" ->
          proving.isEmpty()
              ? "it had not said for long that taps are recorded"
              : "a tap would not have been recorded: it waited for " + proving;
      case "oom-kill" -> "the machine had no memory left for it";
      case "signal", "core-dump" -> "it was killed, or crashed";
      default -> "it ended by itself (" + ended + ")";
    };
  }

  /// The kiosk is about to prove this.
  void begins(String step) {
    put(step + ", since " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /// All is proven.
  void proven() {
    put("");
  }

  private void put(String text) {
    if (folder != null) {
      try {
        Files.writeString(folder.resolve(PROVING), text);
      } catch (IOException e) {
        Logger.debug("{} cannot be written: {}", folder, e.toString());
      }
    }
  }

  /// Whether there is nothing to tell.
  boolean endedWell() {
    return told == null;
  }

  /// For a day a person should look why the run before did not end as it should.
  Part health() {
    if (told == null) {
      return Part.ok(NAME, "ended as it should");
    }
    String detail = "the kiosk was started again, since " + told;
    return nanos.getAsLong() - began < TOLD.toNanos()
        ? Part.warning(NAME, detail, CURE)
        : Part.ok(NAME, detail);
  }
}
