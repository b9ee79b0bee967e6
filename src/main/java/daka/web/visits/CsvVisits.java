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
import static java.nio.charset.StandardCharsets.UTF_8;

import daka.store.visits.Forwarded;
import daka.store.visits.VisitBatch;
import daka.web.http.CentreTime;
import daka.web.http.RowBuffer;

/// The visit log as CSV (RFC 4180) that a spreadsheet can open without running what residents call
/// themselves.
///
/// A cell of text that a spreadsheet may take for a formula gets an apostrophe before it, see
/// [FormulaSigns]. Numbers and times never begin so.
///
/// Programs read the columns by their place, so they stay where they are, and a new one is the
/// last. Spreadsheets do not take `arrived` and `departed` for times, because of the offset; for
/// them there are `arrived_local` and `departed_local`.
final class CsvVisits implements VisitFormat {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] HEADER =
      ("visit,resident,name,party,room,room_name,arrived,departed,minutes,ended,reader,evidence,"
              + "arrived_local,departed_local,town\r\n")
          .getBytes(UTF_8);
  private static final long MINUTE = 60_000;

  private final CentreTime time;
  private final TownColumn town;
  private final boolean byteOrderMark;

  /// @param forwarded what the town has
  CsvVisits(CentreTime time, Forwarded forwarded, boolean byteOrderMark) {
    this.time = time;
    this.town = new TownColumn(forwarded);
    this.byteOrderMark = byteOrderMark;
  }

  @Override
  public void begin(RowBuffer out) {
    if (byteOrderMark) {
      out.write(BYTE_ORDER_MARK);
    }
    out.write(HEADER);
  }

  @Override
  public void visit(RowBuffer out, VisitBatch visit, boolean first) {
    plain(out, visit, VISIT);
    plain(out, visit, RESIDENT);
    text(out, visit, NAME);
    plain(out, visit, PARTY);
    text(out, visit, ROOM);
    byte[] name = visit.roomName();
    text(out, name, 0, name.length);
    out.write((byte) ',');
    times(out, visit);
    plain(out, visit, ENDED);
    text(out, visit, READER);
    plain(out, visit, EVIDENCE);
    localTimes(out, visit);
    out.write((byte) ',');
    out.write(town.cell(visit.number(VISIT)));
    out.write((byte) '\r');
    out.write((byte) '\n');
  }

  private void times(RowBuffer out, VisitBatch visit) {
    long arrived = visit.number(ARRIVED);
    time.write(out, arrived);
    out.write((byte) ',');
    if (visit.isEmpty(DEPARTED)) {
      out.write((byte) ',');
    } else {
      long departed = visit.number(DEPARTED);
      time.write(out, departed);
      out.write((byte) ',');
      out.number((departed - arrived) / MINUTE);
    }
    out.write((byte) ',');
  }

  private void localTimes(RowBuffer out, VisitBatch visit) {
    time.writeLocal(out, visit.number(ARRIVED));
    out.write((byte) ',');
    if (!visit.isEmpty(DEPARTED)) {
      time.writeLocal(out, visit.number(DEPARTED));
    }
  }

  private static void plain(RowBuffer out, VisitBatch visit, int field) {
    out.write(visit.bytes(), visit.start(field), visit.end(field));
    out.write((byte) ',');
  }

  private static void text(RowBuffer out, VisitBatch visit, int field) {
    text(out, visit.bytes(), visit.start(field), visit.end(field));
    out.write((byte) ',');
  }

  private static void text(RowBuffer out, byte[] bytes, int start, int end) {
    boolean quoted = needsQuotes(bytes, start, end);
    if (quoted) {
      out.write((byte) '"');
    }
    if (FormulaSigns.begin(bytes, start, end)) {
      out.write((byte) '\'');
    }
    if (quoted) {
      doubled(out, bytes, start, end);
      out.write((byte) '"');
    } else {
      out.write(bytes, start, end);
    }
  }

  /// Semicolons and tabs too, because a spreadsheet may be set to take them for the separator.
  private static boolean needsQuotes(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == ',' || b == '"' || b == '\n' || b == '\r' || b == ';' || b == '\t') {
        return true;
      }
    }
    return start < end && (bytes[start] == ' ' || bytes[end - 1] == ' ');
  }

  private static void doubled(RowBuffer out, byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == '"') {
        out.write((byte) '"');
      }
      out.write(bytes[i]);
    }
  }

  @Override
  public void end(RowBuffer out, String next) {}
}
