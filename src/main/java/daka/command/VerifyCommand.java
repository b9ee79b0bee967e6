package daka.command;

import daka.store.file.StoreException;
import daka.store.proof.Proof;
import daka.store.proof.Verify;

/// `verify --data DIR`: proves that no visit is missing, doubled or changed, also while the kiosk
/// runs.
public final class VerifyCommand {
  private VerifyCommand() {}

  public static int run(Options options) {
    try {
      return switch (ConsoleProgress.during(new Verify(options.path("data"))::prove)) {
        case Proof.Proven(long entries, long visits, long open, long audited, var notes) -> {
          notes.forEach(System.out::println);
          System.out.printf(
              "proven: %d journal entries without a gap, their chain whole; %d visits as the"
                  + " journal says, %d of them open; %d audit entries, their chain whole%n",
              entries, visits, open, audited);
          yield Exit.DONE;
        }
        case Proof.Broken(String where, String what, String cure) -> {
          System.err.printf("%s: %s. %s%n", where, what, cure);
          yield Exit.FAILED;
        }
      };
    } catch (StoreException e) {
      System.err.println(e.getMessage());
      return Exit.FAILED;
    }
  }
}
