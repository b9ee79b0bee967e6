package daka.web.visits;

import static daka.store.visits.VisitBatch.ARRIVED;
import static daka.store.visits.VisitBatch.DEPARTED;
import static daka.store.visits.VisitBatch.ENDED;
import static daka.store.visits.VisitBatch.EVIDENCE;
import static daka.store.visits.VisitBatch.NAME;
import static daka.store.visits.VisitBatch.PARTY;
import static daka.store.visits.VisitBatch.READER;
import static daka.store.visits.VisitBatch.RESIDENT;
import static daka.store.visits.VisitBatch.ROOM;
import static daka.store.visits.VisitBatch.VISIT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import daka.store.visits.Forwarded;
import daka.store.visits.VisitBatch;
import daka.web.http.CentreTime;
import daka.web.http.RowBuffer;

/// Visits as JSON: as one page, one object a line, or one alone. Every member is always there; what
/// a visit has not is null, and `ended` is empty while it is open.
final class JsonVisits implements VisitFormat {

  /// How the objects stand together.
  enum Frame {
    /// `{"visits": [...], "next": ...}`
    PAGE,
    /// One a line.
    LINES,
    /// Nothing around it.
    ALONE
  }

  private static final long MINUTE = 60_000;
  private static final byte[] VISIT_KEY = key("\"visit\":");
  private static final byte[] RESIDENT_KEY = key(",\"resident\":");
  private static final byte[] NAME_KEY = key(",\"name\":");
  private static final byte[] PARTY_KEY = key(",\"party\":");
  private static final byte[] ROOM_KEY = key(",\"room\":");
  private static final byte[] ROOM_NAME_KEY = key(",\"room_name\":");
  private static final byte[] ARRIVED_KEY = key(",\"arrived\":");
  private static final byte[] DEPARTED_KEY = key(",\"departed\":");
  private static final byte[] MINUTES_KEY = key(",\"minutes\":");
  private static final byte[] ENDED_KEY = key(",\"ended\":");
  private static final byte[] READER_KEY = key(",\"reader\":");
  private static final byte[] EVIDENCE_KEY = key(",\"evidence\":");
  private static final byte[] TOWN_KEY = key(",\"town\":");
  private static final byte[] NULL = "null".getBytes(US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  private final CentreTime time;
  private final TownColumn town;
  private final Frame frame;

  /// @param forwarded what the town has
  JsonVisits(CentreTime time, Forwarded forwarded, Frame frame) {
    this.time = time;
    this.town = new TownColumn(forwarded);
    this.frame = frame;
  }

  private static byte[] key(String text) {
    return text.getBytes(US_ASCII);
  }

  @Override
  public void begin(RowBuffer out) {
    if (frame == Frame.PAGE) {
      out.write("{\"visits\":[".getBytes(US_ASCII));
    }
  }

  @Override
  public void visit(RowBuffer out, VisitBatch visit, boolean first) {
    if (frame == Frame.PAGE && !first) {
      out.write((byte) ',');
    }
    out.write((byte) '{');
    out.write(VISIT_KEY);
    string(out, visit, VISIT);
    out.write(RESIDENT_KEY);
    stringOrNull(out, visit, RESIDENT);
    out.write(NAME_KEY);
    stringOrNull(out, visit, NAME);
    out.write(PARTY_KEY);
    out.write(visit.bytes(), visit.start(PARTY), visit.end(PARTY));
    out.write(ROOM_KEY);
    string(out, visit, ROOM);
    out.write(ROOM_NAME_KEY);
    byte[] room = visit.roomName();
    string(out, room, 0, room.length);
    times(out, visit);
    out.write(ENDED_KEY);
    string(out, visit, ENDED);
    out.write(READER_KEY);
    string(out, visit, READER);
    out.write(EVIDENCE_KEY);
    stringOrNull(out, visit, EVIDENCE);
    out.write(TOWN_KEY);
    out.write(town.json(visit.number(VISIT)));
    out.write((byte) '}');
    if (frame == Frame.LINES) {
      out.write((byte) '\n');
    }
  }

  private void times(RowBuffer out, VisitBatch visit) {
    long arrived = visit.number(ARRIVED);
    out.write(ARRIVED_KEY);
    time(out, arrived);
    boolean open = visit.isEmpty(DEPARTED);
    out.write(DEPARTED_KEY);
    if (open) {
      out.write(NULL);
    } else {
      time(out, visit.number(DEPARTED));
    }
    out.write(MINUTES_KEY);
    if (open) {
      out.write(NULL);
    } else {
      out.number((visit.number(DEPARTED) - arrived) / MINUTE);
    }
  }

  private void time(RowBuffer out, long millis) {
    out.write((byte) '"');
    time.write(out, millis);
    out.write((byte) '"');
  }

  private static void stringOrNull(RowBuffer out, VisitBatch visit, int field) {
    if (visit.isEmpty(field)) {
      out.write(NULL);
    } else {
      string(out, visit, field);
    }
  }

  private static void string(RowBuffer out, VisitBatch visit, int field) {
    string(out, visit.bytes(), visit.start(field), visit.end(field));
  }

  private static void string(RowBuffer out, byte[] bytes, int start, int end) {
    out.write((byte) '"');
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == '"' || b == '\\') {
        out.write((byte) '\\');
        out.write(b);
      } else if (b >= 0 && b < ' ') {
        out.write("\\u00".getBytes(US_ASCII));
        out.write(HEX[b >> 4]);
        out.write(HEX[b & 15]);
      } else {
        out.write(b);
      }
    }
    out.write((byte) '"');
  }

  @Override
  public void end(RowBuffer out, String next) {
    if (frame == Frame.PAGE) {
      String cursor = next.isEmpty() ? "null" : "\"" + next + "\"";
      out.write(("],\"next\":" + cursor + "}\n").getBytes(US_ASCII));
    }
  }
}
