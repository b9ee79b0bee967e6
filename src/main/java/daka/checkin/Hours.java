package daka.checkin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// When the centre is open, the same every day, by the clock on its wall.
///
/// @param opens the first minute
/// @param closes the closing time, later than `opens`, or null for midnight
/// @param zone the centre's time zone
public record Hours(LocalTime opens, @Nullable LocalTime closes, ZoneId zone) {

  public Hours {
    if (closes != null && !closes.isAfter(opens)) {
      throw new IllegalArgumentException(
          "the centre would close at " + closes + ", before it opens at " + opens);
    }
  }

  /// The centre's day at this instant.
  public LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  public boolean isOpen(Instant at) {
    LocalTime time = LocalTime.ofInstant(at, zone);
    return !time.isBefore(opens) && (closes == null || time.isBefore(closes));
  }

  /// When a visit that began at `arrived` ends if nobody ends it: at closing time, or at midnight
  /// if it began after closing time.
  public Instant endOf(Instant arrived) {
    Instant closing = closing(day(arrived));
    return arrived.isBefore(closing) ? closing : midnightAfter(day(arrived));
  }

  /// The last closing time or midnight that is not after `now`. Every visit that began before it
  /// and is still open is overdue.
  public Instant lastEnd(Instant now) {
    Instant closing = closing(day(now));
    return closing.isAfter(now) ? midnightAfter(day(now).minusDays(1)) : closing;
  }

  private Instant closing(LocalDate day) {
    return closes == null ? midnightAfter(day) : ZonedDateTime.of(day, closes, zone).toInstant();
  }

  private Instant midnightAfter(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
