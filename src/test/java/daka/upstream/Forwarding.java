package daka.upstream;

import daka.checkin.NotRecordedException;
import daka.checkin.Refusal;
import daka.checkin.ScanRefused;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.store.journal.Cursors;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/// A journal in a real database and what it takes to forward it.
final class Forwarding implements AutoCloseable {
  private static final Duration PATIENCE = Waiting.PATIENCE;

  final OpenStore store;
  final Cursors cursors;
  final Cursor cursor;
  final Pauses pauses = new Pauses();

  Forwarding(Path folder) throws SQLException {
    store = new OpenStore(folder);
    cursors = new Cursors(store.database);
    cursor = new StoredCursor(cursors, "upstream", store::now);
  }

  /// Appends this many entries to the journal.
  void record(int entries) throws NotRecordedException {
    Instant now = store.now();
    store.ledger.record(
        transaction -> {
          for (int i = 0; i < entries; i++) {
            transaction.append(new ScanRefused("door", Refusal.UNREADABLE, now), now);
          }
          return entries;
        });
  }

  static Upstream to(Receiver receiver) {
    return to(receiver, Duration.ofSeconds(30));
  }

  static Upstream to(Receiver receiver, Duration deadline) {
    HttpUpstream.Settings settings =
        new HttpUpstream.Settings(receiver.url(), null, Tls.OF_SYSTEM, false, deadline, deadline);
    return new HttpUpstream(settings, InstantSource.system());
  }

  Forwarder start(Upstream upstream) {
    return start(upstream, cursor);
  }

  Forwarder start(Upstream upstream, Cursor movedCursor) {
    Forwarder forwarder =
        new Forwarder(
            "upstream",
            store.ledger.journal(),
            movedCursor,
            upstream,
            pauses,
            pauses,
            new Random(1));
    forwarder.start();
    return forwarder;
  }

  /// The numbers from 1 to `last`.
  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /// The same numbers in the same order; names only the first that differs.
  static void assertNumbers(List<Long> expected, List<Long> actual) {
    int same = 0;
    while (same < Math.min(expected.size(), actual.size())
        && expected.get(same).equals(actual.get(same))) {
      same++;
    }
    if (same < expected.size() || same < actual.size()) {
      throw new AssertionError(
          "%d instead of %d; after %d: %s instead of %s"
              .formatted(
                  actual.size(), expected.size(), same, at(actual, same), at(expected, same)));
    }
  }

  private static String at(List<Long> numbers, int index) {
    return index < numbers.size() ? "entry " + numbers.get(index) : "nothing";
  }

  /// Waits until the stored cursor stands here.
  void awaitCursor(long number) throws InterruptedException {
    await("the cursor at " + number, () -> cursor.position() == number);
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited in vain for " + what);
      }
      Thread.sleep(2);
    }
  }

  @Override
  public void close() throws SQLException {
    store.close();
  }
}
