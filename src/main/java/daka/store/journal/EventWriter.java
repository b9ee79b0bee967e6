package daka.store.journal;

import daka.checkin.Happening;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/// Writes a happening as a CloudEvent 1.0 in canonical JSON (RFC 8785: keys in order, no white
/// space), so that whoever holds the log can compute the hash chain from it in any language. Names,
/// numbers and payloads have no place in it: a person is a pseudonym.
///
/// The members are therefore written in the order of their names, here and in `data`
/// ([EventMembers]). No attribute's name begins with `hash`: those are the chain's own, see
/// [daka.event.HashChain].
public final class EventWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  private final DateTimeFormatter time;

  /// @param zone times are written with this zone's offset
  public EventWriter(ZoneId zone) {
    this.time = TIME.withZone(zone);
  }

  /// The event of one entry.
  String write(
      long number, String id, String source, Instant now, ClockStamp stamp, Happening happening) {
    StringBuilder json = new StringBuilder(512);
    json.append("{\"boot\":");
    string(json, stamp.boot());
    json.append(",\"clocktrust\":");
    string(json, stamp.trust());
    json.append(",\"data\":{");
    data(json, happening);
    json.append("},\"datacontenttype\":\"application/json\",\"id\":");
    string(json, id);
    json.append(",\"sequence\":\"").append(sequence(number)).append("\",\"source\":");
    string(json, source);
    json.append(",\"specversion\":\"1.0\",\"time\":");
    time(json, now);
    json.append(",\"type\":\"").append(happening.type());
    json.append("\",\"uptime\":\"").append(stamp.uptimeMillis()).append("\"}");
    return json.toString();
  }

  private void data(StringBuilder json, Happening happening) {
    EventMembers members = new EventMembers(time);
    happening.tell(members);
    members.write(json);
  }

  /// The number as the CloudEvents sequence extension wants it: digits that sort as text.
  public static String sequence(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 12 - digits.length())) + digits;
  }

  private void time(StringBuilder json, Instant instant) {
    json.append('"');
    time.formatTo(instant, json);
    json.append('"');
  }

  /// A string as RFC 8785 wants it; Jackson would write the digits of an escape in upper case.
  public static void string(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
