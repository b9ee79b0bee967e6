package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.upstream.Delivery.Refused;
import daka.upstream.Delivery.TryAgain;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.HeaderGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
  private static final URI TOWN = URI.create("https://town.example/events");
  private static final Instant NOW = Instant.parse("2026-11-23T01:15:00Z");

  @Test
  void only_400_413_and_422_mean_refused() throws Exception {
    for (int status = 300; status < 600; status++) {
      Delivery delivery = new HttpAnswer(status, new HeaderGroup(), "").delivery(TOWN, () -> NOW);
      if (status == 400 || status == 413 || status == 422) {
        assertEquals(new Refused(status, ""), delivery);
      } else {
        assertInstanceOf(TryAgain.class, delivery);
      }
    }
  }

  @Test
  void retry_after_is_seconds_or_a_date_by_the_receivers_clock() throws Exception {
    assertEquals(Duration.ofSeconds(90), retryAfter(Map.of("Retry-After", " 90 ")));
    assertNull(retryAfter(Map.of()));
    assertNull(retryAfter(Map.of("Retry-After", "-1")));
    assertNull(retryAfter(Map.of("Retry-After", "99999999999999999999")));
    assertNull(retryAfter(Map.of("Retry-After", "tomorrow")));
    String date = "Mon, 23 Nov 2026 01:17:00 GMT";
    assertEquals(Duration.ofMinutes(2), retryAfter(Map.of("Retry-After", date)));
    assertEquals(
        Duration.ofSeconds(30),
        retryAfter(Map.of("Retry-After", date, "Date", "Mon, 23 Nov 2026 01:16:30 GMT")));
  }

  private static @Nullable Duration retryAfter(Map<String, String> headers) {
    HeaderGroup all = new HeaderGroup();
    headers.forEach((name, value) -> all.addHeader(new BasicHeader(name, value)));
    HttpAnswer answer = new HttpAnswer(503, all, "");
    return assertInstanceOf(TryAgain.class, answer.delivery(TOWN, () -> NOW)).retryAfter();
  }
}
