package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.event.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Whatever bytes come back, they become a [Delivery], and the next request works.
class HttpAnswerFuzzTest {
  private static final int ROUNDS = 600;
  private static final List<String> LINES =
      List.of(
          "HTTP/1.1 200 OK",
          "HTTP/1.1 503 Busy",
          "HTTP/1.1 422 X",
          "HTTP/1.1 101 Switching Protocols",
          "HTTP/1.1 100 Continue",
          "HTTP/1.1 -1 X",
          "HTTP/1.1 99999999999 X",
          "HTTP/9.9",
          "Content-Length: 5",
          "Content-Length: -5",
          "Content-Length: 99999999999999999999",
          "Transfer-Encoding: chunked",
          "Retry-After: Mon, 31 Feb 0000 99:99:99 GMT",
          "Retry-After: 000000009",
          "Location: \u0000\u0001",
          "WWW-Authenticate: ",
          "Connection: close",
          ": nameless",
          "fffffffffffffff",
          "5;ext",
          "0",
          "");

  @Test
  @ForeignBytes
  void garbage_never_becomes_an_exception() throws Exception {
    Random random = Fuzz.random(20261123);
    byte[][] next = new byte[1][];
    AtomicInteger served = new AtomicInteger();
    RawServer.Talk saysNext =
        out -> {
          served.incrementAndGet();
          out.write(next[0]);
        };
    try (RawServer server = new RawServer(saysNext);
        HttpUpstream upstream =
            new HttpUpstream(
                new HttpUpstream.Settings(
                    server.url(),
                    null,
                    Tls.OF_SYSTEM,
                    false,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5)),
                InstantSource.system())) {
      for (int round = 0; round < Fuzz.rounds(ROUNDS); round++) {
        next[0] = random.nextBoolean() ? noise(random) : almostHttp(random);
        assertNotNull(served(upstream, served), "round " + round);
      }
      next[0] = "HTTP/1.1 204 X\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      assertEquals(new Delivery.Stored(), served(upstream, served));
    }
  }

  /// The server answers one request a connection, and one that the answer let be kept is tried
  /// first.
  private static Delivery served(HttpUpstream upstream, AtomicInteger served) throws Exception {
    int before = served.get();
    Delivery delivery = upstream.deliver(List.of(new Entry(1, "{}")));
    return served.get() > before ? delivery : upstream.deliver(List.of(new Entry(1, "{}")));
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(3_000)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] almostHttp(Random random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII));
    bytes.write(Integer.toString(random.nextInt(700)).getBytes(StandardCharsets.US_ASCII));
    bytes.write(" X\r\n".getBytes(StandardCharsets.US_ASCII));
    for (int line = random.nextInt(12); line > 0; line--) {
      bytes.write(LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.ISO_8859_1));
      bytes.write(random.nextInt(20) == 0 ? noise(random) : new byte[] {'\r', '\n'});
    }
    return bytes.toByteArray();
  }
}
