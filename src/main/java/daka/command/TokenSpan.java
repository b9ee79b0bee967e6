package daka.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a token is good, as `--expires` says it: a day such as 2027-06-30, or a number of days,
/// weeks, months or years from today such as 90d, 12w, 6m or 1y. It is good until the end of that
/// day.
final class TokenSpan {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,4})([dwmy])");
  private static final int MOST_YEARS = 100;

  private TokenSpan() {}

  /// @param zone says when a day ends
  /// @throws UsageException if it is neither, is over already, or is more than a century away
  static Instant end(String text, Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate day = day(text, today);
    if (day.isBefore(today)) {
      throw new UsageException("--expires " + text + " is over already: name a day to come");
    }
    if (day.isAfter(today.plusYears(MOST_YEARS))) {
      throw new UsageException(
          "--expires " + text + " is too far away: leave it out for a token that never expires");
    }
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static LocalDate day(String text, LocalDate today) {
    Matcher span = SPAN.matcher(text);
    if (span.matches()) {
      long number = Long.parseLong(span.group(1));
      return switch (span.group(2)) {
        case "d" -> today.plusDays(number);
        case "w" -> today.plusWeeks(number);
        case "m" -> today.plusMonths(number);
        default -> today.plusYears(number);
      };
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--expires is a day such as "
              + today.plusYears(1)
              + ", or a span such as 90d, 12w, 6m or 1y, not "
              + text);
    }
  }
}
