package daka.command;

import daka.store.file.StoreException;
import daka.store.proof.Proof;
import daka.store.rescue.Backup;
import java.nio.file.Path;

/// `backup --data DIR --to FILE`: a copy of everything, also while the kiosk runs.
public final class BackupCommand {
  private BackupCommand() {}

  public static int run(Options options) {
    Path to = options.path("to");
    try {
      Proof.Proven proven = ConsoleProgress.during(() -> new Backup(options.path("data")).make(to));
      System.out.printf(
          "%s holds %d journal entries and %d visits, proven. It holds the kiosk's keys too: keep"
              + " it where only you can read it%n",
          to, proven.entries(), proven.visits());
      return Exit.DONE;
    } catch (StoreException e) {
      System.err.println(e.getMessage());
      return Exit.FAILED;
    }
  }
}
