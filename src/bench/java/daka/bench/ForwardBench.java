package daka.bench;

import static java.util.Objects.requireNonNull;

import daka.checkin.Decision;
import daka.checkin.Ended;
import daka.checkin.Evidence;
import daka.checkin.Ledger;
import daka.checkin.NotRecordedException;
import daka.checkin.Visit;
import daka.checkin.VisitArrived;
import daka.checkin.VisitDeparted;
import daka.checkin.Visitor;
import daka.store.OpenStore;
import daka.store.file.Checkpoints;
import daka.store.journal.Cursors;
import daka.store.journal.Journal;
import daka.upstream.Cursor;
import daka.upstream.Delivery;
import daka.upstream.Forwarder;
import daka.upstream.HttpUpstream;
import daka.upstream.StoredCursor;
import daka.upstream.Upstream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Catching up after a long time without the town: how fast waiting events are forwarded by HTTP to
/// a receiver in a process of its own, and what people who tap meanwhile notice of it. Rounds with
/// and without forwarding take turns, so that a slow disk slows both.
///
/// Usage: `ForwardBench FOLDER [EVENTS]`.
final class ForwardBench {
  private static final int WARMING = 4;
  private static final int ROUNDS = 7;
  private static final int RESIDENTS = 1_000;
  private static final int TOGETHER = 500;
  private static final int MOST_TAPS = 1_000_000;
  private static final Duration BETWEEN_TAPS = Duration.ofMillis(1);
  private static final int QUIET_TAPS = 3_000;

  private final OpenStore store;
  private final Journal journal;
  private final Cursor cursor;
  private final List<String> cards;
  private long visits;
  private int taps;

  private ForwardBench(OpenStore store) throws Exception {
    this.store = store;
    journal = store.ledger.journal();
    cursor = new StoredCursor(new Cursors(store.database), "upstream", store::now);
    cards = Residents.register(store, RESIDENTS);
  }

  static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "forward");
    long events = args.length > 1 ? Long.parseLong(args[1]) : 100_000;
    try (OpenStore store = new OpenStore(folder);
        Checkpoints _ = new Checkpoints(store.database)) {
      ForwardBench bench = new ForwardBench(store);
      bench.comeAndGo(events);
      Process town = town();
      try {
        bench.measure(town, events);
      } finally {
        town.destroy();
      }
    }
  }

  /// As much of the journal as there are events, of people who came and left.
  private void comeAndGo(long events) throws NotRecordedException {
    while (journal.head() < events) {
      store.ledger.record(
          transaction -> {
            for (int i = 0; i < TOGETHER; i++) {
              comeAndGo(transaction);
            }
            return events;
          });
    }
  }

  private void comeAndGo(Ledger.Transaction transaction) {
    store.pass(Duration.ofSeconds(1));
    Visitor visitor = requireNonNull(transaction.resident(1 + visits++ % RESIDENTS)).visitor();
    Visit visit =
        new Visit(
            transaction.nextVisit(),
            visitor,
            1,
            "hall",
            "door",
            Evidence.QR,
            store.now(),
            null,
            null,
            false);
    transaction.append(new VisitArrived(visit, null), store.now());
    transaction.append(new VisitDeparted(visit.ended(Ended.TAP, store.now())), store.now());
  }

  private static Process town() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "daka.bench.EventSink")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void measure(Process town, long events) throws Exception {
    String port = town.inputReader(StandardCharsets.US_ASCII).readLine();
    URI url = URI.create("http://127.0.0.1:" + port + "/events");
    Percentiles quiet = new Percentiles(MOST_TAPS);
    Percentiles busy = new Percentiles(MOST_TAPS);
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < WARMING + ROUNDS; round++) {
      boolean counts = round >= WARMING;
      for (int i = 0; i < QUIET_TAPS; i++) {
        paced(counts ? quiet : null);
      }
      double seconds = forward(url, events, counts ? busy : null);
      if (counts) {
        rates.add(events / seconds);
      }
    }
    rates.sort(null);
    System.out.printf(
        "| %d waiting events by HTTP | events/s, median | worst | best |%n|---|---|---|---|%n",
        events);
    System.out.printf(
        "| %d rounds | %.0f | %.0f | %.0f |%n",
        ROUNDS, rates.get(ROUNDS / 2), rates.getFirst(), rates.getLast());
    System.out.printf("%n| a tap meanwhile | p50 | p99 |%n|---|---|---|%n");
    System.out.printf(
        "| nothing to forward, µs | %.0f | %.0f |%n", quiet.micros(0.5), quiet.micros(0.99));
    System.out.printf("| forwarding, µs | %.0f | %.0f |%n", busy.micros(0.5), busy.micros(0.99));
    System.out.printf(
        "| ratio | %.2f | %.2f |%n",
        busy.micros(0.5) / quiet.micros(0.5), busy.micros(0.99) / quiet.micros(0.99));
  }

  /// @return seconds until the town had acknowledged them all
  private double forward(URI url, long events, @Nullable Percentiles meanwhile) throws Exception {
    cursor.advance(0);
    AtomicLong acknowledged = new AtomicLong();
    HttpUpstream http =
        new HttpUpstream(HttpUpstream.Settings.of(url, null), InstantSource.system());
    Upstream counted =
        batch -> {
          Delivery delivery = http.deliver(batch);
          if (delivery instanceof Delivery.Stored) {
            acknowledged.set(batch.getLast().number());
          }
          return delivery;
        };
    long begin = System.nanoTime();
    try (Forwarder forwarder =
        new Forwarder(
            "upstream",
            journal,
            cursor,
            counted,
            ForwardBench::pauseUnlessAtStart,
            System::nanoTime,
            new Random(1))) {
      forwarder.start();
      while (acknowledged.get() < events) {
        paced(meanwhile);
      }
      if (!forwarder.health().cure().isEmpty()) {
        throw new IllegalStateException(forwarder.health().toString());
      }
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      http.close();
    }
  }

  /// The pause before the first batch is for the town's sake, and long.
  private static void pauseUnlessAtStart(Duration duration) throws InterruptedException {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      Thread.sleep(duration);
    }
  }

  private void paced(@Nullable Percentiles times) {
    LockSupport.parkNanos(BETWEEN_TAPS.toNanos());
    long before = System.nanoTime();
    tap();
    if (times != null) {
      times.add(System.nanoTime() - before);
    }
  }

  /// Everybody comes, stays a while, and leaves, by turns.
  private void tap() {
    store.pass(Duration.ofSeconds(1));
    Decision decision = store.desk.scan(OpenStore.entrance(cards.get(taps++ % RESIDENTS)));
    if (!(decision instanceof Decision.Arrived || decision instanceof Decision.Departed)) {
      throw new IllegalStateException("tap " + taps + " was answered " + decision);
    }
  }
}
