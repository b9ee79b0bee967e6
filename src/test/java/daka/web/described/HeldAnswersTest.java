package daka.web.described;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.web.http.WebServer;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

/// The measure itself: a listener that answers otherwise than it is described is found out.
class HeldAnswersTest {
  private static final String ROOM =
      "{\"id\":\"hall\",\"name\":\"大厅\",\"floor\":\"1\",\"capacity\":9}";

  private static List<String> faults(String method, String path, Consumer<Context> answer)
      throws Exception {
    HeldAnswers held = new HeldAnswers("lan");
    WebServer server =
        new WebServer(
            new QueuedThreadPool(16, 4),
            (jetty, http) -> {
              ServerConnector connector =
                  new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
              connector.setHost("127.0.0.1");
              return connector;
            },
            List.of(),
            List.of(
                held,
                routes ->
                    routes.addHttpHandler(
                        HandlerType.findOrCreate(method),
                        path.replaceFirst("\\?.*", ""),
                        answer::accept)));
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
              .method(method, BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    } finally {
      server.close();
    }
    if (!held.faults().isEmpty()) {
      assertThrows(AssertionError.class, held::close);
    }
    return held.faults();
  }

  private static void assertFault(String told, List<String> faults) {
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.getFirst().contains(told), faults::toString);
  }

  private static Context json(Context ctx, String body) {
    return ctx.header("ETag", "\"1\"").contentType("application/json").result(body);
  }

  @Test
  void what_is_as_it_is_described_has_no_fault() throws Exception {
    assertEquals(List.of(), faults("GET", "/api/v1/rooms/hall", ctx -> json(ctx, ROOM)));
  }

  @Test
  void a_field_that_is_not_described_is_one() throws Exception {
    String more = ROOM.replace("}", ",\"colour\":\"red\"}");
    assertFault(
        "GET /api/v1/rooms/{id} answered 200, and its body is another: ",
        faults("GET", "/api/v1/rooms/hall", ctx -> json(ctx, more)));
  }

  @Test
  void so_is_a_value_of_another_type_and_a_header_that_is_missing() throws Exception {
    assertFault(
        "integer found, string expected",
        faults("GET", "/api/v1/rooms/hall", ctx -> json(ctx, ROOM.replace("\"hall\"", "1"))));
    assertFault(
        "it has no header ETag",
        faults(
            "GET", "/api/v1/rooms/hall", ctx -> ctx.contentType("application/json").result(ROOM)));
  }

  @Test
  void so_is_a_status_a_type_or_a_body_that_is_not_described() throws Exception {
    assertFault(
        "answered 418, and this status is not described",
        faults("GET", "/api/v1/rooms/hall", ctx -> ctx.status(HttpStatus.IM_A_TEAPOT)));
    assertFault(
        "its type \"text/html\" is none of [application/json]",
        faults("GET", "/api/v1/rooms/hall", ctx -> json(ctx, ROOM).contentType("text/html")));
    assertFault(
        "no body is described",
        faults("DELETE", "/api/v1/rooms/hall", ctx -> ctx.status(204).result("done")));
  }

  @Test
  void so_is_a_line_of_an_answer_in_lines() throws Exception {
    assertFault(
        "GET /api/v1/visits.ndjson answered 200, and its body is another: /party",
        faults(
            "GET",
            "/api/v1/visits.ndjson",
            ctx ->
                ctx.contentType("application/x-ndjson")
                    .result("{\"party\":1}\n{\"party\":\"two\"}\n")));
  }

  @Test
  void so_is_an_answer_to_what_is_not_described_at_all() throws Exception {
    assertFault(
        "GET /api/v1/secrets answered 200, and no such operation is described",
        faults("GET", "/api/v1/secrets", ctx -> ctx.result("all of them")));
  }
}
