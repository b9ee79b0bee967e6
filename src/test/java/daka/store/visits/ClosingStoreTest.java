package daka.store.visits;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import daka.checkin.Decision;
import daka.checkin.Refusal;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.store.file.StoreException;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The kiosk is stopped while people tap and the log is read.
@Timeout(300)
class ClosingStoreTest {
  private static final int PEOPLE = 4;
  private static final int READERS = 3;
  private static final long TAPS = 400;

  @TempDir Path folder;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.capacity("hall", 1_000_000);
    store.residents(IntStream.range(0, PEOPLE).mapToObj(person -> "W-" + person).toList());
  }

  @Test
  void until_then_every_tap_is_recorded_and_from_then_on_told_not_recorded() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> taps = new ArrayList<>();
      List<Future<StoreException>> reads = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        String card = "W-" + person;
        taps.add(threads.submit(() -> tapUntilNotRecorded(card)));
      }
      for (int reader = 0; reader < READERS; reader++) {
        reads.add(threads.submit(this::readUntilClosed));
      }
      Waiting.await("some taps", () -> store.ledger.journal().head() >= TAPS);
      store.close();
      int recorded = 0;
      for (Future<Integer> told : taps) {
        recorded += told.get();
      }
      for (Future<StoreException> read : reads) {
        assertEquals(
            "reading the visit log in %1$s: %1$s is closed".formatted(store.database.file()),
            read.get().getMessage());
      }
      var proven = assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
      assertEquals(recorded, proven.entries());
      assertEquals(List.of(), openFiles());
    }
  }

  /// @return how many taps and touches were answered as recorded
  private int tapUntilNotRecorded(String card) {
    Decision decision = store.desk.scan(entrance(card));
    int recorded = 0;
    while (!isNotRecorded(decision)) {
      recorded++;
      decision =
          recorded % 2 == 0
              ? store.desk.guests(1)
              : store.desk.scan(entrance(card + " unknown " + recorded));
    }
    return recorded;
  }

  private static boolean isNotRecorded(Decision decision) {
    return decision instanceof Decision.Refused refused && refused.reason() == Refusal.NOT_RECORDED;
  }

  private StoreException readUntilClosed() {
    VisitLog log = new VisitLog(store.database);
    return assertThrows(
        StoreException.class,
        () -> {
          while (true) {
            log.read(VisitFilter.ALL, VisitKey.BEGIN, 100);
          }
        });
  }

  /// What this process holds open in the folder.
  private List<Path> openFiles() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .filter(Files::isSymbolicLink)
          .flatMap(ClosingStoreTest::target)
          .filter(file -> file.startsWith(folder))
          .toList();
    }
  }

  private static Stream<Path> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor));
    } catch (IOException e) {
      return Stream.of();
    }
  }
}
