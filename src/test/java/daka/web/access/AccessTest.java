package daka.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.kiosk.KioskRestart;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.web.api.Api;
import daka.web.api.RunningApi;
import daka.web.described.Description;
import daka.web.described.Operation;
import daka.web.door.RunningKiosk;
import io.javalin.Javalin;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  /// More than wait for their answer at once, and with a good token beside them fewer than the 32
  /// connections that an address may have.
  private static final int GUESSES = 24;

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(folder);
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  private static List<Operation> described() {
    return Description.whole().operations().stream()
        .filter(operation -> operation.listeners().contains("lan"))
        .toList();
  }

  /// Where nothing is.
  private static String anyPath(Operation operation) {
    return operation.path().replaceAll("\\{[a-z]+}", "999");
  }

  @Test
  void the_description_names_every_route_and_no_other() throws Exception {
    Set<String> described =
        described().stream()
            .map(Operation::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    Api registered = RunningApi.api(api.store, daka.store.OpenStore.HOURS);
    Javalin javalin =
        Javalin.create(
            config -> {
              registered.addTo(config.routes);
              RunningApi.office(api.store, registered, Path.of("none"), api.machine)
                  .forEach(resource -> resource.addTo(config.routes));
              RunningApi.forwarding(api.store, registered, _ -> {}).addTo(config.routes);
              RunningApi.settings(api.store, registered, Path.of("none")).addTo(config.routes);
              RunningApi.plan(api.store, registered, Path.of("none"), new KioskRestart())
                  .addTo(config.routes);
              RunningApi.copies(api.store, registered, api.copy).addTo(config.routes);
              RunningApi.first(api.store, registered, api.copy, new KioskRestart())
                  .addTo(config.routes);
            });
    Set<String> routes =
        javalin.unsafe.internalRouter.allHttpHandlers().stream()
            .map(parsed -> parsed.endpoint)
            .filter(endpoint -> endpoint.method.isHttpMethod())
            .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
            .collect(Collectors.toCollection(TreeSet::new));
    routes.add("GET /root.crt");
    assertEquals(routes, described, "and the root, which is for the LAN only");
  }

  @Test
  void nothing_on_the_lan_answers_without_a_token_not_even_what_is_not_there() throws Exception {
    for (Operation operation : described()) {
      if (!operation.isOpen()) {
        HttpResponse<String> response =
            api.send(
                api.request(null, anyPath(operation))
                    .method(operation.method(), BodyPublishers.ofString("{")));
        assertChallenged(response);
      }
    }
    for (String path :
        List.of(
            "/board",
            "/healthz",
            "/screen/events",
            "/api/v1",
            "/api/v1/openapi.json/",
            "/api/v1/nothing",
            "/api/v1/openapi.json;x",
            "/api/v1/openapi.json/../visits")) {
      assertEquals(401, api.get(null, path).statusCode(), path);
    }
    assertEquals(400, api.get(null, "//api/v1/visits").statusCode());
    assertEquals(404, api.get(api.admin, "/healthz").statusCode());
  }

  @Test
  void head_asks_for_what_get_asks_for_and_says_the_same_but_for_the_body() throws Exception {
    for (Operation operation : described()) {
      if (operation.method().equals("GET")) {
        for (String token : Arrays.asList(null, api.staff, api.auditor, api.admin)) {
          assertHeadLikeGet(token, anyPath(operation));
        }
      }
    }
    assertHeadLikeGet(api.admin, "/api/v1/nothing");
    assertHeadLikeGet(api.admin, "/api/v1/visits?nonsense=1");
    assertHeadLikeGet(api.admin, "/api/v1/visits.csv?limit=1");
    assertEquals(401, head(api, null, "/api/v1/nothing").statusCode());
  }

  private void assertHeadLikeGet(@Nullable String token, String path) throws Exception {
    HttpResponse<String> get = api.get(token, path);
    HttpResponse<String> head = head(api, token, path);
    assertEquals(get.statusCode(), head.statusCode(), path);
    assertEquals("", head.body(), path);
    for (String header : List.of("Content-Type", "WWW-Authenticate", "Cache-Control")) {
      assertEquals(get.headers().firstValue(header), head.headers().firstValue(header), path);
    }
  }

  private static HttpResponse<String> head(RunningApi api, @Nullable String token, String path)
      throws Exception {
    return api.send(api.request(token, path).method("HEAD", BodyPublishers.noBody()));
  }

  @Test
  void head_on_the_kiosks_own_listener_asks_for_a_token_too(@TempDir Path other) throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(other)) {
      for (String path : List.of("/api/v1/visits", "/api/v1/residents", "/api/v1/occupancy")) {
        assertTrue(headOf(kiosk, path).startsWith("HTTP/1.1 401 "), path);
      }
      assertTrue(headOf(kiosk, "/screen/events").startsWith("HTTP/1.1 200 "));
      assertTrue(headOf(kiosk, "/healthz").startsWith("HTTP/1.1 200 "));
      String page = headOf(kiosk, "/");
      assertTrue(page.startsWith("HTTP/1.1 200 ") && page.endsWith("\r\n\r\n"), page);
    }
  }

  private static String headOf(RunningKiosk kiosk, String path) throws Exception {
    return kiosk.raw(
        ("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static void assertChallenged(HttpResponse<String> response) throws Exception {
    assertEquals(401, response.statusCode());
    assertTrue(response.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"));
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    assertFalse(RunningApi.detail(response).isEmpty());
  }

  @Test
  void a_wrong_token_is_answered_slowly_and_locks_no_good_one_out() throws Exception {
    String wrong = Tokens.PREFIX + "A".repeat(43);
    long begin = System.nanoTime();
    assertChallenged(api.get(wrong, "/api/v1/occupancy"));
    assertTrue(System.nanoTime() - begin >= Duration.ofMillis(500).toNanos());
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> guesses = new ArrayList<>();
      for (int i = 0; i < GUESSES; i++) {
        guesses.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return api.get(wrong, "/api/v1/occupancy").statusCode();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                many));
      }
      assertEquals(200, api.get(api.staff, "/api/v1/occupancy").statusCode());
      List<Integer> answers = guesses.stream().map(CompletableFuture::join).toList();
      assertTrue(answers.contains(429), answers::toString);
      assertEquals(Set.of(401, 429), Set.copyOf(answers));
    }
  }

  @Test
  void an_expired_token_is_worthless_from_its_minute_on_and_a_use_is_noted() throws Exception {
    Tokens tokens = new Tokens(api.store.database);
    Instant end = api.store.now().plus(Duration.ofMinutes(1));
    String guest = tokens.issue("guest", TokenRole.STAFF, api.store.now(), end).orElseThrow();
    assertEquals(200, api.get(guest, "/api/v1/occupancy").statusCode());
    Tokens.Token noted = tokens.find(guest).orElseThrow();
    assertEquals(api.store.now(), noted.used());
    api.store.pass(Duration.ofMinutes(1));
    HttpResponse<String> expired = api.get(guest, "/api/v1/occupancy");
    assertChallenged(expired);
    assertTrue(RunningApi.detail(expired).contains("expired"), RunningApi.detail(expired));
    assertEquals(200, api.get(api.staff, "/api/v1/occupancy").statusCode());
  }

  @Test
  void odd_authorization_headers_are_answered_with_a_challenge() throws Exception {
    for (String header :
        List.of("", "Bearer", "Bearer ", "Basic YTpi", "bearer x", "Bearer \t", "Bearer é")) {
      HttpResponse<String> response =
          api.send(api.request(null, "/api/v1/occupancy").header("Authorization", header));
      assertTrue(Set.of(401, 429).contains(response.statusCode()), header);
    }
    assertEquals(
        200,
        api.send(
                api.request(null, "/api/v1/occupancy")
                    .header("Authorization", "bearer  " + api.staff))
            .statusCode());
  }
}
