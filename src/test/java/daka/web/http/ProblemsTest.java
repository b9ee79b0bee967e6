package daka.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.web.door.RunningKiosk;
import daka.web.door.ScansResource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/// Requests that are wrong are answered with what is wrong and the cure, as RFC 9457 says.
public class ProblemsTest {
  @TempDir Path folder;
  private RunningKiosk kiosk;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
  }

  @AfterEach
  void close() throws Exception {
    kiosk.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"payload\":\"W-1\"|the body is not good JSON",
        "{\"payload\":\"W-1\",\"colour\":1}|there is no field \"colour\"; the fields are",
        "{\"payload\":\"W-1\",\"payload\":\"W-2\"}|Duplicate field 'payload'",
        "{\"payload\":\"W-1\"} {}|the body is not one JSON object",
        "{\"payload\":17}|field \"payload\" must be a string",
        "{\"payload\":null}|field \"payload\" is missing",
        "{\"payload\":\"W-1\",\"kind\":\"fax\"}|must be one of qr, rfid, idcard, phone, number",
        "{\"payload\":\"W-1\",\"kind\":\"pin\"}|must be one of qr, rfid, idcard, phone, number",
        "{\"payload\":\"W-1\",\"reader\":\"x\"}|names no reader of kind http; there are demo",
        "[]|the body is not one JSON object",
        "null|the body is null",
        "``|the body is not one JSON object",
      })
  void a_body_that_is_wrong_is_told_so(String body, String detail) throws Exception {
    assertProblem(400, detail, kiosk.post("/api/v1/scans", body));
    assertEquals(0, kiosk.store.ledger.journal().head(), "nothing is written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "guests|{\"party\":0}|must be from 1 to 20, not 0",
        "guests|{\"party\":\"3\"}|field \"party\" must be a whole number",
        "guests|{\"party\":2.5}|field \"party\" must be a whole number",
        "guests|{\"party\":99999999999}|field \"party\" is too large",
        "guests|{}|field \"party\" is missing",
        "undo|{}|name what was touched",
        "undo|{\"offer\":\"1\",\"visit\":\"1\"}|name what was touched",
        "leave|{\"offer\":\"one\"}|field \"offer\" must be as it was",
        "leave|{\"offer\":1}|field \"offer\" must be a string",
        "room|{\"offer\":\"1\"}|field \"room\" is missing",
        "room|{\"offer\":\"1\",\"room\":\"attic\"}|names no room of this centre; there are hall,",
      })
  void a_touch_that_is_wrong_is_told_so(String touch, String body, String detail) throws Exception {
    assertProblem(400, detail, kiosk.post("/screen/" + touch, body));
  }

  @Test
  void bytes_that_are_not_utf_8_are_told_so() throws Exception {
    byte[] latin1 = "{\"payload\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertProblem(400, "UTF-8", kiosk.post("/api/v1/scans", "application/json", latin1));
  }

  @Test
  void a_body_of_another_type_is_told_what_is_taken() throws Exception {
    byte[] body = "payload=W-1".getBytes(StandardCharsets.US_ASCII);
    assertProblem(
        415, "image/png", kiosk.post("/api/v1/scans", "application/x-www-form-urlencoded", body));
    assertProblem(
        415,
        "send UTF-8",
        kiosk.post(
            "/screen/undo",
            "application/json; charset=gbk",
            "{}".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void a_body_that_is_too_long_is_told_so_whether_all_of_it_comes_or_not() throws Exception {
    String body = "{\"payload\":\"" + "x".repeat(JsonBody.LIMIT) + "\"}";
    assertProblem(413, "64 KB", kiosk.post("/api/v1/scans", body));
    byte[] image = new byte[ScansResource.IMAGE_LIMIT + 1];
    String head =
        "POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
            + "Content-Length: "
            + image.length
            + "\r\n\r\n";
    assertTrue(kiosk.raw(head.getBytes(StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 413"));
  }

  @Test
  void an_upload_that_is_too_large_is_answered_before_it_is_sent() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), kiosk.server.port())) {
      socket.setSoTimeout((int) RunningKiosk.PATIENCE.toMillis());
      socket.getOutputStream().write(upload(4L << 30, ""));
      String answer = head(socket);
      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
      assertTrue(answer.contains("Connection: close"), answer);
    }
  }

  @Test
  void who_sends_on_after_the_answer_is_not_reset_before_it_is_read() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), kiosk.server.port())) {
      socket.setSoTimeout((int) RunningKiosk.PATIENCE.toMillis());
      OutputStream out = socket.getOutputStream();
      long length = 20L << 20;
      out.write(upload(length, ""));
      byte[] piece = new byte[64 * 1024];
      for (long sent = 0; sent < length; sent += piece.length) {
        out.write(piece);
      }
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 413") && answer.contains("KB"), answer);
    }
  }

  @Test
  void who_asks_before_sending_too_much_is_not_told_to_go_on() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), kiosk.server.port())) {
      socket.setSoTimeout((int) RunningKiosk.PATIENCE.toMillis());
      socket.getOutputStream().write(upload(1L << 30, "Expect: 100-continue\r\n"));
      assertTrue(head(socket).startsWith("HTTP/1.1 413"));
    }
  }

  @Test
  void curl_sees_the_answer_to_an_upload_that_is_too_large(@TempDir Path files) throws Exception {
    Path image = files.resolve("large.png");
    Files.write(image, new byte[30 << 20]);
    for (String expect : List.of("Expect:", "Expect: 100-continue")) {
      Process curl;
      try {
        curl =
            new ProcessBuilder(
                    "curl",
                    "-sS",
                    "-w",
                    "%{http_code}",
                    "-H",
                    "Content-Type: image/png",
                    "-H",
                    expect,
                    "--data-binary",
                    "@" + image,
                    kiosk.url("/api/v1/scans"))
                .redirectErrorStream(true)
                .start();
      } catch (IOException e) {
        throw new TestAbortedException("curl is missing", e);
      }
      String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, curl.waitFor(), said);
      assertTrue(said.contains("8192 KB") && said.endsWith("413"), said);
    }
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = socket.getInputStream().read();
      assertTrue(b >= 0, () -> "closed after " + head);
      head.append((char) b);
    }
    return head.toString();
  }

  private static byte[] upload(long length, String headers) {
    return ("POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
            + headers
            + "Content-Length: "
            + length
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void a_payload_no_card_can_hold_is_answered_as_unreadable() throws Exception {
    assertEquals("unreadable", kiosk.tap("x".repeat(5_000)).path("reason").textValue());
    assertEquals("unreadable", kiosk.tap("a\u0007b").path("reason").textValue());
    assertEquals("unreadable", kiosk.tap("  ").path("reason").textValue());
  }

  @Test
  void unknown_paths_methods_and_parameters_are_named() throws Exception {
    assertProblem(404, "there is nothing at /nowhere", kiosk.get("/nowhere"));
    assertProblem(400, "no query parameter \"x\"", kiosk.get("/healthz?x=1"));
    HttpResponse<String> response = kiosk.get("/screen/undo");
    assertProblem(405, "it takes POST", response);
    assertEquals("POST", response.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void what_is_not_even_http_is_answered_without_a_stack_trace() throws Exception {
    for (String request :
        new String[] {
          "NONSENSE\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /kiosk/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
        }) {
      String answer = kiosk.raw(request.getBytes(StandardCharsets.ISO_8859_1));
      assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
      assertFalse(answer.contains("org.eclipse"), answer);
    }
  }

  /// RFC 9110, section 7.8: who does not speak what is asked for goes on in HTTP.
  @Test
  void a_wish_for_a_websocket_is_answered_in_plain_http() throws Exception {
    String request =
        """
        GET / HTTP/1.1\r
        Host: localhost\r
        Upgrade: websocket\r
        Connection: Upgrade, close\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        \r
        """;
    String answer = kiosk.raw(request.getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
  }

  @Test
  void a_fault_of_ours_is_a_500_that_gives_nothing_away() throws Exception {
    kiosk.held.overlook("GET /healthz answered 500");
    kiosk.health =
        () -> {
          throw new IllegalStateException("a secret");
        };
    HttpResponse<String> response = kiosk.get("/healthz");
    assertProblem(500, "its log says what", response);
    assertFalse(response.body().contains("secret"), response.body());
  }

  public static void assertProblem(int status, String detail, HttpResponse<String> response)
      throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = RunningKiosk.json(response);
    assertEquals(status, problem.path("status").intValue());
    assertEquals("about:blank", problem.path("type").textValue());
    assertFalse(problem.path("title").textValue().isEmpty());
    assertTrue(problem.path("detail").textValue().contains(detail), response.body());
  }
}
