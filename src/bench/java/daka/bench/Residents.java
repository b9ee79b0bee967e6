package daka.bench;

import daka.store.OpenStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Residents to tap with.
final class Residents {
  private Residents() {}

  /// Registers residents with a QR card each and makes space for them.
  ///
  /// @return the payloads of their cards
  static List<String> register(OpenStore store, int count) throws SQLException {
    store.capacity("hall", Integer.MAX_VALUE);
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      payloads.add("BENCH-" + i);
    }
    store.residents(payloads);
    return payloads;
  }
}
