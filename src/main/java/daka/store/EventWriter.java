package daka.store;

import daka.checkin.Ended;
import daka.checkin.Happening;
import daka.checkin.Visit;
import daka.checkin.Visitor;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes a happening as a CloudEvent 1.0 in canonical JSON (RFC 8785: keys in order, no white
/// space), so that whoever holds the log can compute the hash chain from it in any language. Names,
/// numbers and payloads have no place in it: a person is a pseudonym.
///
/// The members are therefore written in the order of their names, here and in each `data`.
final class EventWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  private final DateTimeFormatter time;

  /// @param zone times are written with this zone's offset
  EventWriter(ZoneId zone) {
    this.time = TIME.withZone(zone);
  }

  /// The event of one entry.
  String write(
      long number, String id, String source, Instant now, Stamp stamp, Happening happening) {
    StringBuilder json = new StringBuilder(512);
    json.append("{\"boot\":");
    string(json, stamp.boot());
    json.append(",\"clocktrust\":");
    string(json, stamp.trust());
    json.append(",\"data\":");
    data(json, happening);
    json.append(",\"datacontenttype\":\"application/json\",\"id\":");
    string(json, id);
    json.append(",\"sequence\":\"").append(sequence(number)).append("\",\"source\":");
    string(json, source);
    json.append(",\"specversion\":\"1.0\",\"time\":");
    time(json, now);
    json.append(",\"type\":\"").append(type(happening));
    json.append("\",\"uptime\":\"").append(stamp.uptimeMillis()).append("\"}");
    return json.toString();
  }

  /// The number as the CloudEvents sequence extension wants it: digits that sort as text.
  static String sequence(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 12 - digits.length())) + digits;
  }

  static String type(Happening happening) {
    return switch (happening) {
      case Happening.Arrived _ -> "daka.visit.arrived";
      case Happening.Moved _, Happening.Corrected _ -> "daka.visit.moved";
      case Happening.Departed _, Happening.Estimated _ -> "daka.visit.departed";
      case Happening.Voided _, Happening.Reopened _ -> "daka.visit.voided";
      case Happening.ScanRefused _ -> "daka.scan.refused";
      case Happening.KioskStarted _ -> "daka.kiosk.started";
      case Happening.ClockCorrected _ -> "daka.clock.corrected";
      case Happening.EntriesDeleted _ -> Deletion.TYPE;
    };
  }

  private void data(StringBuilder json, Happening happening) {
    json.append('{');
    switch (happening) {
      case Happening.Arrived(Visit visit, @Nullable String override) -> {
        at(json, visit.arrived());
        evidence(json, visit);
        exceptions(json, visit, override);
        where(json, visit, true);
      }
      case Happening.Moved(Visit left, Visit entered, @Nullable String override) -> {
        at(json, entered.arrived());
        evidence(json, entered);
        json.append(",\"from\":\"").append(left.id()).append('"');
        exceptions(json, entered, override);
        where(json, entered, true);
      }
      case Happening.Corrected(Visit visit, String fromRoom, Instant at) -> {
        at(json, at);
        json.append(",\"corrected\":true,\"from\":");
        string(json, fromRoom);
        where(json, visit, false);
      }
      case Happening.Departed(Visit visit) -> departed(json, visit);
      case Happening.Estimated(Visit visit) -> departed(json, visit);
      case Happening.Voided(Visit visit, @Nullable Visit continued, Instant at) -> {
        at(json, at);
        if (continued != null) {
          json.append(",\"continued\":\"").append(continued.id()).append('"');
        }
        where(json, visit, false);
        json.append(",\"voids\":\"visit\"");
      }
      case Happening.Reopened(Visit visit, Instant at) -> {
        at(json, at);
        where(json, visit, false);
        json.append(",\"voids\":\"departure\"");
      }
      case Happening.ScanRefused(String reader, var reason, Instant at) -> {
        at(json, at);
        json.append(",\"reader\":");
        string(json, reader);
        json.append(",\"reason\":\"").append(reason.wireName()).append('"');
      }
      case Happening.KioskStarted(String version, @Nullable String note, Instant at) -> {
        at(json, at);
        if (note != null) {
          json.append(",\"note\":");
          string(json, note);
        }
        json.append(",\"version\":");
        string(json, version);
      }
      case Happening.ClockCorrected(Instant at, var by, long since, String _) -> {
        at(json, at);
        json.append(",\"by_ms\":").append(by.toMillis());
        json.append(",\"since\":\"").append(sequence(since)).append('"');
      }
      case Happening.EntriesDeleted(Instant at, int days, long upTo, String hash, long visit) -> {
        at(json, at);
        json.append(",\"days\":").append(days);
        json.append(",\"hash\":\"").append(hash);
        json.append("\",\"last_visit\":\"").append(visit);
        json.append("\",\"upto\":\"").append(sequence(upTo)).append('"');
      }
    }
    json.append('}');
  }

  private void departed(StringBuilder json, Visit visit) {
    json.append("\"arrived\":");
    time(json, visit.arrived());
    json.append(',');
    at(json, visit.departed() == null ? visit.arrived() : visit.departed());
    if (visit.ended() != null) {
      json.append(",\"ended\":\"").append(visit.ended().wireName()).append('"');
    }
    if (visit.ended() == Ended.CLOSING) {
      json.append(",\"estimated\":true");
    }
    where(json, visit, false);
  }

  private void at(StringBuilder json, Instant at) {
    json.append("\"at\":");
    time(json, at);
  }

  /// How the person was identified, without saying by which card.
  private static void evidence(StringBuilder json, Visit visit) {
    if (visit.evidence() != null) {
      json.append(",\"evidence\":\"").append(visit.evidence().wireName()).append('"');
    }
  }

  /// What was out of the ordinary when a visit began. Why staff made an exception is words, which
  /// may name somebody, so only that they did is told.
  private static void exceptions(StringBuilder json, Visit visit, @Nullable String override) {
    if (visit.outsideHours()) {
      json.append(",\"outside_hours\":true");
    }
    if (override != null) {
      json.append(",\"override\":true");
    }
  }

  private static void where(StringBuilder json, Visit visit, boolean withReader) {
    json.append(",\"party\":").append(visit.party());
    if (withReader) {
      json.append(",\"reader\":");
      string(json, visit.reader());
    }
    json.append(",\"room\":");
    string(json, visit.room());
    json.append(",\"subject\":");
    Visitor visitor = visit.visitor();
    if (visitor == null) {
      json.append("null");
    } else {
      string(json, visitor.subject());
    }
    json.append(",\"visit\":\"").append(visit.id()).append('"');
  }

  private void time(StringBuilder json, Instant instant) {
    json.append('"');
    time.formatTo(instant, json);
    json.append('"');
  }

  /// A string as RFC 8785 wants it; Jackson would write the digits of an escape in upper case.
  private static void string(StringBuilder json, String text) {
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
