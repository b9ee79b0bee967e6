package daka.store.report;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Makes the figures of a span from the visit log. Safe for use by several threads.
public final class VisitReport {
  /// Rows of a transaction: some hundredths of a second.
  private static final int BATCH = 10_000;

  private static final int PEOPLE_OF_A_BATCH = 2_000;
  private static final long DAY = 86_400_000;

  /// Who: the resident, 0 for guests, -1 for somebody who was erased. Of those only how they were
  /// identified is left.
  private static final String ROWS =
      """
      SELECT id, arrived, coalesce(resident, iif(coalesce(evidence, 'none') = 'none', 0, -1)), party,
        room, coalesce(departed, -1), coalesce(ended, '')
      FROM visits INDEXED BY visits_by_arrival
      WHERE arrived >= ?1 AND (arrived > ?1 OR id > ?2) AND arrived < ?3
      ORDER BY arrived, id LIMIT ?4\
      """;

  private final Transactions transactions;
  private final ZoneId zone;

  /// @param zone the centre's, in which days begin
  public VisitReport(Database database, ZoneId zone) {
    this.transactions = new Transactions(database);
    this.zone = zone;
  }

  /// The first day of which the log knows a visit; earlier ones may have been deleted.
  ///
  /// @throws StoreException if the log cannot be read
  public Optional<LocalDate> since() {
    return transactions.read(
        "looking for the first visit",
        connection ->
            Optional.ofNullable(
                    Sql.first(
                        connection,
                        "SELECT arrived FROM visits INDEXED BY visits_by_arrival ORDER BY arrived"
                            + " LIMIT 1",
                        row -> row.getLong(1)))
                .map(arrived -> new CentreHour(zone).day(arrived)));
  }

  /// The figures of a span. This takes seconds for each million of visits in it; meanwhile others
  /// read and write as ever.
  ///
  /// @throws StoreException if the log cannot be read
  public VisitFigures figures(Span span) {
    long from = begin(span.from());
    Tally tally = new Tally(span, new CentreHour(zone), from, bands(span));
    Place place = new Place(from - DAY, Long.MIN_VALUE, true);
    while (place.more()) {
      Place after = place;
      place =
          transactions.read(
              "reading the visits of a report",
              connection -> read(connection, after, begin(span.to().plusDays(1)), tally));
      giveWay();
    }
    return tally.figures(before(tally.people(), from));
  }

  /// Where to go on.
  private record Place(long arrived, long visit, boolean more) {}

  /// No report keeps a processor from other requests.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void giveWay() {
    Thread.yield();
  }

  private long begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private Map<Long, AgeBand> bands(Span span) {
    Map<Long, AgeBand> bands = new HashMap<>();
    transactions.read(
        "reading when people were born",
        connection ->
            Sql.all(
                connection,
                "SELECT id, born FROM residents WHERE born IS NOT NULL",
                row -> bands.put(row.getLong(1), AgeBand.of(row.getString(2), span.to()))));
    return bands;
  }

  private static Place read(Connection connection, Place after, long before, Tally tally)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ROWS)) {
      Sql.bind(query, after.arrived(), after.visit(), before, BATCH);
      try (ResultSet row = query.executeQuery()) {
        Place last = after;
        int rows = 0;
        long arrived = 0;
        long visit = 0;
        while (row.next()) {
          rows++;
          visit = row.getLong(1);
          arrived = row.getLong(2);
          tally.add(
              arrived,
              row.getLong(3),
              row.getInt(4),
              row.getString(5),
              row.getLong(6),
              row.getString(7));
        }
        return rows < BATCH
            ? new Place(last.arrived(), last.visit(), false)
            : new Place(arrived, visit, true);
      }
    }
  }

  /// How many of these people had come before.
  private long before(BitSet people, long from) {
    long found = 0;
    int next = people.nextSetBit(0);
    while (next >= 0) {
      int first = next;
      long[] counted =
          transactions.read(
              "looking for people who had come before",
              connection -> countBefore(connection, people, first, from));
      found += counted[0];
      next = (int) counted[1];
      giveWay();
    }
    return found;
  }

  /// @return how many of the next people had, and the person to go on with, negative for none
  private static long[] countBefore(Connection connection, BitSet people, int first, long from)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT 1 FROM visits INDEXED BY visits_by_resident WHERE resident = ?"
                + " AND arrived < ? AND ended IS NOT 'voided')")) {
      long found = 0;
      int person = first;
      for (int i = 0; i < PEOPLE_OF_A_BATCH && person >= 0; i++) {
        Sql.bind(query, person, from);
        try (ResultSet row = query.executeQuery()) {
          found += row.next() ? row.getInt(1) : 0;
        }
        person = people.nextSetBit(person + 1);
      }
      return new long[] {found, person};
    }
  }
}
