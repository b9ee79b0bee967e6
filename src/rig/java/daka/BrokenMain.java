package daka;

import daka.checkin.CardDigests;
import daka.checkin.Centre;
import daka.checkin.Ledger;
import daka.command.RunCommand;
import daka.config.Config;
import daka.kiosk.Wiring;
import daka.rig.AnswersTooEarly;
import daka.rig.MakesIdsAnew;
import daka.rig.MovesTheCursorTooEarly;
import daka.rig.Route;
import daka.store.file.Database;
import daka.store.file.ForgetsToSync;
import daka.store.visits.SqliteLedger;
import daka.upstream.Cursor;
import daka.upstream.Upstream;
import java.nio.file.Path;
import java.util.Arrays;

/// Runs a kiosk that is wired wrongly, for the rig to notice: `BrokenMain FAULT --config FILE`.
final class BrokenMain {

  /// What is wrong with it.
  enum Fault implements Wiring {
    ANSWERS_TOO_EARLY {
      @Override
      public Ledger ledger(SqliteLedger ledger) {
        return new AnswersTooEarly(ledger);
      }
    },
    MOVES_THE_CURSOR_TOO_EARLY {
      @Override
      public Upstream upstream(String forwarder, Upstream upstream, Cursor cursor) {
        return tooEarly(Route.HTTP, forwarder, upstream, cursor);
      }
    },
    MOVES_THE_CURSOR_BEFORE_THE_BROKER {
      @Override
      public Upstream upstream(String forwarder, Upstream upstream, Cursor cursor) {
        return tooEarly(Route.MQTT, forwarder, upstream, cursor);
      }
    },
    MAKES_IDS_ANEW {
      @Override
      public Upstream upstream(String forwarder, Upstream upstream, Cursor cursor) {
        return new MakesIdsAnew(upstream);
      }
    },
    FORGETS_TO_SYNC {
      @Override
      public void prepare(
          Database database, SqliteLedger ledger, CardDigests fingerprints, Centre centre) {
        ForgetsToSync.make(database);
      }
    };

    private static Upstream tooEarly(
        Route route, String forwarder, Upstream upstream, Cursor cursor) {
      return forwarder.equals(route.forwarder())
          ? new MovesTheCursorTooEarly(upstream, cursor)
          : upstream;
    }
  }

  private BrokenMain() {}

  static void main(String[] args) {
    if (args.length != 3 || !(Config.read(Path.of(args[2])) instanceof Config.Valid(var config))) {
      throw new IllegalArgumentException("wrong usage or config: " + Arrays.toString(args));
    }
    System.exit(RunCommand.run(config, Fault.valueOf(args[0])));
  }
}
