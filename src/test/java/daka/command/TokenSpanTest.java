package daka.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenSpanTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant EVENING = Instant.parse("2026-11-30T15:59:00Z");

  @Test
  void a_token_is_good_until_the_end_of_the_day() {
    Map.of(
            "2026-11-30", "2026-11-30T16:00:00Z",
            "2027-06-30", "2027-06-30T16:00:00Z",
            "0d", "2026-11-30T16:00:00Z",
            "90d", "2027-02-28T16:00:00Z",
            "12w", "2027-02-22T16:00:00Z",
            "3m", "2027-02-28T16:00:00Z",
            "1y", "2027-11-30T16:00:00Z")
        .forEach(
            (text, end) ->
                assertEquals(Instant.parse(end), TokenSpan.end(text, EVENING, SHANGHAI), text));
  }

  @Test
  void what_is_no_span_is_told_with_an_example() {
    for (String text :
        List.of(
            "",
            "90",
            "d",
            "-1d",
            "1.5d",
            "90 d",
            "２d",
            "2026-02-30",
            "30.6.2027",
            "2026-11-29",
            "101y",
            "9999-12-31",
            "99999d",
            "+999999999-01-01")) {
      assertThrows(UsageException.class, () -> TokenSpan.end(text, EVENING, SHANGHAI), text);
    }
  }
}
