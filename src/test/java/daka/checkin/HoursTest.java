package daka.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.Hours.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hours over midnight, in several spans, by weekday and with closed days, where the clock is set
/// for summer too.
class HoursTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  private static final Hours EVENING = new Hours(LocalTime.of(18, 0), LocalTime.of(2, 0), ZONE);
  private static final Hours NOON = daily("08:30-12:00", "14:00-21:00");

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T18:00, 2026-11-24T02:00",
    "2026-11-24T01:59, 2026-11-24T02:00",
    "2026-11-24T02:00, 2026-11-25T02:00",
    "2026-11-24T09:00, 2026-11-25T02:00"
  })
  void an_evening_ends_past_midnight(LocalDateTime arrived, LocalDateTime end) {
    assertEquals(at(end), EVENING.endOf(at(arrived)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00, 2026-11-23T12:00",
    "2026-11-23T11:59, 2026-11-23T12:00",
    "2026-11-23T12:00, 2026-11-23T21:00",
    "2026-11-23T13:00, 2026-11-23T21:00",
    "2026-11-23T21:00, 2026-11-24T00:00"
  })
  void a_centre_that_rests_at_noon_has_two_closing_times(LocalDateTime arrived, LocalDateTime end) {
    assertEquals(at(end), NOON.endOf(at(arrived)));
    assertEquals(at(end), NOON.lastEnd(at(end)));
  }

  @Test
  void a_closed_day_ends_at_midnight_and_the_evening_before_it_as_ever() {
    Hours hours = new Hours(EVENING.week(), Set.of(MONDAY.plusDays(1)), ZONE);
    assertTrue(hours.isOpen(at(MONDAY.plusDays(1).atTime(1, 0))));
    assertFalse(hours.isOpen(at(MONDAY.plusDays(1).atTime(19, 0))));
    assertEquals(
        at(MONDAY.plusDays(2).atStartOfDay()), hours.endOf(at(MONDAY.plusDays(1).atTime(19, 0))));
    assertEquals(List.of(), hours.on(MONDAY.plusDays(1)));
  }

  @Test
  void each_weekday_has_its_own_hours() {
    Hours hours =
        new Hours(
            Map.of(
                DayOfWeek.MONDAY, List.of(span("09:00-12:00")),
                DayOfWeek.FRIDAY, List.of(span("18:00-02:00"))),
            Set.of(),
            ZONE);
    assertTrue(hours.isOpen(at(MONDAY.atTime(9, 0))));
    assertFalse(hours.isOpen(at(MONDAY.plusDays(1).atTime(9, 0))));
    assertTrue(hours.isOpen(at(MONDAY.plusDays(5).atTime(1, 0))), "Friday's evening");
    assertEquals(MONDAY.plusDays(4), hours.openingDay(at(MONDAY.plusDays(5).atTime(1, 0))));
    assertEquals(MONDAY.plusDays(5), hours.openingDay(at(MONDAY.plusDays(5).atTime(2, 0))));
  }

  @Test
  void day_and_night_has_no_closed_minute_and_ends_visits_at_midnight() {
    Hours hours = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZONE);
    assertTrue(hours.isAlwaysOpen());
    assertFalse(EVENING.isAlwaysOpen());
    assertTrue(hours.isOpen(at(MONDAY.atTime(3, 0))));
    assertEquals(at(MONDAY.plusDays(1).atStartOfDay()), hours.endOf(at(MONDAY.atTime(3, 0))));
    assertTrue(daily("00:00-06:00", "06:00-24:00").isAlwaysOpen());
  }

  @Test
  void openings_that_overlap_are_no_hours() {
    for (String[] spans :
        List.of(
            new String[] {"08:00-12:00", "11:59-14:00"},
            new String[] {"08:00-12:00", "18:00-09:00"},
            new String[] {"00:00-24:00", "23:00-24:00"})) {
      assertThrows(IllegalArgumentException.class, () -> daily(spans));
    }
    daily("08:00-12:00", "12:00-14:00", "18:00-08:00");
  }

  /// Berlin leaves summer time on 2026-10-25 at 03:00 and begins it on 2026-03-29 at 02:00.
  @ParameterizedTest
  @CsvSource({
    "2026-10-24T18:00:00+02:00, 2026-10-25T02:30:00+02:00",
    "2026-03-28T18:00:00+01:00, 2026-03-29T03:30:00+02:00"
  })
  void a_night_in_which_the_clock_is_set_ends_by_the_clock(Instant arrived, Instant end) {
    Hours hours = new Hours(LocalTime.of(18, 0), LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
    assertEquals(end, hours.endOf(arrived));
    assertTrue(hours.isOpen(end.minusMillis(1)));
    assertFalse(hours.isOpen(end));
  }

  @Test
  void an_opening_that_the_clock_skips_is_none() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Hours hours = new Hours(LocalTime.of(2, 10), LocalTime.of(3, 0), berlin);
    Instant arrived = LocalDateTime.parse("2026-03-29T01:00").atZone(berlin).toInstant();
    assertEquals(Instant.parse("2026-03-29T22:00:00Z"), hours.endOf(arrived));
  }

  /// Whatever the hours and the zone: a visit ends after it began, is overdue from its end on and
  /// not before, and the end is a minute at which the centre closes or midnight.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void every_visit_has_its_end_and_is_overdue_from_then_on(long seed) {
    Random random = new Random(seed);
    ZoneId zone =
        ZoneId.of(
            List.of(
                    "Asia/Shanghai",
                    "Europe/Berlin",
                    "Asia/Beirut",
                    "Australia/Lord_Howe",
                    "America/Sao_Paulo")
                .get(random.nextInt(5)));
    Hours hours = any(random, zone);
    Instant begin = LocalDate.parse("2018-01-01").atStartOfDay(zone).toInstant();
    for (int i = 0; i < 3_000; i++) {
      Instant arrived = begin.plusSeconds(random.nextInt(9 * 366 * 24 * 60) * 60L);
      String when = "seed " + seed + ": " + hours + ", " + arrived;
      Instant end = hours.endOf(arrived);
      assertTrue(end.isAfter(arrived), when);
      assertFalse(end.isAfter(arrived.plus(Duration.ofHours(49))), when);
      boolean midnight = hours.day(end).atStartOfDay(zone).toInstant().equals(end);
      boolean closing = hours.isOpen(end.minusMillis(1)) && !continues(hours, end);
      assertTrue(midnight || closing, when);
      assertEquals(end, hours.lastEnd(end), when);
      assertTrue(arrived.isBefore(hours.lastEnd(end.plusSeconds(random.nextInt(90_000)))), when);
      assertFalse(hours.lastEnd(arrived).isAfter(arrived), when);
      if (hours.isOpen(arrived)) {
        assertTrue(hours.isOpen(end.minusMillis(1)), when);
        assertFalse(hours.opensWithin(arrived.plusMillis(1), end.minusMillis(1)), when);
        assertEquals(hours.openingDay(arrived), hours.openingDay(end.minusMillis(1)), when);
      }
    }
  }

  @Test
  void what_was_asked_before_changes_no_answer() {
    Random random = new Random(9);
    Hours asked = any(random, ZONE);
    Instant at = LocalDate.parse("2026-03-01").atStartOfDay(ZONE).toInstant();
    for (int i = 0; i < 20_000; i++) {
      if (i % 1_000 == 999) {
        asked.become(any(random, ZONE));
      }
      at = at.plusSeconds(random.nextInt(-3_000, 4_000));
      Hours fresh = new Hours(asked.week(), asked.closed(), ZONE);
      String when = asked + ", " + at;
      assertEquals(fresh.lastEnd(at), asked.lastEnd(at), when);
      assertEquals(fresh.openingDay(at), asked.openingDay(at), when);
      assertEquals(fresh.isOpen(at), asked.isOpen(at), when);
    }
  }

  /// Whether another opening begins as one ends.
  private static boolean continues(Hours hours, Instant end) {
    return hours.isOpen(end) && !hours.opensWithin(end, end);
  }

  private static Hours any(Random random, ZoneId zone) {
    while (true) {
      Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
      for (DayOfWeek day : DayOfWeek.values()) {
        List<Span> spans = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          spans.add(new Span(quarter(random), quarter(random)));
        }
        week.put(day, spans);
      }
      boolean some = week.values().stream().anyMatch(spans -> !spans.isEmpty());
      if (some && Hours.overlap(week).isEmpty()) {
        return new Hours(week, Set.of(LocalDate.parse("2020-02-02")), zone);
      }
    }
  }

  private static LocalTime quarter(Random random) {
    return LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
  }

  private static Hours daily(String... spans) {
    List<Span> all = List.of(spans).stream().map(HoursTest::span).toList();
    return new Hours(Hours.daily(all), Set.of(), ZONE);
  }

  private static Span span(String text) {
    String[] times = text.replace("24:00", "00:00").split("-", 2);
    return new Span(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
  }

  private static Instant at(LocalDateTime time) {
    return time.atZone(ZONE).toInstant();
  }
}
