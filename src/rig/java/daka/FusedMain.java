package daka;

import daka.checkin.Ledger;
import daka.config.Config;
import daka.rig.Fuse;
import daka.rig.FusedCursor;
import daka.rig.FusedLedger;
import daka.rig.FusedUpstream;
import daka.rig.Step;
import daka.store.SqliteLedger;
import daka.upstream.Cursor;
import daka.upstream.Upstream;
import java.nio.file.Path;
import java.util.Arrays;

/// Runs the kiosk as it stands at the door, until it passes a step for the N-th time: `FusedMain
/// STEP N --config FILE`.
final class FusedMain {
  private record Fused(Fuse fuse) implements Wiring {
    @Override
    public Ledger ledger(SqliteLedger ledger) {
      return new FusedLedger(ledger, fuse);
    }

    @Override
    public Cursor cursor(Cursor cursor) {
      return new FusedCursor(cursor, fuse);
    }

    @Override
    public Upstream upstream(Upstream upstream, Cursor cursor) {
      return new FusedUpstream(upstream, fuse);
    }
  }

  private FusedMain() {}

  static void main(String[] args) {
    if (args.length != 4 || !(Config.read(Path.of(args[3])) instanceof Config.Valid(var config))) {
      throw new IllegalArgumentException("wrong usage or config: " + Arrays.toString(args));
    }
    Fuse fuse = Fuse.at(Step.valueOf(args[0]), Integer.parseInt(args[1]));
    System.exit(RunCommand.run(config, new Fused(fuse)));
  }
}
