package daka.upstream;

import static daka.upstream.Forwarding.assertNumbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import daka.event.Entry;
import daka.upstream.Delivery.Refused;
import daka.upstream.Delivery.Stored;
import daka.upstream.Delivery.TryAgain;
import daka.upstream.Receiver.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HttpUpstreamTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Instant NOW = Instant.parse("2026-11-23T01:15:00Z");
  private static final Entry ENTRY = entry(1);

  @TempDir Path folder;

  private static Entry entry(int number) {
    return new Entry(
        number,
        "{\"specversion\":\"1.0\",\"source\":\"/s\",\"id\":\"%d\",\"sequence\":\"%d\"}"
            .formatted(number, number));
  }

  private static Delivery send(URI url, Duration deadline, Entry... batch) throws Exception {
    return send(url, null, false, deadline, batch);
  }

  private static Delivery send(
      URI url, @Nullable Path token, boolean gzip, Duration deadline, Entry... batch)
      throws Exception {
    var settings = new HttpUpstream.Settings(url, token, Tls.OF_SYSTEM, gzip, deadline, deadline);
    try (HttpUpstream upstream = new HttpUpstream(settings, () -> NOW)) {
      return upstream.deliver(List.of(batch));
    }
  }

  private static Delivery answered(int status, Map<String, String> headers, String body)
      throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.behave(batch -> new Answer.Status(status, headers, body));
      return send(receiver.url(), PATIENT, ENTRY);
    }
  }

  private static Delivery answered(int status) throws Exception {
    return answered(status, Map.of(), "");
  }

  private static TryAgain triedAgain(Delivery delivery, String reason, String cure) {
    TryAgain again = assertInstanceOf(TryAgain.class, delivery);
    assertTrue(again.reason().contains(reason), again.reason());
    assertTrue(again.cure().contains(cure), again.cure());
    return again;
  }

  @Test
  void any_2xx_means_stored() throws Exception {
    for (int status : List.of(200, 201, 202, 204, 207)) {
      assertEquals(new Stored(), answered(status));
    }
  }

  @Test
  void a_refusal_quotes_the_beginning_of_what_was_said() throws Exception {
    assertEquals(
        new Refused(422, "房间 unknown: room"),
        answered(422, Map.of(), "\u001b房间 unknown:\r\n\u0000room\u202e"));
    Refused refused = assertInstanceOf(Refused.class, answered(400, Map.of(), "x".repeat(100_000)));
    assertEquals("x".repeat(300) + "…", refused.detail());
  }

  @Test
  void a_redirect_is_not_followed() throws Exception {
    try (Receiver elsewhere = new Receiver()) {
      Delivery delivery = answered(307, Map.of("Location", elsewhere.url().toString()), "");
      triedAgain(delivery, "answers 307, go to " + elsewhere.url(), "final address");
      assertEquals(List.of(), elsewhere.requests());
    }
  }

  @Test
  void an_answer_that_asks_for_a_login_says_so() throws Exception {
    triedAgain(answered(401), "answers 401", "token");
    triedAgain(answered(401, Map.of("WWW-Authenticate", "Basic realm=x"), ""), "401", "token");
    triedAgain(answered(407), "answers 407", "");
  }

  @Test
  void a_batch_is_one_array_of_the_entries_as_they_are() throws Exception {
    try (Receiver receiver = new Receiver()) {
      Entry[] batch = IntStream.rangeClosed(1, 500).mapToObj(n -> entry(n)).toArray(Entry[]::new);
      assertEquals(new Stored(), send(receiver.url(), PATIENT, batch));
      assertEquals(new Stored(), send(receiver.url(), null, true, PATIENT, entry(501)));
      assertNumbers(Forwarding.upTo(501), receiver.sequences());
      assertEquals(List.of(), receiver.complaints());
      assertEquals(List.of("gzip"), receiver.requests().getLast().get("Content-encoding"));
    }
    byte[] body = BatchBody.of(List.of(new Entry(1, "{\"a\":\"王\"}"), new Entry(2, "{}")), false);
    assertEquals("[{\"a\":\"王\"},{}]", new String(body, StandardCharsets.UTF_8));
  }

  @Test
  void a_token_that_was_exchanged_counts_from_the_next_batch() throws Exception {
    Path token = folder.resolve("token");
    try (Receiver receiver = new Receiver();
        HttpUpstream upstream =
            new HttpUpstream(
                new HttpUpstream.Settings(
                    receiver.url(), token, Tls.OF_SYSTEM, false, PATIENT, PATIENT),
                () -> NOW)) {
      for (String secret : List.of("first", "second")) {
        Files.writeString(token, secret + "\r\n");
        assertEquals(new Stored(), upstream.deliver(List.of(ENTRY)));
        assertEquals(
            List.of("Bearer " + secret), receiver.requests().getLast().get("Authorization"));
      }
    }
  }

  @Test
  void a_token_file_that_is_no_use_is_told_without_its_content() throws Exception {
    Path token = folder.resolve("token");
    URI nowhere = URI.create("http://127.0.0.1:9/");
    triedAgain(send(nowhere, token, false, PATIENT, ENTRY), "there is no file " + token, "token");
    for (String content : List.of("", " \n", "two words", "a\nb", "密", "x".repeat(9_000))) {
      Files.writeString(token, content);
      TryAgain again = triedAgain(send(nowhere, token, false, PATIENT, ENTRY), "reading", "token");
      assertFalse(again.reason().contains("two") || again.reason().contains("密"), again.reason());
    }
    Files.delete(token);
    Files.createDirectory(token);
    triedAgain(send(nowhere, token, false, PATIENT, ENTRY), "reading the files", "token");
  }

  @Test
  void a_receiver_that_cannot_be_reached_is_told_with_the_cure() throws Exception {
    triedAgain(
        send(URI.create("http://no-such-town.invalid/"), PATIENT, ENTRY),
        "no-such-town.invalid: no address is known",
        "name server");
    Receiver gone = new Receiver();
    gone.close();
    triedAgain(send(gone.url(), PATIENT, ENTRY), "refuses the connection", "port");
  }

  @Test
  void a_receiver_without_tls_is_told_with_the_cure() throws Exception {
    String answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
    try (RawServer plain = new RawServer(out -> RawServer.write(out, answer))) {
      URI https = URI.create(plain.url().toString().replace("http:", "https:"));
      triedAgain(send(https, PATIENT, ENTRY), "no secure connection", "https");
    }
  }

  @Test
  @Timeout(60)
  void a_receiver_that_hangs_or_trickles_is_given_up_in_time() throws Exception {
    Duration impatient = Duration.ofMillis(500);
    try (RawServer silent = new RawServer(out -> park())) {
      triedAgain(send(silent.url(), impatient, ENTRY), "no answer in time", "network");
    }
    try (RawServer trickling =
        new RawServer(out -> trickle(out, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n"))) {
      triedAgain(send(trickling.url(), impatient, ENTRY), "no answer in time", "network");
    }
  }

  @Test
  void the_status_counts_whatever_becomes_of_the_body() throws Exception {
    Duration impatient = Duration.ofMillis(700);
    String head = "HTTP/1.1 %d X\r\nContent-Length: 1000000000\r\n\r\n";
    try (RawServer trickling = new RawServer(out -> trickle(out, head.formatted(200), "x"))) {
      assertEquals(new Stored(), send(trickling.url(), impatient, ENTRY));
    }
    try (RawServer endless =
        new RawServer(out -> trickle(out, head.formatted(422), "y".repeat(9_999)))) {
      assertEquals(new Refused(422, "y".repeat(300) + "…"), send(endless.url(), PATIENT, ENTRY));
    }
    try (RawServer broken =
        new RawServer(out -> RawServer.write(out, head.formatted(400) + "cut"))) {
      // Whether the text before the cut is still read depends on when the reset arrives.
      assertEquals(
          400, assertInstanceOf(Refused.class, send(broken.url(), PATIENT, ENTRY)).status());
    }
  }

  @Test
  void a_refusal_that_comes_before_the_body_is_understood_once_that_is_sent() throws Exception {
    Entry large = new Entry(1, "\"" + "x".repeat(2_000_000) + "\"");
    String refusal = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    try (RawServer strict = new RawServer(out -> RawServer.write(out, refusal))) {
      assertEquals(new Refused(413, ""), send(strict.url(), PATIENT, large));
    }
  }

  @Test
  void one_connection_serves_batch_after_batch_whatever_is_answered() throws Exception {
    List<Answer> answers =
        List.of(
            new Answer.Store(),
            new Answer.Status(200, Map.of(), "stored"),
            new Answer.Status(422, Map.of(), "unknown room"),
            new Answer.Status(503, Map.of(), ""),
            new Answer.Store());
    try (Receiver receiver = new Receiver();
        HttpUpstream upstream =
            new HttpUpstream(HttpUpstream.Settings.of(receiver.url(), null), () -> NOW)) {
      for (Answer answer : answers) {
        receiver.behave(batch -> answer);
        upstream.deliver(List.of(ENTRY));
      }
      assertEquals(answers.size(), receiver.requests().size());
      assertEquals(1, receiver.connections());
    }
  }

  @Test
  void an_answer_that_was_not_asked_for_is_no_answer_to_the_next_batch() throws Exception {
    String twice = "HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\nHTTP/1.1 204 X\r\n\r\n";
    try (RawServer doubling = new RawServer(out -> RawServer.write(out, twice));
        HttpUpstream upstream =
            new HttpUpstream(HttpUpstream.Settings.of(doubling.url(), null), () -> NOW)) {
      triedAgain(upstream.deliver(List.of(ENTRY)), "it answers 503", "ready");
      triedAgain(upstream.deliver(List.of(ENTRY)), "it answers what was not asked", "lasts");
      triedAgain(upstream.deliver(List.of(ENTRY)), "it answers 503", "ready");
    }
  }

  @Test
  void a_connection_that_is_given_up_is_closed() throws Exception {
    Duration impatient = Duration.ofMillis(500);
    for (String first : List.of("HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n")) {
      CountDownLatch closed = new CountDownLatch(1);
      RawServer.Talk untilClosed =
          out -> {
            try {
              trickle(out, first, "X-A: b\r\n");
            } finally {
              closed.countDown();
            }
          };
      try (RawServer trickling = new RawServer(untilClosed);
          HttpUpstream upstream =
              new HttpUpstream(
                  new HttpUpstream.Settings(
                      trickling.url(), null, Tls.OF_SYSTEM, false, impatient, impatient),
                  () -> NOW)) {
        upstream.deliver(List.of(ENTRY));
        assertTrue(
            closed.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS),
            "still open after: " + first);
      }
    }
  }

  private static void trickle(OutputStream out, String first, String then) throws IOException {
    RawServer.write(out, first);
    while (true) {
      RawServer.write(out, then);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void park() {
    LockSupport.parkNanos(PATIENT.toNanos());
  }

  @Test
  void an_address_that_http_cannot_be_sent_to_is_refused_at_once() {
    for (String url : List.of("ftp://town.example/", "/events", "http:///events", "mailto:a@b")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> HttpUpstream.Settings.of(URI.create(url), null),
          url);
    }
  }
}
