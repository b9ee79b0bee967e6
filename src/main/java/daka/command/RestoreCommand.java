package daka.command;

import daka.store.file.DataFolder;
import daka.store.file.StoreException;
import daka.store.proof.Proof;
import daka.store.rescue.Restoration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// `restore --from FILE --data DIR`: puts a copy in the place of the database, while the kiosk is
/// stopped.
public final class RestoreCommand {
  private RestoreCommand() {}

  public static int run(Options options) {
    Path from = options.path("from");
    Path data = options.path("data");
    try (DataFolder folder = DataFolder.open(data)) {
      Restoration.Restored restored =
          ConsoleProgress.during(
              () -> new Restoration(folder.path(), InstantSource.system()).run(from));
      Proof.Proven proven = restored.proven();
      System.out.printf(
          "restored %d journal entries and %d visits, proven. New entries have numbers and a source"
              + " of their own%n",
          proven.entries(), proven.visits());
      if (restored.kept() != null) {
        System.out.println("the database before is kept as " + restored.kept());
      }
      return Exit.DONE;
    } catch (StoreException e) {
      System.err.println(e.getMessage());
      return Exit.FAILED;
    } catch (IOException e) {
      System.err.println("unlocking " + data + ": " + e.getMessage());
      return Exit.FAILED;
    }
  }
}
