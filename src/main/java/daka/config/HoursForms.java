package daka.config;

import daka.checkin.Hours;
import daka.checkin.Hours.Span;
import daka.config.Form.Fits;
import daka.config.Form.Reading;
import daka.config.Form.Unfit;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The opening hours in `[centre]`: `hours` for all days alike, or `[centre.hours]` by weekday; and
/// `closed`, the days on which the centre does not open, in either of the two.
final class HoursForms {
  private static final String TIME = "((?:[01]\\d|2[0-3]):[0-5]\\d)";
  private static final Pattern SPAN = Pattern.compile(TIME + "-(?:" + TIME + "|24:00)");
  private static final String SPAN_EXPECTED =
      "opening and closing time such as \"08:30-21:00\", \"18:00-02:00\" for past midnight, 24:00"
          + " for midnight, and \"00:00-24:00\" for day and night";

  private static final Form<Span> TIMES =
      Form.ofText(
          SPAN_EXPECTED, new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT), HoursForms::span);

  private static final String DAY_EXPECTED = "a day such as \"2027-01-01\"";
  private static final Form<LocalDate> DAY =
      new Form<>(DAY_EXPECTED, LocalDate.EPOCH, HoursForms::day);

  private HoursForms() {}

  /// Reads the hours. The answer is of use only if no problem was reported.
  static Hours hours(Section centre, ZoneId zone) {
    Set<LocalDate> closed = new HashSet<>(centre.list("closed", DAY));
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    if (centre.isSection("hours")) {
      Section hours = centre.section("hours");
      closed.addAll(hours.list("closed", DAY));
      for (DayOfWeek day : DayOfWeek.values()) {
        week.put(day, hours.list(Hours.word(day), TIMES));
      }
      boolean misspelt = hours.close();
      if (week.values().stream().allMatch(List::isEmpty) && hours.isSound() && !misspelt) {
        hours.missing(Hours.word(DayOfWeek.MONDAY), SPAN_EXPECTED + ", on one weekday at least");
      }
      overlap(week, hours, true);
    } else if (centre.has("hours")) {
      List<Span> spans = centre.list("hours", TIMES);
      if (spans.isEmpty() && centre.isSound("hours")) {
        centre.wrong("hours", SPAN_EXPECTED);
      }
      week.putAll(Hours.daily(spans));
      overlap(week, centre, false);
    } else {
      centre.list("hours", TIMES);
      centre.missing("hours", SPAN_EXPECTED);
    }
    return isUsable(week)
        ? new Hours(week, closed, zone)
        : new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone);
  }

  private static boolean isUsable(Map<DayOfWeek, List<Span>> week) {
    return !week.values().stream().allMatch(List::isEmpty) && Hours.overlap(week).isEmpty();
  }

  private static void overlap(Map<DayOfWeek, List<Span>> week, Section section, boolean byWeekday) {
    Hours.overlap(week)
        .ifPresent(
            found -> {
              String key = byWeekday ? Hours.word(found.laterDay()) : "hours";
              if (section.isSound(key)
                  && (!byWeekday || section.isSound(Hours.word(found.day())))) {
                String earlier = (byWeekday ? Hours.word(found.day()) + " " : "") + found.span();
                section.wrong(
                    key,
                    "times that do not overlap; %s begins before %s has ended"
                        .formatted(found.later(), earlier));
              }
            });
  }

  private static Reading<Span> span(String text) {
    Matcher times = SPAN.matcher(text);
    if (!times.matches()) {
      return new Unfit<>(SPAN_EXPECTED);
    }
    LocalTime opens = LocalTime.parse(times.group(1));
    LocalTime closes =
        times.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(times.group(2));
    return times.group(2) != null && closes.equals(opens)
        ? new Unfit<>(
            SPAN_EXPECTED + "; a centre that closes at " + opens + " opens at another time")
        : new Fits<>(new Span(opens, closes));
  }

  private static Reading<LocalDate> day(Object value) {
    try {
      return switch (value) {
        case LocalDate day -> new Fits<>(day);
        case String text -> new Fits<>(LocalDate.parse(text));
        default -> new Unfit<>(DAY_EXPECTED);
      };
    } catch (DateTimeException _) {
      return new Unfit<>(DAY_EXPECTED);
    }
  }
}
