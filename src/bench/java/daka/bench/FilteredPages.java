package daka.bench;

import daka.checkin.Ended;
import daka.checkin.Evidence;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.visits.VisitBatch;
import daka.store.visits.VisitFilter;
import daka.store.visits.VisitKey;
import daka.store.visits.VisitLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The first page of the visit log under each filter, on few visits and on many, against the same
/// rows by bare sqlite-jdbc.
record FilteredPages(ManyVisits few, ManyVisits many) {
  private static final int TIMES = 300;
  private static final int WARM_UP = 100;
  private static final int PAGE = 100;

  /// @param where the same filter as a condition
  private record Filter(VisitFilter filter, String where) {}

  private record Side(VisitLog log, Connection bare, Percentiles ours, Percentiles floor) {
    static Side of(ManyVisits visits) throws SQLException {
      Database database = visits.store().database;
      return new Side(
          new VisitLog(database),
          Database.connect(database.file(), true),
          new Percentiles(TIMES),
          new Percentiles(TIMES));
    }

    void run(Filter filter, boolean counts) throws SQLException {
      long begin = System.nanoTime();
      VisitBatch page = log.read(filter.filter(), VisitKey.BEGIN, PAGE);
      long between = System.nanoTime();
      int rows = rows(filter.where());
      long end = System.nanoTime();
      if (rows != page.size() || rows < PAGE) {
        throw new IllegalStateException(filter + ": " + page.size() + " and " + rows);
      }
      if (counts) {
        ours.add(between - begin);
        floor.add(end - between);
      }
    }

    private int rows(String where) throws SQLException {
      try (Statement statement = bare.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT v.id, v.resident, r.name, v.party, v.room, v.arrived, v.departed,"
                      + " v.ended, v.reader, v.evidence FROM visits v"
                      + (where.contains("departed") ? " INDEXED BY visits_open" : "")
                      + " LEFT JOIN residents r ON r.id"
                      + " = v.resident WHERE "
                      + where
                      + " ORDER BY v.arrived, v.id LIMIT "
                      + PAGE)) {
        int count = 0;
        while (rows.next()) {
          count++;
          for (int column = 1; column <= 10; column++) {
            rows.getString(column);
          }
        }
        bare.rollback();
        return count;
      }
    }
  }

  void measure() throws SQLException {
    System.out.printf(
        "%n| first page, p95, µs | few | many | ratio | bare SQL, many | ratio to it |%n"
            + "|---|---|---|---|---|---|%n");
    for (Map.Entry<String, Filter> filter : filters().entrySet()) {
      Side small = Side.of(few);
      Side large = Side.of(many);
      for (int i = 0; i < TIMES + WARM_UP; i++) {
        small.run(filter.getValue(), i >= WARM_UP);
        large.run(filter.getValue(), i >= WARM_UP);
      }
      System.out.printf(
          "| by %s | %.0f | %.0f | %.2f (p50 %.2f) | %.0f | %.2f |%n",
          filter.getKey(),
          small.ours().micros(0.95),
          large.ours().micros(0.95),
          large.ours().micros(0.95) / small.ours().micros(0.95),
          large.ours().micros(0.5) / small.ours().micros(0.5),
          large.floor().micros(0.95),
          large.ours().micros(0.95) / large.floor().micros(0.95));
      small.bare().close();
      large.bare().close();
    }
  }

  private Map<String, Filter> filters() {
    long resident = many.rareResident();
    long from = OpenStore.MORNING.minus(Duration.ofHours(1)).toEpochMilli();
    VisitFilter all = VisitFilter.ALL;
    Map<String, Filter> filters = new LinkedHashMap<>();
    filters.put(
        "days",
        new Filter(
            new VisitFilter(Instant.ofEpochMilli(from), null, null, null, null, Long.MAX_VALUE),
            "v.arrived >= " + from));
    filters.put("room", of(ManyVisits.RARE_ROOM, null, null, null, null, null, "v.room = 'party'"));
    filters.put("person", of(null, resident, null, null, null, null, "v.resident = " + resident));
    filters.put(
        "reader", of(null, null, null, ManyVisits.RARE_READER, null, null, "v.reader = 'counter'"));
    filters.put("evidence", of(null, null, null, null, Evidence.RFID, null, "v.evidence = 'rfid'"));
    filters.put("end", of(null, null, null, null, null, Ended.STAFF, "v.ended = 'staff'"));
    filters.put("open", of(null, null, true, null, null, null, "v.departed IS NULL"));
    filters.put("nothing", new Filter(all, "1"));
    return filters;
  }

  private static Filter of(
      @Nullable String room,
      @Nullable Long resident,
      @Nullable Boolean open,
      @Nullable String reader,
      @Nullable Evidence evidence,
      @Nullable Ended ended,
      String where) {
    return new Filter(
        new VisitFilter(
            null, null, room, resident, open, Long.MAX_VALUE, reader, evidence, ended, null),
        where);
  }
}
