package daka.web.described;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.store.OpenStore;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.journal.Cursors;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.web.api.RunningApi;
import daka.web.door.RunningKiosk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests made out of the description, good and spoilt, by an administrator of a centre in which
/// people are: none is answered by 500, and each answer is one that is described.
class MadeRequestsTest {
  private static final int EACH = 9;
  private static final int EACH_AT_KIOSK = 3;

  @TempDir Path folder;

  /// @param held at this listener
  private record Centre(
      String listener, String base, OpenStore store, HttpClient http, HeldAnswers held) {}

  /// Of the administrator who asks; another one when it has been revoked by what was asked.
  private String token = "";

  private void sign(OpenStore store) {
    token =
        new Tokens(store.database)
            .issue("asker-" + UUID.randomUUID(), TokenRole.ADMIN, store.now())
            .orElseThrow();
  }

  @Test
  @ForeignBytes
  void nothing_that_is_asked_on_the_lan_is_a_fault_of_ours() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      fill(api.store);
      String base = "https://127.0.0.1:" + api.server.port();
      ask(new Centre("lan", base, api.store, api.http, api.held), EACH, 20_261_201);
    }
  }

  @Test
  @ForeignBytes
  void nor_is_anything_that_is_asked_at_the_kiosk_itself() throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(folder);
        HttpClient http = HttpClient.newHttpClient()) {
      fill(kiosk.store);
      ask(
          new Centre("kiosk", kiosk.url(""), kiosk.store, http, kiosk.held),
          EACH_AT_KIOSK,
          20_261_202);
    }
  }

  /// People, cards, visits, guests, a card that waits, an account, and an entry that was refused.
  private static void fill(OpenStore store) throws Exception {
    new Accounts(store.database, store.fingerprints)
        .addFirst(AccountName.of("王芳"), "purple tin eats a slow river", store.now());
    for (int i = 0; i < 8; i++) {
      store.resident("张建" + i, "W-9" + i);
      store.desk.scan(OpenStore.room(i % 2 == 0 ? "hall" : "sports", "W-9" + i));
    }
    store.desk.scan(OpenStore.room("hall", "nobody"));
    store.staff.admitGuests(3, "hall", null);
    store.pass(Duration.ofMinutes(20));
    store.desk.scan(OpenStore.entrance("W-91"));
    new Cursors(store.database)
        .setAside(new Cursors.SetAside("upstream", 3, 422, "bad room", store.now()));
  }

  private void ask(Centre centre, int each, long seed) throws Exception {
    sign(centre.store());
    Random random = Fuzz.random(seed);
    Told told = new Told();
    told.keep("consents.id", "c1");
    MadeRequests made = new MadeRequests(Description.whole(), told, random);
    List<Operation> operations =
        Description.whole().operations().stream()
            .filter(operation -> operation.listeners().contains(centre.listener()))
            .toList();
    for (int round = 0; round < Fuzz.rounds(each); round++) {
      centre.store().resident("李桂" + round, "W-8" + round);
      for (Operation operation : operations) {
        String path = made.path(operation);
        MadeRequests.Made request =
            made.about(operation, centre.base(), path, tag(centre, operation, path));
        String why = "seed " + seed + ", round " + round + ": " + request.told();
        HttpResponse<byte[]> response = answered(centre, request.request(), why);
        assertTrue(response.statusCode() != 500, why);
        assertEquals(List.of(), centre.held().faults(), why);
        hear(told, operation, response);
        if (response.statusCode() == 401) {
          sign(centre.store());
        }
      }
    }
  }

  /// Of what is there, if it is changed by its tag.
  private @Nullable String tag(Centre centre, Operation operation, String path) throws Exception {
    boolean isConditional =
        operation.parameters().stream().anyMatch(one -> one.name().equals("If-Match"));
    if (!isConditional) {
      return null;
    }
    String of =
        path.replaceFirst(
            "/(merge|unmerge|erase|depart|void|reopen|move|again|(consents|family)/[^/]*)$", "");
    return again(centre, HttpRequest.newBuilder(URI.create(centre.base() + of)))
        .headers()
        .firstValue("ETag")
        .orElse(null);
  }

  private HttpResponse<byte[]> answered(Centre centre, HttpRequest.Builder request, String why)
      throws InterruptedException {
    try {
      return again(centre, request);
    } catch (IOException e) {
      throw new AssertionError(why + " was not answered", e);
    }
  }

  /// A connection that was idle may have been closed, which a client learns by asking.
  private HttpResponse<byte[]> again(Centre centre, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try {
      return send(centre, request);
    } catch (IOException e) {
      return send(centre, request);
    }
  }

  private HttpResponse<byte[]> send(Centre centre, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return centre
        .http()
        .send(
            request
                .timeout(RunningApi.PATIENCE)
                .setHeader("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofByteArray());
  }

  private static void hear(Told told, Operation operation, HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    boolean isLearnt = response.statusCode() < 300 && response.body().length > 0;
    if (isLearnt && type.startsWith("application/json")) {
      told.hear(MadeRequests.about(operation), response.body());
    }
  }
}
