package daka.web.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.web.api.RunningApi;
import daka.web.described.Description;
import daka.web.described.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody on the LAN tries who has a token, or has none: headers written by what is asked,
/// and uploads without end.
class AttacksTest {
  private static final long HALF_A_GIGABYTE = 500L << 20;
  private static final int PIECE = 1 << 20;

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
    api.store.resident("王小明", "W-1");
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  @Test
  void nothing_that_is_asked_writes_a_header_of_the_answer() throws Exception {
    for (String line :
        List.of("%0d%0aInjected:%201", "%0aInjected:1", "%E5%98%8A%E5%98%8DInjected:1")) {
      for (String target :
          List.of(
              "/api/v1/journal?limit=1&source=x" + line,
              "/api/v1/audit?limit=1&after=0" + line,
              "/api/v1/visits.csv?limit=1&room=" + line,
              "/api/v1/visits.json?limit=1&after=" + line,
              "/api/v1/residents?limit=1&search=" + line,
              "/api/v1/residents/1" + line,
              "/api/v1/accounts/x" + line,
              "/api/v1/" + line,
              "/" + line)) {
        assertNotInjected("GET " + target + " HTTP/1.1\r\n", "");
      }
      assertNotInjected(
          "PUT /api/v1/rooms/x" + line + " HTTP/1.1\r\n",
          "{\"name\":\"x\",\"floor\":\"1F\",\"capacity\":1}");
    }
    assertNotInjected(
        "POST /api/v1/accounts HTTP/1.1\r\n",
        "{\"name\":\"x\\r\\nInjected: 1\",\"role\":\"staff\","
            + "\"password\":\"purple tin eats a slow river\"}");
    assertNotInjected("GET /api/v1/rooms HTTP/1.1\r\nOrigin: x\rInjected: 1\r\n", "");
  }

  private void assertNotInjected(String request, String body) throws Exception {
    try (SSLSocket socket = api.connect()) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(head(request, "Content-Length: " + bytes.length));
      socket.getOutputStream().write(bytes);
      String answer = headOf(socket.getInputStream());
      assertTrue(answer.startsWith("HTTP/1.1 "), request + answer);
      assertFalse(answer.startsWith("HTTP/1.1 5"), request + answer);
      assertFalse(answer.toLowerCase(Locale.ROOT).contains("\ninjected"), request + answer);
    }
  }

  @Test
  void half_a_gigabyte_is_refused_by_everything_that_takes_a_body_before_any_of_it_is_sent()
      throws Exception {
    for (Operation operation : Description.whole().operations()) {
      if (operation.bodies().isPresent() && operation.listeners().contains("lan")) {
        String type = operation.bodies().get().properties().iterator().next().getKey();
        String path = operation.path().replaceAll("\\{[a-z]+}", "1");
        try (SSLSocket socket = api.connect()) {
          socket
              .getOutputStream()
              .write(
                  head(
                      operation.method() + " " + path + " HTTP/1.1\r\n",
                      "Content-Type: "
                          + type
                          + "\r\nIf-Match: *\r\nSec-Fetch-Site: same-origin\r\nContent-Length: "
                          + HALF_A_GIGABYTE));
          String answer = headOf(socket.getInputStream());
          assertTrue(answer.startsWith("HTTP/1.1 4"), operation + ": " + answer);
        }
      }
    }
  }

  /// In chunks, so that nothing says beforehand how long it is.
  @Test
  void half_a_gigabyte_that_does_not_say_so_is_cut_off_and_leaves_the_rest_as_it_was()
      throws Exception {
    byte[] piece = new byte[PIECE];
    long sent = 0;
    try (SSLSocket socket = api.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          head(
              "POST /api/v1/residents.csv HTTP/1.1\r\n",
              "Content-Type: text/csv\r\nTransfer-Encoding: chunked"));
      try {
        while (sent < HALF_A_GIGABYTE) {
          out.write((Integer.toHexString(PIECE) + "\r\n").getBytes(StandardCharsets.US_ASCII));
          out.write(piece);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
          sent += PIECE;
        }
      } catch (IOException e) {
        // Cut off, as it should be.
      }
    }
    assertTrue(sent < HALF_A_GIGABYTE, "all of it was read: " + sent);
    assertEquals(200, api.get(api.admin, "/api/v1/residents/1").statusCode());
  }

  private byte[] head(String request, String more) {
    return (request
            + "Host: localhost\r\nConnection: close\r\nAuthorization: Bearer "
            + api.admin
            + "\r\n"
            + more
            + "\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String headOf(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    for (int next = in.read(); next >= 0 && !text.endsWith("\r\n\r\n"); next = in.read()) {
      head.write(next);
      text = head.toString(StandardCharsets.UTF_8);
    }
    return text;
  }
}
