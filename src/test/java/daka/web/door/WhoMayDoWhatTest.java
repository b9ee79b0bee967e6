package daka.web.door;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.account.NewAccount;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.web.api.RunningApi;
import daka.web.described.Description;
import daka.web.described.HeldAnswers;
import daka.web.described.Operation;
import daka.web.http.Json;
import daka.web.lan.LanServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what, at which listener: each operation of `openapi.json` is asked by nobody, by a
/// token and a session of each role, and by an unlocked page of the kiosk, at the LAN's listener
/// and the kiosk's own. What `x-daka-roles`, `x-daka-oneself` and `x-daka-listeners` say is what
/// happens.
class WhoMayDoWhatTest {
  private static final String PASSWORD = "purple tin eats a slow river";
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

  private enum Listener {
    LAN,
    KIOSK;

    String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private enum By {
    NOBODY,
    TOKEN,
    SESSION,
    PAGE;

    boolean isKnownAt(Listener listener) {
      return switch (this) {
        case NOBODY -> false;
        case TOKEN -> true;
        case SESSION -> listener == Listener.LAN;
        case PAGE -> listener == Listener.KIOSK;
      };
    }
  }

  /// @param headers by which whoever asks is known
  private record Asker(By by, @Nullable TokenRole role, Map<String, String> headers) {
    @Override
    public String toString() {
      return by + (role == null ? "" : " of role " + role.wireName());
    }
  }

  @TempDir Path folder;
  private RunningKiosk kiosk;
  private FollowingPage board;
  private LanServer lan;
  private final HeldAnswers held = new HeldAnswers("lan");
  private HttpClient client;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
    Tour.prepare(kiosk);
    board = new FollowingPage(kiosk, "board-0123456789abcdef");
    lan =
        new LanServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            RunningApi.certificate(),
            kiosk.api,
            Stream.concat(Stream.of(held), kiosk.office()).toList());
    lan.start();
    client =
        HttpClient.newBuilder().sslContext(RunningApi.trusting(RunningApi.certificate())).build();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    lan.close();
    board.close();
    kiosk.close();
    held.close();
  }

  @Test
  void everybody_may_do_what_the_description_says_and_no_more() throws Exception {
    List<Operation> operations = new ArrayList<>(Description.whole().operations());
    // Signing out comes last: whoever does it is nobody from then on.
    operations.sort(
        java.util.Comparator.comparing(
            operation -> operation.toString().endsWith("E /api/v1/session")));
    List<Asker> askers = everybody();
    kiosk.tap(Tour.STAFF);
    board.awaitUnlocked(true);
    for (Asker asker : askers.reversed()) {
      for (Listener listener : Listener.values()) {
        for (Operation operation : operations) {
          String told = asker + " asked " + operation + " at the listener " + listener.wireName();
          int status = ask(asker, listener, operation.method(), anyPath(operation));
          assertAnswered(operation, asker, listener, status, told + ": " + status);
        }
      }
    }
  }

  private static void assertAnswered(
      Operation operation, Asker asker, Listener listener, int status, String told) {
    assertTrue(status < 500, told);
    boolean refused = status == 401 || status == 403;
    if (!operation.listeners().contains(listener.wireName())) {
      assertTrue(refused || status == 404, told);
    } else if (operation.isOpen()) {
      assertTrue(!refused, told);
    } else if (!asker.by().isKnownAt(listener)) {
      assertEquals(401, status, told);
    } else if (operation.roles().contains(requireNonNull(asker.role()).wireName())) {
      assertTrue(!refused, told);
    } else if (operation.isOneself() && asker.by() == By.SESSION) {
      assertTrue(status != 401, told);
    } else {
      assertEquals(403, status, told);
    }
  }

  @Test
  void a_method_that_is_not_described_is_none_for_anybody() throws Exception {
    Map<String, Set<String>> described =
        Description.whole().operations().stream()
            .filter(operation -> operation.listeners().size() == 2)
            .collect(
                Collectors.groupingBy(
                    WhoMayDoWhatTest::anyPath,
                    LinkedHashMap::new,
                    Collectors.mapping(Operation::method, Collectors.toSet())));
    Asker nobody = byToken().getFirst();
    Asker admin = byToken().get(1);
    for (String path : described.keySet()) {
      for (String method : METHODS) {
        if (Description.whole().find(method, path).isEmpty()) {
          for (Listener listener : Listener.values()) {
            int status = ask(admin, listener, method, path);
            assertEquals(405, status, method + " " + path + " at " + listener);
          }
          int status = ask(nobody, Listener.LAN, method, path);
          assertTrue(status == 401 || (status == 405 && isOpen(path)), method + " " + path);
        }
      }
    }
  }

  private static boolean isOpen(String path) {
    return Description.whole().operations().stream()
        .anyMatch(operation -> operation.path().equals(path) && operation.isOpen());
  }

  /// Where nothing is.
  private static String anyPath(Operation operation) {
    return operation.path().replaceAll("\\{[a-z]+}", "999");
  }

  private List<Asker> everybody() throws Exception {
    List<Asker> askers = new ArrayList<>(byToken());
    Accounts accounts = new Accounts(kiosk.store.database, kiosk.store.fingerprints);
    accounts.addFirst(AccountName.of("admin"), PASSWORD, kiosk.store.now());
    for (TokenRole role : TokenRole.values()) {
      String name = role.wireName();
      if (role != TokenRole.ADMIN) {
        accounts.add(
            new NewAccount(AccountName.of(name), role, null, PASSWORD, false), kiosk.store.now());
      }
      askers.add(new Asker(By.SESSION, role, Map.of("Cookie", signIn(name))));
    }
    askers.add(
        new Asker(
            By.PAGE,
            TokenRole.STAFF,
            Map.of("Cookie", board.cookie, "Daka-Page", "board-0123456789abcdef")));
    return askers;
  }

  private String signIn(String name) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + lan.port() + "/api/v1/session"))
            .timeout(RunningKiosk.PATIENCE)
            .header("Content-Type", "application/json")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(
                BodyPublishers.ofByteArray(Json.bytes(Map.of("name", name, "password", PASSWORD))))
            .build();
    HttpResponse<String> signedIn = client.send(request, BodyHandlers.ofString());
    assertEquals(201, signedIn.statusCode(), signedIn.body());
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private List<Asker> byToken() throws Exception {
    List<Asker> askers = new ArrayList<>();
    askers.add(new Asker(By.NOBODY, null, Map.of()));
    for (TokenRole role : List.of(TokenRole.ADMIN, TokenRole.STAFF, TokenRole.AUDITOR)) {
      String name = role.wireName() + "-" + System.nanoTime();
      String token =
          new Tokens(kiosk.store.database).issue(name, role, kiosk.store.now()).orElseThrow();
      askers.add(new Asker(By.TOKEN, role, Map.of("Authorization", "Bearer " + token)));
    }
    return askers;
  }

  /// By a body of no type that anything takes, so that nothing is done.
  private int ask(Asker asker, Listener listener, String method, String path) throws Exception {
    String base =
        switch (listener) {
          case LAN -> "https://127.0.0.1:" + lan.port();
          case KIOSK -> kiosk.url("");
        };
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(RunningKiosk.PATIENCE)
            .header("Content-Type", "text/nothing")
            .header("Sec-Fetch-Site", "same-origin")
            .method(method, BodyPublishers.noBody());
    asker.headers().forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString()).statusCode();
  }
}
