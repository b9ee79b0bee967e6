package daka;

import daka.store.Proof;
import daka.store.StoreException;
import daka.store.Verify;

/// `verify --data DIR`: proves that no visit is missing, doubled or changed, also while the kiosk
/// runs.
final class VerifyCommand {
  private VerifyCommand() {}

  static int run(Options options) {
    try {
      return switch (new Verify(options.path("data")).prove()) {
        case Proof.Proven(long entries, long visits, long open, var notes) -> {
          notes.forEach(System.out::println);
          System.out.printf(
              "proven: %d journal entries without a gap, their chain whole; %d visits as the"
                  + " journal says, %d of them open%n",
              entries, visits, open);
          yield Main.DONE;
        }
        case Proof.Broken(String where, String what, String cure) -> {
          System.err.printf("%s: %s. %s%n", where, what, cure);
          yield Main.FAILED;
        }
      };
    } catch (StoreException e) {
      System.err.println(e.getMessage());
      return Main.FAILED;
    }
  }
}
