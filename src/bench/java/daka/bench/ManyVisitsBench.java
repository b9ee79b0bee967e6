package daka.bench;

import daka.checkin.Decision;
import daka.store.OpenStore;
import daka.store.journal.ClockStamp;
import daka.store.visits.SqliteLedger;
import daka.store.visits.VisitBatch;
import daka.store.visits.VisitFilter;
import daka.store.visits.VisitKey;
import daka.store.visits.VisitLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// Whether a kiosk that has stood at the door for years answers as fast as a new one: the same work
/// on a store with 10,000 visits and on one with as many as asked for, by turns in one run. Then
/// each filter of the visit log, and a report.
///
/// Usage: `ManyVisitsBench FOLDER [VISITS]`. Ten million visits take a few minutes to make, and 2
/// GB.
final class ManyVisitsBench {
  private static final long FEW = 10_000;
  private static final int TIMES = 1_000;
  private static final int WARM_UP = 300;
  private static final int PAGE = 100;

  private ManyVisitsBench() {}

  /// One of the two stores and the times it took there.
  private record Side(
      ManyVisits visits, VisitLog log, Percentiles tap, Percentiles occupancy, Percentiles page) {
    static Side make(Path folder, long visits) throws Exception {
      Files.createDirectories(folder);
      ManyVisits made =
          ManyVisits.make(Files.createTempDirectory(folder, "visits"), visits, TIMES + WARM_UP);
      return new Side(
          made,
          new VisitLog(made.store().database),
          new Percentiles(TIMES),
          new Percentiles(TIMES),
          new Percentiles(TIMES));
    }

    void run(int i) throws SQLException {
      OpenStore store = visits.store();
      store.pass(Duration.ofMillis(100));
      long begin = System.nanoTime();
      Decision decision = store.desk.scan(OpenStore.entrance(visits.cards().get(i)));
      long tapped = System.nanoTime();
      SqliteLedger counted =
          new SqliteLedger(
              store.database, "/bench", OpenStore.ZONE, () -> new ClockStamp("", "", 0));
      long inside = counted.rooms().stream().mapToInt(room -> room.inside()).sum();
      long counting = System.nanoTime();
      VisitBatch rows = log.read(VisitFilter.ALL.upTo(log.newest()), VisitKey.BEGIN, PAGE);
      long end = System.nanoTime();
      if (!(decision instanceof Decision.Arrived) || inside < i || !rows.next()) {
        throw new IllegalStateException("tap " + i + ", " + inside + " inside: " + decision);
      }
      if (i >= WARM_UP) {
        tap.add(tapped - begin);
        occupancy.add(counting - tapped);
        page.add(end - counting);
      }
    }
  }

  static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long many = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
    Side few = Side.make(folder, FEW);
    Side most = Side.make(folder, many);
    for (int i = 0; i < TIMES + WARM_UP; i++) {
      few.run(i);
      most.run(i);
    }
    System.out.printf(
        "| p50, µs | %d visits | %d visits | ratio |%n|---|---|---|---|%n", FEW, many);
    print("a tap", few.tap(), most.tap());
    print("occupancy, counted anew", few.occupancy(), most.occupancy());
    print("first page of the log", few.page(), most.page());
    new FilteredPages(few.visits(), most.visits()).measure();
    new ReportTimes(most.visits()).measure();
  }

  static void print(String what, Percentiles few, Percentiles most) {
    System.out.printf(
        "| %s | %.0f | %.0f | %.2f |%n",
        what, few.micros(0.5), most.micros(0.5), most.micros(0.5) / few.micros(0.5));
  }
}
