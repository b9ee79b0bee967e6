package daka.kiosk;

import daka.config.ConfigWriter;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.StoreException;
import daka.store.visits.UnfinishedPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tinylog.Logger;

/// Takes back the settings of a plan whose rooms never came, because the power went in between.
final class UnfinishedPlanBack {
  private UnfinishedPlanBack() {}

  /// Makes the config file again what it was before the plan, unless somebody has changed it since.
  /// A file that cannot be written keeps no kiosk from starting: the next start tries again.
  ///
  /// @param file the config file
  /// @throws ConfigTakenBackException if the file is another one now than it was
  static void take(Path file, Database database) throws ConfigTakenBackException {
    try {
      Optional<UnfinishedPlan> left = UnfinishedPlan.find(database);
      if (left.isPresent() && take(file, database, left.get())) {
        throw new ConfigTakenBackException(file);
      }
    } catch (IOException | StoreException e) {
      Logger.warn(
          "{} has settings of a plan that was interrupted; the next start tries again to take them"
              + " back: {}",
          file,
          e.getMessage());
    }
  }

  /// @return whether the file is another one now than it was
  private static boolean take(Path file, Database database, UnfinishedPlan plan)
      throws IOException {
    ConfigWriter writer = new ConfigWriter(file);
    ConfigWriter.Snapshot now = writer.snapshot();
    boolean isWritten = now.tag().equals(plan.after()) && !now.text().equals(plan.before());
    if (isWritten) {
      writer.takeBack(plan.before());
    }
    UnfinishedPlan.forget(database, isWritten ? Deed.of("plan.taken-back") : null);
    Logger.info("a plan that was interrupted before it was decided is taken back");
    return isWritten;
  }
}
