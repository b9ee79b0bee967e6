package daka.bench;

import daka.store.OpenStore;
import daka.store.file.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A store with as many visits as asked for: one a second until this morning, all of them ended but
/// the last few. The last [#RARE] that ended are alone in their room, at their reader, with their
/// evidence, their end and their resident, so that whoever looks for one of these without an index
/// reads all there are before. Its journal does not tell of them, since nothing measured here reads
/// it.
record ManyVisits(OpenStore store, List<String> cards, long rareResident) {
  private static final int RESIDENTS = 10_000;
  private static final int OPEN = 200;

  /// More than a page.
  static final int RARE = 150;

  static final String RARE_ROOM = "party";
  static final String RARE_READER = "counter";

  /// @param cards how many residents are registered who have never been here
  static ManyVisits make(Path folder, long visits, int cards) throws SQLException {
    List<String> payloads;
    try (OpenStore store = new OpenStore(folder)) {
      payloads = Residents.register(store, cards + RESIDENTS);
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -200000");
      statement.executeUpdate(
          """
          WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < %d)
          INSERT INTO visits (id, resident, party, room, reader, arrived, departed, ended, evidence)
          SELECT n,
            CASE WHEN n > %1$d - %2$d THEN %3$d + %1$d - n WHEN rare THEN %4$d ELSE %4$d + 1 + n %% %5$d END,
            1, iif(rare, 'party', 'hall'), iif(rare, 'counter', 'door'), %6$d + (n - %1$d) * 1000,
            CASE WHEN n <= %1$d - %2$d THEN %6$d + (n - %1$d) * 1000 + 600000 END,
            CASE WHEN n <= %1$d - %2$d THEN iif(rare, 'staff', 'tap') END, iif(rare, 'rfid', 'qr')
          FROM (SELECT n, n > %1$d - %2$d - %7$d AND n <= %1$d - %2$d AS rare FROM many)\
          """
              .formatted(
                  visits,
                  OPEN,
                  cards + 1,
                  cards + 1 + OPEN,
                  RESIDENTS - OPEN - 1,
                  OpenStore.MORNING.toEpochMilli(),
                  RARE));
    }
    return new ManyVisits(new OpenStore(folder), payloads, cards + 1 + OPEN);
  }
}
