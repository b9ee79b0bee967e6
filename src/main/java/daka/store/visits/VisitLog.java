package daka.store.visits;

import daka.checkin.Ended;
import daka.checkin.Evidence;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The visits in the order of arrival, as administrators read them. Safe for use by several
/// threads.
///
/// What costs in reading a million rows is each call from Java into SQLite. So a batch is one such
/// call: SQLite joins its rows into one text, and [VisitBatch] takes that apart.
public final class VisitLog {
  private static final String ROWS =
      """
      SELECT count(*), group_concat(line, char(30)) FROM (
        SELECT concat_ws(char(31), v.id, coalesce(v.resident, ''), coalesce(r.name, ''), v.party, v.room,
            v.arrived, coalesce(v.departed, ''), coalesce(v.ended, ''), v.reader,
            coalesce(v.evidence, '')) AS line
        FROM visits v%s LEFT JOIN residents r ON r.id = v.resident
        WHERE %s ORDER BY v.arrived, v.id LIMIT ?)\
      """;

  /// Only those that are wanted are joined with names.
  private static final String LEFT =
      """
      v.id IN (
        SELECT id FROM visits INDEXED BY visits_by_arrival
        WHERE arrived >= ?1 AND departed IS NOT NULL AND ended NOT IN ('moved', 'voided')
          AND (?2 IS NULL OR room = ?2)
        ORDER BY departed DESC, arrived, id LIMIT ?3)\
      """;

  private final Transactions transactions;

  public VisitLog(Database database) {
    this.transactions = new Transactions(database);
  }

  /// The next visits after a place in the log. Each batch is a snapshot of its own, however long a
  /// caller takes between two, so that no slow caller keeps the database from being tidied.
  ///
  /// @param limit how many at most; 2,000 are read as fast as any number
  /// @throws StoreException if they cannot be read
  public VisitBatch read(VisitFilter filter, VisitKey after, int limit) {
    return transactions.read(
        "reading the visit log", connection -> batch(connection, filter, after, limit));
  }

  private static VisitBatch batch(
      Connection connection, VisitFilter filter, VisitKey after, int limit) throws SQLException {
    List<Object> values = new ArrayList<>();
    String sql = sql(filter, after, limit, values);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      Sql.bind(query, values.toArray());
      return batch(connection, query);
    }
  }

  /// How many there are.
  ///
  /// @param visits without those that were voided
  /// @param people who came in these visits, each as often as they came
  /// @param voided the visits that never were
  public record Totals(long visits, long people, long voided) {}

  /// How many visits a filter finds. This takes the longer the more there are.
  ///
  /// @throws StoreException if they cannot be counted
  public Totals totals(VisitFilter filter) {
    List<Object> values = new ArrayList<>();
    String sql =
        """
        SELECT count(*) FILTER (WHERE v.ended IS NOT 'voided'),
          coalesce(sum(v.party) FILTER (WHERE v.ended IS NOT 'voided'), 0),
          count(*) FILTER (WHERE v.ended IS 'voided')
        FROM visits v%s WHERE %s\
        """
            .formatted(index(filter), where(filter, VisitKey.BEGIN, values));
    return transactions
        .read(
            "counting visits",
            connection ->
                Sql.all(
                    connection,
                    sql,
                    row -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3)),
                    values.toArray()))
        .getFirst();
  }

  private static String sql(VisitFilter filter, VisitKey after, int limit, List<Object> values) {
    String where = where(filter, after, values);
    values.add(limit);
    return ROWS.formatted(index(filter), where);
  }

  /// SQLite cannot know which of the conditions finds the fewest visits: a person has few, and so
  /// have the open ones, rare ends, kinds of evidence and readers. What waits for the town is
  /// looked for by its id.
  private static String index(VisitFilter filter) {
    if (isById(filter)) {
      return " NOT INDEXED";
    }
    String index = "visits_by_arrival";
    if (filter.resident() != null) {
      index = "visits_by_resident";
    } else if (Boolean.TRUE.equals(filter.open())) {
      index = "visits_open";
    } else if (filter.ended() != null) {
      index = "visits_by_ending";
    } else if (filter.evidence() != null) {
      index = "visits_by_evidence";
    } else if (filter.reader() != null) {
      index = "visits_by_reader";
    } else if (filter.room() != null) {
      index = "visits_by_room";
    }
    return " INDEXED BY " + index;
  }

  private static boolean isById(VisitFilter filter) {
    return filter.town() != null && filter.town().state() != Forwarded.State.HAS;
  }

  private static String where(VisitFilter filter, VisitKey after, List<Object> values) {
    long from = filter.from() == null ? Long.MIN_VALUE : filter.from().toEpochMilli();
    VisitKey begin = from > after.arrived() ? new VisitKey(from, 0) : after;
    StringBuilder where = new StringBuilder("v.arrived >= ? AND (v.arrived > ? OR v.id > ?)");
    values.addAll(List.of(begin.arrived(), begin.arrived(), begin.visit()));
    and(where, " AND v.arrived < ?", millis(filter.before()), values);
    and(where, " AND v.room = ?", filter.room(), values);
    and(where, " AND v.resident = ?", filter.resident(), values);
    and(where, " AND v.id <= ?", filter.upTo(), values);
    and(where, " AND v.reader = ?", filter.reader(), values);
    Evidence evidence = filter.evidence();
    and(where, " AND v.evidence = ?", evidence == null ? null : evidence.wireName(), values);
    Ended ended = filter.ended();
    and(where, " AND v.ended = ?", ended == null ? null : ended.wireName(), values);
    if (filter.open() != null) {
      where.append(filter.open() ? " AND v.departed IS NULL" : " AND v.departed IS NOT NULL");
    }
    VisitFilter.Town town = filter.town();
    if (town != null) {
      where.append(" AND ").append(town.forwarded().condition(town.state(), values));
    }
    return where.toString();
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static void and(
      StringBuilder where, String condition, @Nullable Object value, List<Object> values) {
    if (value != null) {
      where.append(condition);
      values.add(value);
    }
  }

  private static VisitBatch batch(Connection connection, PreparedStatement query)
      throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      byte @Nullable [] rows = row.getBytes(2);
      return new VisitBatch(
          rows == null ? new byte[0] : rows, row.getInt(1), RoomNames.read(connection));
    }
  }

  /// The visits of people who have left: of those that began at a time or later and neither went on
  /// elsewhere nor were voided, the ones that ended last, by arrival.
  ///
  /// @param room the id of the room that is asked for, or null for all
  /// @param limit how many at most
  /// @throws StoreException if they cannot be read
  public VisitBatch left(Instant since, @Nullable String room, int limit) {
    return transactions.read(
        "reading who has left",
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(ROWS.formatted("", LEFT))) {
            Sql.bind(query, since.toEpochMilli(), room, limit, limit);
            return batch(connection, query);
          }
        });
  }

  /// One visit, if there is one with this id, as a batch that stands at it.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<VisitBatch> find(long visit) {
    VisitBatch batch =
        transactions.read(
            "reading visit " + visit,
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(ROWS.formatted("", "v.id = ?"))) {
                Sql.bind(query, visit, 1);
                return batch(connection, query);
              }
            });
    return batch.next() ? Optional.of(batch) : Optional.empty();
  }

  /// The id of the newest visit, 0 if there is none.
  ///
  /// @throws StoreException if it cannot be read
  public long newest() {
    return transactions
        .read(
            "looking for the newest visit",
            connection ->
                Sql.all(
                    connection, "SELECT coalesce(max(id), 0) FROM visits", row -> row.getLong(1)))
        .getFirst();
  }

  /// The readers at which visits began, in the order of their ids. Looks at each once, not at each
  /// visit.
  ///
  /// @throws StoreException if they cannot be read
  public List<String> readers() {
    return transactions.read(
        "looking for the readers of visits",
        connection ->
            Sql.all(
                connection,
                """
                WITH RECURSIVE each (reader) AS (
                  SELECT min(reader) FROM visits
                  UNION ALL
                  SELECT (SELECT min(v.reader) FROM visits v WHERE v.reader > each.reader) FROM each
                  WHERE each.reader IS NOT NULL)
                SELECT reader FROM each WHERE reader IS NOT NULL\
                """,
                row -> row.getString(1)));
  }

  /// How many visits there are after a place in the log.
  ///
  /// @throws StoreException if they cannot be counted
  public long count(VisitFilter filter, VisitKey after) {
    List<Object> values = new ArrayList<>();
    String sql =
        "SELECT count(*) FROM visits v" + index(filter) + " WHERE " + where(filter, after, values);
    return transactions
        .read(
            "counting the visits",
            connection -> Sql.all(connection, sql, row -> row.getLong(1), values.toArray()))
        .getFirst();
  }

  /// How SQLite reads such a page, step by step.
  List<String> plan(VisitFilter filter, VisitKey after) {
    List<Object> values = new ArrayList<>();
    String sql = "EXPLAIN QUERY PLAN " + sql(filter, after, 1, values);
    return transactions.read(
        "explaining the visit log",
        connection -> Sql.all(connection, sql, row -> row.getString(4), values.toArray()));
  }
}
