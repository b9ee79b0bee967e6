package daka.kiosk;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import daka.Door;
import daka.checkin.CardDigests;
import daka.checkin.Centre;
import daka.checkin.Ledger;
import daka.checkin.NotRecordedException;
import daka.checkin.RoomSpace;
import daka.config.Config;
import daka.device.Waiting;
import daka.store.file.Database;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.store.visits.SqliteLedger;
import daka.web.http.Resource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the watchdog is fed by, at a kiosk that hangs.
@Timeout(300)
class TapProofTest {
  private static final List<String> ALL =
      List.of(
          "the desk's turn", "the database's writer", "the threads of the kiosk's own listener");

  @TempDir Path folder;
  private final ExecutorService others = Executors.newCachedThreadPool();
  private final Hanging hanging = new Hanging();
  private RunningKiosk kiosk;
  private Door door;

  @BeforeEach
  void start() throws Exception {
    Path file = folder.resolve("daka.toml");
    Files.writeString(
        file,
        """
        [centre]
        id = "yimin"
        name = "Centre"
        hours = "00:00-24:00"
        [kiosk]
        id = "entrance"
        room = "hall"
        data = "."
        listen = "127.0.0.1:0"
        [[reader]]
        id = "demo"
        kind = "http"
        """);
    Config config = assertInstanceOf(Config.Valid.class, Config.read(file)).config();
    try (WarmUp warmUp = WarmUp.begin()) {
      kiosk = RunningKiosk.start(config, hanging, warmUp);
    }
    door = new Door(URI.create("http://127.0.0.1:" + kiosk.port()));
  }

  @AfterEach
  void stop() {
    hanging.over.countDown();
    kiosk.close();
    others.shutdownNow();
  }

  @Test
  void a_kiosk_that_records_taps_proves_it_and_records_nothing() throws Exception {
    long before = hanging.database().commits();
    assertEquals(ALL, steps());
    assertEquals(before, hanging.database().commits());
  }

  @Test
  void a_tap_that_hangs_in_the_store_hangs_the_proof_at_the_desk() throws Exception {
    hanging.recording = true;
    Future<?> tap = others.submit(() -> door.tap("unknown"));
    hanging.hangs.await();
    provesOnceItIsOver(ALL.subList(0, 1));
    tap.get();
  }

  @Test
  void a_write_that_hangs_hangs_the_proof_at_the_database() throws Exception {
    Future<?> write =
        others.submit(
            () ->
                hanging
                    .database()
                    .write(
                        _ -> {
                          hanging.hang();
                          return true;
                        }));
    hanging.hangs.await();
    provesOnceItIsOver(ALL.subList(0, 2));
    write.get();
  }

  @Test
  void a_listener_whose_threads_are_all_taken_hangs_the_proof() throws Exception {
    List<Future<?>> requests = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      requests.add(others.submit(() -> door.get("/hang")));
    }
    hanging.hangs.await();
    provesOnceItIsOver(ALL);
    for (Future<?> request : requests) {
      request.get();
    }
  }

  @Test
  void a_database_that_cannot_be_read_is_no_proof() {
    hanging.database().close();
    assertThrows(UnprovenException.class, this::steps);
  }

  @Test
  void while_it_is_put_together_anew_there_is_nothing_to_prove() throws Exception {
    hanging.starting = true;
    Path file = folder.resolve("daka.toml");
    Files.writeString(file, Files.readString(file).replace("Centre", "Another"));
    Future<?> run =
        others.submit(
            () -> {
              kiosk.run();
              return true;
            });
    apply();
    hanging.hangs.await();
    assertEquals(List.of("the kiosk is put together anew"), steps());
    hanging.over.countDown();
    Waiting.await("a kiosk again", () -> kiosk.port() != 0);
    assertEquals(ALL, steps());
    run.cancel(true);
  }

  private void apply() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(door.kiosk().resolve("/api/v1/settings/apply"))
            .header("Authorization", "Bearer " + hanging.token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
    }
  }

  private void provesOnceItIsOver(List<String> steps) throws Exception {
    List<String> met = new CopyOnWriteArrayList<>();
    Future<?> proof =
        others.submit(
            () -> {
              // The requests under way take the last thread at some moment after the first hangs.
              while (!hanging.isOver()) {
                met.clear();
                kiosk.prove(met::add);
              }
              return true;
            });
    Waiting.await("the proof at " + steps, () -> List.copyOf(met).equals(steps) && hangs(met));
    assertFalse(proof.isDone());
    hanging.over.countDown();
    proof.get();
    assertEquals(ALL, steps());
  }

  /// Whether nothing moves for a while.
  private static boolean hangs(List<String> met) {
    List<String> before = List.copyOf(met);
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(met).equals(before);
  }

  private List<String> steps() throws Exception {
    List<String> steps = new ArrayList<>();
    kiosk.prove(steps::add);
    return steps;
  }

  /// A kiosk in which something hangs until it is over.
  private static final class Hanging implements Wiring {
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean recording;
    private volatile boolean starting;
    private volatile String token = "";
    private volatile @Nullable Database database;

    private void hang() {
      hangs.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isOver() {
      return over.getCount() == 0;
    }

    private Database database() {
      return requireNonNull(database);
    }

    @Override
    public void prepare(
        Database opened, SqliteLedger ledger, CardDigests fingerprints, Centre centre) {
      if (starting) {
        hang();
      } else {
        token = new Tokens(opened).issue("test", TokenRole.ADMIN, Instant.now()).orElseThrow();
      }
      database = opened;
    }

    @Override
    public Ledger ledger(SqliteLedger ledger) {
      return new Ledger() {
        @Override
        public <T> T record(Function<Transaction, T> work) throws NotRecordedException {
          if (recording) {
            hang();
          }
          return ledger.record(work);
        }

        @Override
        public List<RoomSpace> rooms() {
          return ledger.rooms();
        }
      };
    }

    @Override
    public List<Resource> resources() {
      return List.of(
          routes ->
              routes.get(
                  "/hang",
                  context -> {
                    hang();
                    context.result("");
                  }));
    }
  }
}
