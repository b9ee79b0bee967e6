package daka;

import daka.store.Backup;
import daka.store.Proof;
import daka.store.StoreException;
import java.nio.file.Path;

/// `backup --data DIR --to FILE`: a copy of everything, also while the kiosk runs.
final class BackupCommand {
  private BackupCommand() {}

  static int run(Options options) {
    Path to = options.path("to");
    try {
      Proof.Proven proven = new Backup(options.path("data")).make(to);
      System.out.printf(
          "%s holds %d journal entries and %d visits, proven. It holds the kiosk's keys too: keep"
              + " it where only you can read it%n",
          to, proven.entries(), proven.visits());
      return Main.DONE;
    } catch (StoreException e) {
      System.err.println(e.getMessage());
      return Main.FAILED;
    }
  }
}
