package daka.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.Door;
import daka.check.FreePort;
import daka.checkin.CardDigests;
import daka.checkin.Centre;
import daka.config.Config;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.store.visits.SqliteLedger;
import daka.store.visits.UnfinishedPlan;
import daka.web.described.HeldAtClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/// Power that goes while a plan is brought in, at the boundary between any two of its steps: the
/// rows that SQLite tells of, each commit, and the config file in between.
class PlanCutTest {
  private static final String PLAN =
      """
      {"plan": 1,
       "rooms": [{"id": "tea", "name": "茶室", "floor": "1F", "capacity": 12},
                 {"id": "hall", "name": "大厅", "floor": "2F", "capacity": 80}],
       "settings": {"centre.capacity": 200, "retention.days": 400}}\
      """;

  @TempDir Path temporary;
  private final int port = FreePort.pick();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Path> cuts = new ArrayList<>();
  private Path data;
  private String token;

  @BeforeEach
  void prepare() throws Exception {
    data = Files.createDirectory(temporary.resolve("data"));
    try (OpenStore store = new OpenStore(data)) {
      token = new Tokens(store.database).issue("test", TokenRole.ADMIN, store.now()).orElseThrow();
    }
    Files.writeString(
        data.resolve("daka.toml"),
        """
        [centre]
        id = "yimin"
        name = "益民社区邻里中心"
        hours = "00:00-24:00"
        [kiosk]
        id = "entrance"
        room = "hall"
        data = "."
        listen = "127.0.0.1:%d"
        """
            .formatted(port));
  }

  @Test
  void leaves_all_of_the_plan_or_nothing_of_it() throws Exception {
    String before;
    String after;
    try (RunningKiosk _ = start(data, new Watched())) {
      before = plan();
      bring();
      cut();
    }
    try (RunningKiosk _ = start(data, Wiring.PLAIN)) {
      after = plan();
    }
    assertTrue(after.contains("茶室") && after.contains("200"), after);
    assertTrue(cuts.size() >= 5, "rows in between, and two commits: " + cuts.size());
    boolean isMixed = false;
    for (Path cut : cuts.subList(0, cuts.size() - 1)) {
      isMixed |= isWritten(cut);
      assertEquals(before, started(cut), cut::toString);
    }
    assertTrue(isMixed, "the file was written and the rooms were not");
    assertEquals(after, started(cuts.getLast()), "the last commit decides");
  }

  /// What a power cut leaves of the file while it is written.
  @Test
  void half_a_file_beside_the_config_does_no_harm() throws Exception {
    String before;
    try (RunningKiosk _ = start(data, new Watched())) {
      before = plan();
      bring();
    }
    Path written = cuts.stream().filter(PlanCutTest::isWritten).findFirst().orElseThrow();
    byte[] whole = Files.readAllBytes(written.resolve("daka.toml"));
    Files.write(written.resolve("daka.toml.new"), Arrays.copyOf(whole, whole.length / 2));
    assertEquals(before, started(written));
  }

  @Test
  void a_file_that_somebody_has_changed_since_is_left_as_it_is() throws Exception {
    try (RunningKiosk _ = start(data, new Watched())) {
      bring();
    }
    Path written = cuts.stream().filter(PlanCutTest::isWritten).findFirst().orElseThrow();
    Path file = written.resolve("daka.toml");
    Files.writeString(file, Files.readString(file).replace("capacity = 200", "capacity = 300"));
    String now = started(written);
    assertTrue(now.contains("\"centre.capacity\" : 300") && !now.contains("茶室"), now);
  }

  private static boolean isWritten(Path cut) {
    try {
      return Files.readString(cut.resolve("daka.toml")).contains("capacity = 200");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunningKiosk start(Path folder, Wiring wiring) throws Exception {
    Path file = folder.resolve("daka.toml");
    Config config = assertInstanceOf(Config.Valid.class, Config.read(file)).config();
    return RunningKiosk.start(config, wiring, WarmUp.begin());
  }

  /// What a kiosk that is started on this has, with nothing left to do at the next start.
  private String started(Path folder) throws Exception {
    String plan;
    boolean wasMixed = isWritten(folder);
    try (RunningKiosk _ = start(folder, Wiring.PLAIN)) {
      plan = plan();
      String audit = get("audit");
      assertEquals(
          wasMixed && !plan.contains("茶室") && !plan.contains("300"),
          audit.contains("plan.taken-back"),
          audit);
    }
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
    try (Database database = Database.open(folder)) {
      assertEquals(Optional.empty(), UnfinishedPlan.find(database));
    }
    return plan;
  }

  private String plan() throws Exception {
    return get("plan");
  }

  private String get(String path) throws Exception {
    HttpResponse<String> answer = send(path, null, null);
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private void bring() throws Exception {
    HttpResponse<String> seen = send("plan?preview=true", PLAN, null);
    String tag = seen.headers().firstValue("ETag").orElseThrow(() -> new AssertionError(seen));
    assertEquals(0, Door.JSON.readTree(seen.body()).path("problems").size(), seen.body());
    isWatched = true;
    HttpResponse<String> brought = send("plan", PLAN, tag);
    isWatched = false;
    assertEquals(200, brought.statusCode(), brought.body());
  }

  private HttpResponse<String> send(String path, @Nullable String body, @Nullable String tag)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
            .timeout(Waiting.PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json");
    if (body != null) {
      request.POST(BodyPublishers.ofString(body));
    }
    if (tag != null) {
      request.header("If-Match", tag);
    }
    return HeldAtClient.atKiosk(http.send(request.build(), BodyHandlers.ofString()));
  }

  private volatile boolean isWatched;

  /// Copies the files as they lie there now.
  private void cut() {
    try {
      Path cut = Files.createDirectory(temporary.resolve("cut-" + cuts.size()));
      try (Stream<Path> files = Files.list(data)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          copy(file, cut);
        }
      }
      cuts.add(cut);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The copy of the night is made meanwhile, of which parts come and go.
  private static void copy(Path file, Path to) throws IOException {
    try {
      Files.copy(file, to.resolve(file.getFileName()));
    } catch (NoSuchFileException _) {
      // It is gone, as after a power cut.
    }
  }

  /// SQLite tells of each row and each commit before it is done.
  private final class Watched implements Wiring {
    @Override
    public void prepare(
        Database database, SqliteLedger ledger, CardDigests fingerprints, Centre centre) {
      try {
        database.write(
            connection -> {
              SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
              sqlite.addUpdateListener((_, _, _, _) -> cutIfWatched());
              sqlite.addCommitListener(
                  new SQLiteCommitListener() {
                    @Override
                    public void onCommit() {
                      cutIfWatched();
                    }

                    @Override
                    public void onRollback() {}
                  });
              return true;
            });
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private void cutIfWatched() {
      if (isWatched) {
        cut();
      }
    }
  }
}
