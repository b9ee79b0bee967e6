package daka.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.Tokens;
import io.javalin.Javalin;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

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

  private record Operation(String method, String path, Set<String> roles) {
    @Override
    public String toString() {
      return method + " " + path;
    }

    String anyPath() {
      return path.replace("{id}", "999").replace("{card}", "999").replace("{code}", "999");
    }
  }

  private List<Operation> described() throws Exception {
    JsonNode paths = RunningApi.json(api.get(null, "/api/v1/openapi.json")).get("paths");
    List<Operation> operations = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          assertTrue(METHODS.contains(operation.getKey()), operation::getKey);
                          Set<String> roles = new TreeSet<>();
                          operation
                              .getValue()
                              .path("x-daka-roles")
                              .forEach(role -> roles.add(role.asText()));
                          operations.add(new Operation(operation.getKey(), path.getKey(), roles));
                        }));
    return operations;
  }

  private HttpResponse<String> ask(Operation operation, String token) throws Exception {
    return api.send(
        api.request(token, operation.anyPath())
            .header("Content-Type", "text/nothing")
            .method(
                operation.method().toUpperCase(java.util.Locale.ROOT), BodyPublishers.noBody()));
  }

  @Test
  void the_description_names_every_route_and_no_other() throws Exception {
    Set<String> described =
        described().stream()
            .map(Operation::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    Api described2 = RunningApi.api(api.store, daka.store.OpenStore.ZONE);
    Javalin javalin = Javalin.create(config -> described2.addTo(config.routes));
    Set<String> routes =
        javalin.unsafe.internalRouter.allHttpHandlers().stream()
            .map(parsed -> parsed.endpoint)
            .map(
                endpoint ->
                    endpoint.method.name().toLowerCase(java.util.Locale.ROOT) + " " + endpoint.path)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(routes, described);
  }

  @Test
  void each_role_may_do_what_the_description_says_and_no_more() throws Exception {
    for (Operation operation : described()) {
      if (operation.roles().isEmpty()) {
        assertEquals("/api/v1/openapi.json", operation.path());
        continue;
      }
      assertAllowed(operation, "admin", api.admin);
      assertAllowed(operation, "staff", api.staff);
      assertAllowed(operation, "auditor", api.auditor);
    }
  }

  private void assertAllowed(Operation operation, String role, String token) throws Exception {
    HttpResponse<String> response = ask(operation, token);
    assertEquals(
        operation.roles().contains(role),
        response.statusCode() != 403,
        () -> role + " asked " + operation + " and got " + response.statusCode());
    assertTrue(response.statusCode() != 401 && response.statusCode() < 500, operation::toString);
    if (response.statusCode() == 403) {
      assertTrue(RunningApi.detail(response).contains(role), RunningApi.detail(response));
    }
  }

  @Test
  void nothing_on_the_lan_answers_without_a_token_not_even_what_is_not_there() throws Exception {
    for (Operation operation : described()) {
      if (!operation.roles().isEmpty()) {
        HttpResponse<String> response =
            api.send(
                api.request(null, operation.anyPath())
                    .method(
                        operation.method().toUpperCase(java.util.Locale.ROOT),
                        BodyPublishers.ofString("{")));
        assertChallenged(response);
      }
    }
    for (String path :
        List.of(
            "/",
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
      for (int i = 0; i < 40; i++) {
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
