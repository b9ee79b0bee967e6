package daka.store.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/// Which day and hour the centre's clock shows. The offset is kept from one time to the next as
/// long as it holds. Not safe for several threads.
final class CentreHour {
  private static final long HOUR = 3_600_000;
  private static final int HOURS = 24;

  private final ZoneId zone;
  private long from;
  private long before;
  private long offset;

  CentreHour(ZoneId zone) {
    this.zone = zone;
  }

  /// Hours since the clock showed the beginning of 1970.
  ///
  /// @param millis since 1970
  long hours(long millis) {
    if (millis < from || millis >= before) {
      turnTo(millis);
    }
    return Math.floorDiv(millis + offset, HOUR);
  }

  LocalDate day(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(hours(millis), HOURS));
  }

  private void turnTo(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    offset = zone.getRules().getOffset(instant).getTotalSeconds() * 1_000L;
    ZoneOffsetTransition last = zone.getRules().previousTransition(instant.plusMillis(1));
    ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
    from = last == null ? Long.MIN_VALUE : last.toEpochSecond() * 1_000;
    before = next == null ? Long.MAX_VALUE : next.toEpochSecond() * 1_000;
  }
}
