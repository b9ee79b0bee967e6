package daka.web.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;

/// Times as RFC 3339 with the centre's offset at that moment, to the millisecond.
///
/// Most times in a log are on the day of the one before. The date and the offset are therefore kept
/// from one to the next as long as they hold, and only the digits of the time of day are made anew.
/// Not safe for several threads.
public final class CentreTime {
  private static final long DAY = 86_400_000;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  private final ZoneId zone;
  private long from;
  private long before;
  private long midnight;
  private long shift;
  private byte[] date = {};
  private byte[] offset = {};

  public CentreTime(ZoneId zone) {
    this.zone = zone;
  }

  ZoneId zone() {
    return zone;
  }

  /// One time as text.
  public String text(Instant instant) {
    return FORMAT.format(instant.atZone(zone));
  }

  /// Writes a time.
  ///
  /// @param millis since 1970
  public void write(RowBuffer out, long millis) {
    if (millis < from || millis >= before) {
      turnTo(millis);
    }
    int time = (int) (millis - midnight);
    out.write(date);
    out.write((byte) 'T');
    timeOfDay(out, time);
    out.write((byte) '.');
    out.digits(time % 1_000, 3);
    out.write(offset);
  }

  /// Writes a time as the clocks of the centre show it, to the second, as `2026-11-23 09:15:02`:
  /// what spreadsheets take for a time. An hour that comes twice in a year is not told apart.
  ///
  /// @param millis since 1970
  public void writeLocal(RowBuffer out, long millis) {
    if (millis < from || millis >= before) {
      turnTo(millis);
    }
    out.write(date);
    out.write((byte) ' ');
    timeOfDay(out, (int) (millis - midnight));
  }

  /// What the clocks of the centre show, in milliseconds since they showed the beginning of 1970.
  ///
  /// @param millis since 1970
  public long local(long millis) {
    if (millis < from || millis >= before) {
      turnTo(millis);
    }
    return millis + shift;
  }

  private static void timeOfDay(RowBuffer out, int time) {
    out.digits(time / 3_600_000, 2);
    out.write((byte) ':');
    out.digits(time / 60_000 % 60, 2);
    out.write((byte) ':');
    out.digits(time / 1_000 % 60, 2);
  }

  /// Looks up the day, and the part of it that has the same offset throughout.
  private void turnTo(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    shift = zone.getRules().getOffset(instant).getTotalSeconds() * 1_000L;
    long day = Math.floorDiv(millis + shift, DAY);
    midnight = day * DAY - shift;
    from = midnight;
    before = midnight + DAY;
    ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
    if (next != null) {
      before = Math.min(before, next.toEpochSecond() * 1_000);
    }
    ZoneOffsetTransition last = zone.getRules().previousTransition(instant.plusMillis(1));
    if (last != null) {
      from = Math.max(from, last.toEpochSecond() * 1_000);
    }
    date = LocalDate.ofEpochDay(day).toString().getBytes(US_ASCII);
    offset = DateTimeFormatter.ofPattern("xxx").format(instant.atZone(zone)).getBytes(US_ASCII);
  }
}
