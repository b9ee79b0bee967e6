package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes on the kiosk's listener that no client would send: request lines, headers and bodies made
/// by chance. Each is answered as a mistake of its sender, or hung up on, and taps go on.
class RawRequestFuzzTest {
  private static final int ROUNDS = 400;
  private static final int WAIT_MILLIS = 20_000;
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "", "\u0000");
  private static final List<String> TARGETS =
      List.of(
          "/",
          "/healthz",
          "/screen/events/",
          "/api/v1/scans",
          "/api/v1/visits?from=2026-13-01&limit=-1",
          "/api/v1/visits.csv?after=%FF&resident=%00",
          "/api/v1/journal?after=99999999999999999999",
          "/../../etc/passwd",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/voice/zh/..%2f..%2fdaka.db",
          "//",
          "*",
          "http://evil.example/",
          "/%zz",
          "/" + "a".repeat(20_000));
  private static final List<String> HEADERS =
      List.of(
          "Host: 127.0.0.1",
          "Host: evil.example",
          "Host:",
          "Content-Length: 5",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Content-Length: 5\r\nContent-Length: 6",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: chunked, gzip",
          "Content-Type: application/json",
          "Content-Type: ;;;=",
          "Content-Encoding: gzip",
          "Authorization: Bearer",
          "Authorization: Bearer daka_\u00ff",
          "Range: bytes=-1-",
          "If-None-Match: \"",
          "If-Modified-Since: yesterday",
          "Accept: */*;q=x, text/csv;q=2",
          "Last-Event-ID: \u0001",
          "Upgrade: websocket\r\nConnection: Upgrade",
          "Expect: 100-continue",
          "Cookie: a=\"",
          "X: " + "b".repeat(9_000),
          " folded",
          "no colon",
          "\u0000: \u0000");

  @TempDir Path folder;

  @Test
  @ForeignBytes
  void no_request_does_worse_than_being_told_so() throws Exception {
    long seed = 20_261_124;
    Random random = Fuzz.random(seed);
    int told = 0;
    try (RunningKiosk kiosk = new RunningKiosk(folder)) {
      for (int round = 0; round < Fuzz.rounds(ROUNDS); round++) {
        byte[] request = random.nextInt(5) == 0 ? noise(random) : almostHttp(random);
        String answer = answer(kiosk.server.port(), request);
        assertTrue(
            answer.isEmpty() || answer.matches("(?s)HTTP/1\\.[01] ([1-4]\\d\\d|501|505)\\b.*"),
            () -> new String(request, StandardCharsets.ISO_8859_1) + "\n" + answer);
        assertTrue(!answer.contains("root:x:0"), answer);
        told += answer.isEmpty() ? 0 : 1;
      }
      assertTrue(told > Fuzz.rounds(ROUNDS) / 2, told + " were answered");
      assertEquals(200, kiosk.get("/healthz").statusCode());
      assertTrue(kiosk.tap("W-1").path("who").textValue().startsWith("王"), "and taps go on");
    }
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] almostHttp(Random random) {
    StringBuilder request = new StringBuilder();
    request.append(one(METHODS, random)).append(' ').append(one(TARGETS, random));
    request.append(random.nextInt(8) == 0 ? " HTTP/9.9\r\n" : " HTTP/1.1\r\n");
    request.append(random.nextInt(4) == 0 ? "" : "Host: 127.0.0.1\r\n");
    for (int header = random.nextInt(5); header > 0; header--) {
      request.append(one(HEADERS, random)).append("\r\n");
    }
    request.append("\r\n").append(random.nextBoolean() ? "" : "{\"a\":");
    byte[] bytes = request.toString().getBytes(StandardCharsets.ISO_8859_1);
    if (random.nextInt(3) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /// What comes back once no more is sent, of a stream of events its beginning; nothing if it is
  /// hung up on.
  private static String answer(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(WAIT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      socket.shutdownOutput();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] next = new byte[64 * 1024];
      for (int n = 0; n >= 0 && !isEndless(answer); n = socket.getInputStream().read(next)) {
        answer.write(next, 0, n);
      }
      return answer.toString(StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    }
  }

  private static boolean isEndless(ByteArrayOutputStream answer) {
    return answer.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream");
  }
}
