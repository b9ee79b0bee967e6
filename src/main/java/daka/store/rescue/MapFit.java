package daka.store.rescue;

import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.TableMap;
import daka.store.proof.Damage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// How well a map fits a database that has lost its own: of each table some rows are looked at, and
/// whether they are such as the table can have. An entry of the journal names its own number, which
/// no other row does by chance.
///
/// @param map what was tried; of a map that belongs to another journal no more than the way to the
///   journal, which proves itself
/// @param right how many tables have rows, and none that is wrong
/// @param wrong how many have rows that are wrong, or cannot be read
/// @param journal whether entries were found
record MapFit(TableMap map, int right, int wrong, boolean journal) {
  private static final int SAMPLE = 8;
  private static final int FARTHEST = 40;

  static MapFit of(RepairedCopy copy, TableMap map) throws SQLException, IOException {
    MapFit fit = look(copy, map);
    if (!fit.journal) {
      return fit;
    }
    String source = lastSource(copy);
    if (source == null || map.source().isEmpty() || map.source().equals(source)) {
      return fit;
    }
    return look(copy, map.only("journal"));
  }

  /// Whether this one tells more, and more that is true.
  boolean isBetterThan(MapFit other) {
    return journal == other.journal ? right - wrong > other.right - other.wrong : journal;
  }

  /// Whether anything is found by it that cannot be there by chance.
  boolean fits() {
    return journal || right > wrong;
  }

  private static MapFit look(RepairedCopy copy, TableMap map) throws SQLException, IOException {
    copy.mapBy(map);
    int right = 0;
    int wrong = 0;
    boolean journal = false;
    try (Connection damaged = Database.connect(copy.file(), true);
        Connection like = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
      for (TableMap.Item table : map.tables()) {
        int rows = table.name().equals("journal") ? entries(damaged) : rows(damaged, like, table);
        journal |= table.name().equals("journal") && rows > 0;
        right += rows > 0 ? 1 : 0;
        wrong += rows < 0 ? 1 : 0;
      }
    } catch (SQLException e) {
      if (!Damage.isMeantBy(e)) {
        throw e;
      }
      return new MapFit(map, 0, Integer.MAX_VALUE / 2, false);
    }
    return new MapFit(map, right, wrong, journal);
  }

  /// How many of some entries are sound: from the end, and from numbers far apart, since parts may
  /// be unreadable. Negative if none is, although there are rows or there is damage.
  private static int entries(Connection damaged) {
    int sound = 0;
    boolean empty = true;
    for (int power = -1; power < FARTHEST && sound < SAMPLE; power++) {
      String sql =
          power < 0
              ? "SELECT number, event FROM journal NOT INDEXED WHERE number > ? ORDER BY number"
                  + " DESC"
              : "SELECT number, event FROM journal NOT INDEXED WHERE number >= ? ORDER BY number";
      try (DamagedScan scan = new DamagedScan(damaged, sql, power < 0 ? 0 : 1L << power)) {
        @Nullable Object[] row = scan.next();
        for (int i = 0; i < SAMPLE && row != null; i++) {
          empty = false;
          sound += isSound(row) ? 1 : 0;
          row = scan.next();
        }
        empty &= !scan.failed();
      }
    }
    return sound > 0 ? sound : empty ? 0 : -1;
  }

  private static boolean isSound(@Nullable Object[] row) {
    try {
      return row[0] instanceof Number number
          && row[1] instanceof String event
          && CanonicalEvent.read(number.longValue(), event).isObject();
    } catch (Contradiction _) {
      return false;
    }
  }

  /// The source of the last entry that is sound.
  private static @Nullable String lastSource(RepairedCopy copy) throws SQLException {
    try (Connection damaged = Database.connect(copy.file(), true)) {
      for (String order : new String[] {"DESC", "ASC"}) {
        String sql = "SELECT number, event FROM journal NOT INDEXED ORDER BY number " + order;
        String source = null;
        try (DamagedScan scan = new DamagedScan(damaged, sql, null)) {
          for (var row = scan.next(); row != null; row = scan.next()) {
            if (isSound(row) && row[1] instanceof String event) {
              source =
                  CanonicalEvent.read(((Number) row[0]).longValue(), event).path("source").asText();
              if (order.equals("DESC")) {
                return source;
              }
            }
          }
        } catch (Contradiction _) {
          // It was sound a moment ago.
        }
        if (source != null) {
          return source;
        }
      }
    }
    return null;
  }

  /// How many of the first and last rows are such as the table can have; negative if one is not, or
  /// none can be read.
  private static int rows(Connection damaged, Connection like, TableMap.Item table) {
    try (Statement make = like.createStatement()) {
      make.executeUpdate(table.sql());
      SavedTable rows = SavedTable.of(like, table.name());
      int found = 0;
      for (String order : List.of("ASC", "DESC")) {
        try (PreparedStatement insert =
                like.prepareStatement(
                    "INSERT OR REPLACE INTO %s (%s) VALUES (%s)"
                        .formatted(
                            rows.quoted(),
                            rows.list(),
                            String.join(", ", Collections.nCopies(rows.columns().size(), "?"))));
            DamagedScan scan = new DamagedScan(damaged, rows.scan(order), null)) {
          @Nullable Object[] row = scan.next();
          for (int i = 0; i < SAMPLE && row != null; i++) {
            found += Sql.change(insert, row);
            row = scan.next();
          }
          if (scan.failed() && found == 0) {
            return -1;
          }
        }
      }
      return found;
    } catch (SQLException _) {
      return -1;
    }
  }
}
