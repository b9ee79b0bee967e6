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
import static java.util.Objects.requireNonNull;

import daka.store.visits.Forwarded;
import daka.store.visits.VisitBatch;
import daka.web.http.CentreTime;
import daka.web.http.RowBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// The visit log as a spreadsheet (Office Open XML), with the columns of [CsvVisits] by the same
/// names and in the same order.
///
/// All four times are dates as the centre's clocks show them, `arrived` and `departed` to the
/// millisecond. `party` and `minutes`, which are reckoned with, are numbers. All else is text, ids
/// too, so that no digit is lost and nothing is taken for a formula.
///
/// Rows are passed on some hundred at a time. What grows with the log is the library's list of a
/// sheet's rows, four bytes for each row that was written, which is why there are at most
/// [#MOST_VISITS].
final class XlsxVisits implements VisitFormat {
  /// Rows of a sheet that Excel opens, without the header.
  static final int ROWS_OF_SHEET = Worksheet.MAX_ROWS - 1;

  /// Four sheets: 20 MB of such lists.
  static final long MOST_VISITS = 4L * ROWS_OF_SHEET;

  private static final int ROWS_AT_ONCE = 500;

  /// A level at which deflating costs less than making the XML, and the file is a tenth larger than
  /// by the library's own.
  private static final int COMPRESSION = 2;

  private static final String PRECISE = "yyyy-mm-dd hh:mm:ss.000";
  private static final String TO_THE_SECOND = "yyyy-mm-dd hh:mm:ss";

  /// From 1 March 1900 to the end of 9999, the days that all spreadsheets number alike.
  private static final double FIRST_DAY = 61;

  private static final double DAY_AFTER_LAST = 2_958_466;

  private static final double DAY = 86_400_000;

  /// 1 January 1970 as spreadsheets number days.
  private static final int EPOCH = 25_569;

  private static final long MINUTE = 60_000;

  /// A column of the sheet.
  ///
  /// @param at its place, 0 for the first
  /// @param width in digits
  private record Column(int at, String name, int width) {
    static final Column VISIT = new Column(0, "visit", 12);
    static final Column RESIDENT = new Column(1, "resident", 12);
    static final Column NAME = new Column(2, "name", 24);
    static final Column PARTY = new Column(3, "party", 8);
    static final Column ROOM = new Column(4, "room", 16);
    static final Column ROOM_NAME = new Column(5, "room_name", 28);
    static final Column ARRIVED = new Column(6, "arrived", 26);
    static final Column DEPARTED = new Column(7, "departed", 26);
    static final Column MINUTES = new Column(8, "minutes", 10);
    static final Column ENDED = new Column(9, "ended", 12);
    static final Column READER = new Column(10, "reader", 20);
    static final Column EVIDENCE = new Column(11, "evidence", 12);
    static final Column ARRIVED_LOCAL = new Column(12, "arrived_local", 22);
    static final Column DEPARTED_LOCAL = new Column(13, "departed_local", 22);
    static final Column TOWN = new Column(14, "town", 12);

    static final List<Column> ALL =
        List.of(
            VISIT,
            RESIDENT,
            NAME,
            PARTY,
            ROOM,
            ROOM_NAME,
            ARRIVED,
            DEPARTED,
            MINUTES,
            ENDED,
            READER,
            EVIDENCE,
            ARRIVED_LOCAL,
            DEPARTED_LOCAL,
            TOWN);
  }

  private final CentreTime time;
  private final TownColumn town;
  private final int rowsOfSheet;
  private final Passage passage = new Passage();
  private final Workbook workbook = new Workbook(passage, "Daka", "1.0");
  private Worksheet sheet;
  private int sheets;
  private int row;
  private int pending;

  /// @param forwarded what the town has
  XlsxVisits(CentreTime time, Forwarded forwarded) {
    this(time, forwarded, ROWS_OF_SHEET);
  }

  XlsxVisits(CentreTime time, Forwarded forwarded, int rowsOfSheet) {
    this.time = time;
    this.town = new TownColumn(forwarded);
    this.rowsOfSheet = rowsOfSheet;
    workbook.setCompressionLevel(COMPRESSION);
    sheet = nextSheet();
  }

  private Worksheet nextSheet() {
    sheets++;
    Worksheet next = workbook.newWorksheet(sheets == 1 ? "visits" : "visits " + sheets);
    for (Column column : Column.ALL) {
      next.width(column.at(), column.width());
      next.value(0, column.at(), column.name());
    }
    next.range(0, 0, 0, Column.ALL.size() - 1).style().bold().set();
    next.freezePane(0, 1);
    row = 0;
    return next;
  }

  @Override
  public void begin(RowBuffer out) {
    passage.to = out;
  }

  @Override
  public void visit(RowBuffer out, VisitBatch visit, boolean first) {
    if (row == rowsOfSheet) {
      finishSheet();
      sheet = nextSheet();
    }
    row++;
    text(Column.VISIT, visit, VISIT);
    text(Column.RESIDENT, visit, RESIDENT);
    text(Column.NAME, visit, NAME);
    sheet.value(row, Column.PARTY.at(), visit.number(PARTY));
    word(Column.ROOM, visit.text(ROOM));
    word(Column.ROOM_NAME, new String(visit.roomName(), UTF_8));
    times(visit);
    word(Column.ENDED, visit.text(ENDED));
    word(Column.READER, visit.text(READER));
    word(Column.EVIDENCE, visit.text(EVIDENCE));
    word(Column.TOWN, town.text(visit.number(VISIT)));
    pending++;
    if (pending == ROWS_AT_ONCE) {
      passOn();
    }
  }

  private void times(VisitBatch visit) {
    long arrived = visit.number(ARRIVED);
    time(arrived, Column.ARRIVED, Column.ARRIVED_LOCAL);
    if (!visit.isEmpty(DEPARTED)) {
      long departed = visit.number(DEPARTED);
      time(departed, Column.DEPARTED, Column.DEPARTED_LOCAL);
      sheet.value(row, Column.MINUTES.at(), (departed - arrived) / MINUTE);
    }
  }

  /// A time that spreadsheets have no date for, such as one before 1900, is text.
  private void time(long millis, Column precise, Column toTheSecond) {
    long local = time.local(millis);
    double day = EPOCH + local / DAY;
    if (day >= FIRST_DAY && day < DAY_AFTER_LAST) {
      sheet.value(row, precise.at(), day);
      sheet.value(row, toTheSecond.at(), EPOCH + (local - Math.floorMod(local, 1_000L)) / DAY);
    } else {
      String text = time.text(Instant.ofEpochMilli(millis));
      sheet.inlineString(row, precise.at(), text);
      sheet.inlineString(row, toTheSecond.at(), text);
    }
  }

  private void text(Column column, VisitBatch visit, int field) {
    if (visit.isEmpty(field)) {
      return;
    }
    String text = CellText.of(visit.text(field));
    if (CellText.isPadded(text)) {
      RichText kept = RichText.builder().run(text).end().build();
      sheet.inlineString(row, column.at(), kept);
    } else {
      sheet.inlineString(row, column.at(), text);
    }
  }

  /// One of few words, which the file holds once and the memory until its end.
  private void word(Column column, String word) {
    if (!word.isEmpty()) {
      sheet.value(row, column.at(), CellText.of(word));
    }
  }

  private void passOn() {
    if (pending > 0) {
      dates(Column.ARRIVED, Column.DEPARTED, PRECISE);
      dates(Column.ARRIVED_LOCAL, Column.DEPARTED_LOCAL, TO_THE_SECOND);
      pending = 0;
    }
    try {
      sheet.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void dates(Column first, Column last, String format) {
    sheet.range(row - pending + 1, first.at(), row, last.at()).style().format(format).set();
  }

  private void finishSheet() {
    passOn();
    try {
      sheet.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end(RowBuffer out, String next) {
    finishSheet();
    try {
      workbook.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Leads to the buffer that drains to the client. What the library has deflated comes in pieces
  /// of some hundred bytes.
  private static final class Passage extends OutputStream {
    private @Nullable RowBuffer to;

    @Override
    public void write(int b) {
      requireNonNull(to).write((byte) b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      requireNonNull(to).write(bytes, from, from + length);
    }
  }
}
