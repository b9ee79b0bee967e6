package daka.store.visits;

import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.VisitChange;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks up how far each upstream's cursor is among the visits. Safe for use by several threads.
///
/// A visit's row does not say which entries tell of it, so that no tap has to keep that. They are
/// read from the journal after the cursor, and remembered as long as the cursor stands. Ids of
/// visits grow with the journal: with the first visit that began after the cursor, all later ones
/// wait. What else waits are visits of before that changed since, and a visit changes for the last
/// time within days. So the first [#FAR] entries after the cursor tell, however far the town is
/// behind.
public final class ForwardedVisits {
  /// Three days of the busiest centre.
  static final int FAR = 20_000;

  private static final String REFUSED =
      """
      SELECT CAST(event ->> '$.data.visit' AS INTEGER) FROM set_aside JOIN journal USING (number)
      WHERE cursor = ? AND event ->> '$.data.visit' IS NOT NULL\
      """;

  private final Transactions transactions;
  private final Map<String, Waiting> remembered = new HashMap<>();

  public ForwardedVisits(Database database) {
    this.transactions = new Transactions(database);
  }

  /// What was read after a cursor.
  private static final class Waiting {
    final long position;
    long read;
    int entries;
    long firstBegun = Long.MAX_VALUE;
    final Set<Long> changed = new LinkedHashSet<>();

    Waiting(long position) {
      this.position = position;
      this.read = position;
    }

    void add(long number, String event) {
      entries++;
      read = number;
      try {
        for (VisitChange change : VisitChange.of(number, CanonicalEvent.parse(number, event))) {
          if (change instanceof VisitChange.Begin) {
            firstBegun = Math.min(firstBegun, change.visit());
          } else {
            changed.add(change.visit());
          }
        }
      } catch (Contradiction _) {
        // What was damaged is told when the journal is proven; the town gets it as it is.
      }
    }

    Set<Long> changedBefore() {
      changed.removeIf(visit -> visit >= firstBegun);
      return changed;
    }
  }

  /// How far these upstreams are.
  ///
  /// @param upstreams the names of their cursors
  /// @throws StoreException if the journal cannot be read
  public synchronized Forwarded now(List<String> upstreams) {
    if (upstreams.isEmpty()) {
      return Forwarded.TO_NOBODY;
    }
    return transactions.read(
        "looking up what was forwarded",
        connection -> {
          Map<String, Forwarded.Reached> all = new LinkedHashMap<>();
          for (String upstream : upstreams) {
            all.put(upstream, reached(connection, upstream));
          }
          return new Forwarded(all);
        });
  }

  private Forwarded.Reached reached(Connection connection, String upstream) throws SQLException {
    Long position =
        Sql.first(
            connection,
            "SELECT number FROM cursors WHERE name = ?",
            row -> row.getLong(1),
            upstream);
    Waiting waiting = waiting(upstream, position == null ? 0 : position);
    if (waiting.entries < FAR) {
      Sql.all(
          connection,
          "SELECT number, event FROM journal WHERE number > ? ORDER BY number LIMIT ?",
          row -> {
            waiting.add(row.getLong(1), row.getString(2));
            return 0;
          },
          waiting.read,
          FAR - waiting.entries);
    }
    return new Forwarded.Reached(
        waiting.firstBegun,
        waiting.changedBefore(),
        new HashSet<>(Sql.all(connection, REFUSED, row -> row.getLong(1), upstream)));
  }

  private Waiting waiting(String upstream, long position) {
    Waiting last = remembered.get(upstream);
    if (last == null || last.position != position) {
      last = new Waiting(position);
      remembered.put(upstream, last);
    }
    return last;
  }
}
