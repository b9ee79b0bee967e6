package daka.web.sheet;

import daka.checkin.VisibleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// The first sheet of a workbook that is not hidden.
public final class XlsxSheet {
  /// As spreadsheet programs have it.
  static final int LONGEST_CELL = 32_767;

  /// Of a list; a sheet may have 16,384.
  private static final int MOST_COLUMNS = 256;

  private static final int MOST_ROWS = 1_048_576;
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
  private static final String WORKBOOK = "xl/workbook.xml";
  private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

  private final ZipParts parts;
  private final SheetRows to;
  private final Map<Integer, String> ruined = new HashMap<>();
  private final List<String> cells = new ArrayList<>();
  private long row;
  private int filled;

  private XlsxSheet(ZipParts parts, SheetRows to) {
    this.parts = parts;
    this.to = to;
  }

  /// @throws UnreadableSheetException if it is no workbook, or one that is not read here; some rows
  ///   may have been taken then
  public static void read(byte[] file, SheetRows to) throws UnreadableSheetException {
    XlsxSheet sheet = new XlsxSheet(new ZipParts(file), to);
    try {
      sheet.read();
    } catch (IOException | XMLStreamException e) {
      throw UnreadableSheetException.broken("cannot be read: " + reason(e));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw UnreadableSheetException.broken("is damaged");
    }
  }

  /// The parser wraps what the stream says.
  private static String reason(Exception e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage()).replaceAll("\\s+", " ");
  }

  private record First(String relation, boolean since1904) {}

  private void read() throws IOException, XMLStreamException, UnreadableSheetException {
    First first = first();
    String part = part(first.relation());
    CellTexts texts =
        new CellTexts(SharedStrings.of(parts), DateStyles.of(parts), first.since1904());
    try (SheetXml xml = SheetXml.open(parts, part)) {
      if (xml == null) {
        throw UnreadableSheetException.broken("lacks its first sheet");
      }
      rows(xml, texts);
    }
  }

  private First first() throws IOException, XMLStreamException, UnreadableSheetException {
    boolean since1904 = false;
    try (SheetXml xml = SheetXml.open(parts, WORKBOOK)) {
      while (xml != null && xml.next()) {
        if (xml.begins("workbookPr")) {
          String since = xml.attribute("date1904");
          since1904 = "1".equals(since) || "true".equals(since);
        } else if (xml.begins("sheet")) {
          String relation = xml.attribute("id");
          String state = xml.attribute("state");
          if (relation != null && (state == null || state.equals("visible"))) {
            return new First(relation, since1904);
          }
        }
      }
    }
    throw UnreadableSheetException.broken("has no sheet that can be seen");
  }

  private String part(String relation) throws IOException, XMLStreamException {
    try (SheetXml xml = SheetXml.open(parts, RELATIONS)) {
      while (xml != null && xml.next()) {
        String target = xml.begins("Relationship") ? xml.attribute("Target") : null;
        if (target != null && relation.equals(xml.attribute("Id"))) {
          return target.startsWith("/") ? target.substring(1) : "xl/" + target;
        }
      }
    }
    return "xl/worksheets/sheet1.xml";
  }

  private void rows(SheetXml xml, CellTexts texts)
      throws XMLStreamException, UnreadableSheetException {
    while (xml.next()) {
      if (xml.begins("row")) {
        begin(xml.attribute("r"));
      } else if (xml.begins("c")) {
        cell(xml, texts);
      } else if (xml.ends("row")) {
        end();
      } else if (xml.ends("sheetData")) {
        return;
      }
    }
  }

  private void begin(@Nullable String number) throws UnreadableSheetException {
    long next = number == null ? row + 1 : CellAddress.row(number);
    if (next <= row || next > MOST_ROWS) {
      throw UnreadableSheetException.broken("counts its rows wrongly after row " + row);
    }
    row = next;
    cells.clear();
    ruined.clear();
    filled = 0;
  }

  private void end() {
    if (filled > 0) {
      to.row(row, cells, ruined.isEmpty() ? Map.of() : Map.copyOf(ruined));
    }
  }

  private void cell(SheetXml xml, CellTexts texts)
      throws XMLStreamException, UnreadableSheetException {
    int column = column(xml.attribute("r"));
    CellTexts.Cell cell = texts.read(xml);
    if (cell.text().isEmpty() && cell.ruined() == null) {
      return;
    }
    if (column >= MOST_COLUMNS) {
      throw UnreadableSheetException.of(
          "has something in column %d of row %d".formatted(column + 1, row),
          "a list of residents has at most %d columns, take out what is right of them"
              .formatted(MOST_COLUMNS));
    }
    while (cells.size() <= column) {
      cells.add("");
    }
    cells.set(column, VisibleText.of(unescaped(cell.text())));
    filled++;
    if (cell.ruined() != null) {
      ruined.put(column, cell.ruined());
    }
  }

  /// Of cells without an address, each stands beside the one before.
  private int column(@Nullable String address) throws UnreadableSheetException {
    if (address == null) {
      return cells.size();
    }
    int column = CellAddress.column(address);
    if (column < 0) {
      throw UnreadableSheetException.broken("has a cell at a place that is none, in row " + row);
    }
    return column;
  }

  /// Characters that XML cannot hold are written as `_x000D_`.
  private static String unescaped(String text) {
    if (!text.contains("_x")) {
      return text;
    }
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(found.group(1), 16))));
  }
}
