package daka.web.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CentreTimeTest {
  private static String write(CentreTime time, long millis) {
    RowBuffer out = new RowBuffer();
    time.write(out, millis);
    return new String(out.toByteArray(), US_ASCII);
  }

  private static String writeLocal(CentreTime time, long millis) {
    RowBuffer out = new RowBuffer();
    time.writeLocal(out, millis);
    return new String(out.toByteArray(), US_ASCII);
  }

  @Test
  void the_offset_is_the_one_of_that_moment_in_every_zone() {
    Random random = new Random(1);
    long span = Instant.parse("2060-01-01T00:00:00Z").toEpochMilli();
    for (String zone :
        List.of(
            "Asia/Shanghai",
            "Europe/Berlin",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "UTC",
            "Asia/Kathmandu",
            "Africa/Casablanca",
            "Pacific/Apia")) {
      ZoneId id = ZoneId.of(zone);
      CentreTime time = new CentreTime(id);
      long millis = 0;
      for (int i = 0; i < 20_000; i++) {
        millis =
            i % 20 == 0 ? random.nextLong(span) : millis + random.nextInt(7_200_000) - 3_600_000;
        Instant instant = Instant.ofEpochMilli(millis);
        String text = write(time, millis);
        assertEquals(instant.atZone(id).toOffsetDateTime(), OffsetDateTime.parse(text), zone);
        assertEquals(time.text(instant), text);
        assertEquals(text.substring(0, 19).replace('T', ' '), writeLocal(time, millis));
      }
    }
  }

  @Test
  void an_hour_that_comes_twice_is_told_apart() {
    CentreTime time = new CentreTime(ZoneId.of("Europe/Berlin"));
    long first = Instant.parse("2026-10-25T00:30:00Z").toEpochMilli();
    assertEquals("2026-10-25T02:30:00.000+02:00", write(time, first));
    assertEquals("2026-10-25T02:30:00.001+01:00", write(time, first + 3_600_001));
    assertEquals("2026-10-25T02:30:00.000+02:00", write(time, first));
  }
}
