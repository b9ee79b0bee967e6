package daka.kiosk;

import daka.checkin.CardDigests;
import daka.checkin.Centre;
import daka.checkin.Ledger;
import daka.checkin.NotRecordedException;
import daka.store.file.Database;
import daka.store.visits.SqliteLedger;
import daka.upstream.Cursor;
import daka.upstream.Upstream;
import daka.web.http.Resource;
import java.util.List;

/// Where parts are joined that can be joined otherwise: the demo adds its own, and a test that must
/// notice a broken promise joins them wrongly.
public interface Wiring {
  /// The kiosk as it stands at the door.
  Wiring PLAIN = new Wiring() {};

  /// Fills the store before anything reads it.
  default void prepare(
      Database database, SqliteLedger ledger, CardDigests fingerprints, Centre centre)
      throws NotRecordedException {}

  /// What the desk records in.
  default Ledger ledger(SqliteLedger ledger) {
    return ledger;
  }

  /// Where a forwarder keeps how far it has come.
  ///
  /// @param forwarder its name, `upstream` or `mqtt`
  default Cursor cursor(String forwarder, Cursor cursor) {
    return cursor;
  }

  /// Whom a forwarder sends to.
  ///
  /// @param forwarder its name, `upstream` or `mqtt`
  /// @param cursor the one it moves
  default Upstream upstream(String forwarder, Upstream upstream, Cursor cursor) {
    return upstream;
  }

  /// What else the kiosk's own listener answers.
  default List<Resource> resources() {
    return List.of();
  }
}
