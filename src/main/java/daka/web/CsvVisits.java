package daka.web;

import static daka.store.VisitBatch.ARRIVED;
import static daka.store.VisitBatch.DEPARTED;
import static daka.store.VisitBatch.ENDED;
import static daka.store.VisitBatch.NAME;
import static daka.store.VisitBatch.PARTY;
import static daka.store.VisitBatch.READER;
import static daka.store.VisitBatch.RESIDENT;
import static daka.store.VisitBatch.ROOM;
import static daka.store.VisitBatch.VISIT;
import static java.nio.charset.StandardCharsets.UTF_8;

import daka.store.VisitBatch;

/// The visit log as CSV (RFC 4180) that a spreadsheet can open without running what residents call
/// themselves.
///
/// A cell of text that a spreadsheet may take for a formula gets an apostrophe before it: one that
/// begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line end. So does one that
/// begins with an apostrophe, so that whoever takes one leading apostrophe away from each cell has
/// the names as they are. Numbers and times never begin so.
///
/// The columns are fixed: programs read them by their place. How a person was identified is only in
/// the JSON forms.
final class CsvVisits implements VisitFormat {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] HEADER =
      "visit,resident,name,party,room,room_name,arrived,departed,minutes,ended,reader\r\n"
          .getBytes(UTF_8);
  private static final long MINUTE = 60_000;

  private final CentreTime time;
  private final boolean byteOrderMark;

  CsvVisits(CentreTime time, boolean byteOrderMark) {
    this.time = time;
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
    text(out, visit.bytes(), visit.start(READER), visit.end(READER));
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
    if (start < end && startsFormula(bytes, start, end)) {
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

  private static boolean startsFormula(byte[] bytes, int start, int end) {
    return switch (bytes[start]) {
      case '=', '+', '-', '@', '\'', '\t', '\r', '\n' -> true;
      case (byte) 0xEF -> end - start >= 3 && isFullWidth(bytes[start + 1], bytes[start + 2]);
      default -> false;
    };
  }

  /// U+FF0B, U+FF0D, U+FF1D and U+FF20: + - = @ as a Chinese keyboard may give them.
  private static boolean isFullWidth(byte second, byte third) {
    return second == (byte) 0xBC
        && (third == (byte) 0x8B
            || third == (byte) 0x8D
            || third == (byte) 0x9D
            || third == (byte) 0xA0);
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
