package daka.upkeep;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import org.tinylog.Logger;

/// Sheds what nobody needs once the disk of the data folder is 80 % full: only warnings are logged
/// then, and crash reports and logs in the folder go. Visits, entries and copies are never touched:
/// an entry that was not sent is worth more than any log. At 90 % the machine's health is a
/// warning, see [daka.host.Machine]. Not safe for several threads.
public final class DiskRelief {
  static final int SHED_PERCENT = 80;

  /// What a JVM that dies leaves in its folder, and logs that somebody has had written there.
  private static final String LOGS =
      "{hs_err_pid*.log,replay_pid*.log,java_pid*.hprof,core,core.*,*.log,*.log.[0-9]*}";

  private final Path data;
  private final IntSupplier usedPercent;

  /// @param usedPercent how full the disk of the data folder is
  public DiskRelief(Path data, IntSupplier usedPercent) {
    this.data = data;
    this.usedPercent = usedPercent;
  }

  /// Looks at the disk, and sheds if it is time.
  public void check() {
    boolean full = usedPercent.getAsInt() >= SHED_PERCENT;
    if (full && !SparingWriter.isSparing()) {
      Logger.warn("the disk of {} is {} % full: only warnings are logged", data, SHED_PERCENT);
    }
    SparingWriter.spare(full);
    if (full) {
      shed();
    }
  }

  private void shed() {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(data, LOGS)) {
      for (Path log : logs) {
        if (Files.isRegularFile(log)) {
          Files.delete(log);
          Logger.warn("{} was deleted to make space", log);
        }
      }
    } catch (IOException e) {
      Logger.warn("logs in {} could not be deleted: {}", data, e.getMessage());
    }
  }
}
