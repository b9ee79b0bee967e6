package daka.host;

import daka.host.Condition.Level;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at the machine for the health page.
public final class Machine {
  private static final long MIB = 1024 * 1024;

  /// A database needs room beside itself to commit.
  private static final long LEAST_FREE = 16 * MIB;

  private static final int MOST_USED_PERCENT = 90;

  private static final String FULL_CURE =
      "delete files there that are no longer needed, let [retention] delete old visits, or put in a"
          + " larger disk";

  /// How much room a disk has.
  ///
  /// @param free in bytes, of which the kiosk may use all
  /// @param total in bytes
  public record Space(long free, long total) {}

  private final Path data;
  private final Supplier<ClockTrust> clock;

  /// @param data the folder whose disk is watched
  /// @param clock how far the kiosk's clock can be trusted
  public Machine(Path data, Supplier<ClockTrust> clock) {
    this.data = data;
    this.clock = clock;
  }

  public List<Condition> conditions() {
    return List.of(disk(), clock());
  }

  /// How large the disk of the data folder is; empty if it cannot be looked at.
  public Optional<Space> space() {
    try {
      return Optional.of(look());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Space look() throws IOException {
    FileStore disk = Files.getFileStore(data);
    return new Space(disk.getUsableSpace(), disk.getTotalSpace());
  }

  private Condition disk() {
    try {
      Space disk = look();
      return disk(disk.free(), disk.total());
    } catch (IOException e) {
      return new Condition(
          "disk",
          Level.FAILED,
          "cannot look at the disk of " + data + ": " + e,
          "see that the folder exists and belongs to the kiosk's user");
    }
  }

  /// How full the disk of the data folder is, in per cent; 0 if it cannot be looked at.
  public int usedPercent() {
    return space().map(disk -> usedPercent(disk.free(), disk.total())).orElse(0);
  }

  private static int usedPercent(long free, long total) {
    return total == 0 ? 100 : (int) (100 - free * 100 / total);
  }

  /// @param free in bytes, of which the kiosk may use all
  /// @param total in bytes, at least `free`
  Condition disk(long free, long total) {
    int used = usedPercent(free, total);
    String detail = "%d MiB free, %d %% used, of the disk of %s".formatted(free / MIB, used, data);
    Level level =
        free < LEAST_FREE ? Level.FAILED : used >= MOST_USED_PERCENT ? Level.WARNING : Level.OK;
    return new Condition("disk", level, detail, level == Level.OK ? "" : FULL_CURE);
  }

  private Condition clock() {
    return switch (clock.get()) {
      case SYNCHRONISED -> new Condition("clock", Level.OK, "follows a time server", "");
      case HOLDOVER ->
          new Condition("clock", Level.OK, "followed a time server earlier in this boot", "");
      case BATTERY -> new Condition("clock", Level.OK, "was set from the battery clock", "");
      case UNKNOWN ->
          new Condition(
              "clock",
              Level.WARNING,
              "nothing vouches for it",
              "connect a network with a time server, or fit a battery clock");
    };
  }
}
