package daka;

import daka.checkin.Ledger;
import daka.command.RunCommand;
import daka.config.Config;
import daka.kiosk.Wiring;
import daka.rig.Fuse;
import daka.rig.FusedCursor;
import daka.rig.FusedLedger;
import daka.rig.FusedUpstream;
import daka.rig.Route;
import daka.rig.Step;
import daka.store.visits.SqliteLedger;
import daka.upstream.Cursor;
import daka.upstream.Upstream;
import java.nio.file.Path;
import java.util.Arrays;

/// Runs the kiosk as it stands at the door, until it passes a step for the N-th time: `FusedMain
/// ROUTE STEP N --config FILE`. Of the steps of forwarding only those on the route count.
final class FusedMain {
  private record Fused(Route route, Fuse fuse) implements Wiring {
    @Override
    public Ledger ledger(SqliteLedger ledger) {
      return new FusedLedger(ledger, fuse);
    }

    @Override
    public Cursor cursor(String forwarder, Cursor cursor) {
      return forwarder.equals(route.forwarder()) ? new FusedCursor(cursor, fuse) : cursor;
    }

    @Override
    public Upstream upstream(String forwarder, Upstream upstream, Cursor cursor) {
      return forwarder.equals(route.forwarder()) ? new FusedUpstream(upstream, fuse) : upstream;
    }
  }

  private FusedMain() {}

  static void main(String[] args) {
    if (args.length != 5 || !(Config.read(Path.of(args[4])) instanceof Config.Valid(var config))) {
      throw new IllegalArgumentException("wrong usage or config: " + Arrays.toString(args));
    }
    Fuse fuse = Fuse.at(Step.valueOf(args[1]), Integer.parseInt(args[2]));
    System.exit(RunCommand.run(config, new Fused(Route.valueOf(args[0]), fuse)));
  }
}
