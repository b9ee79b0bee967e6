package daka.web.sheet;

import daka.web.sheet.DateStyles.Shown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// What stands in a cell, as text that somebody would have typed.
final class CellTexts {
  /// Day 0 of spreadsheets, which count 29 February 1900 as a day.
  private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

  private static final int DAYS_TO_1904 = 1_462;
  private static final double LAST_DAY = 2_958_465;
  private static final double SIXTEEN_DIGITS = 1e15;

  /// @param ruined what is wrong with it, or null if it is as it was typed
  record Cell(String text, @Nullable String ruined) {
    private static final Cell EMPTY = new Cell("", null);
  }

  private final SharedStrings strings;
  private final DateStyles styles;
  private final boolean since1904;
  private final StringBuilder value = new StringBuilder();

  /// @param since1904 whether days are counted from 1904
  CellTexts(SharedStrings strings, DateStyles styles, boolean since1904) {
    this.strings = strings;
    this.styles = styles;
    this.since1904 = since1904;
  }

  /// Reads the cell that begins here, to its end. Of a formula the result is taken.
  Cell read(SheetXml xml) throws XMLStreamException {
    String type = xml.attribute("t");
    String style = xml.attribute("s");
    value.setLength(0);
    while (xml.next() && !xml.ends("c")) {
      if (xml.begins("v") || xml.begins("is")) {
        value.setLength(0);
        xml.text(value);
      }
    }
    if (value.isEmpty()) {
      return Cell.EMPTY;
    }
    return of(type == null ? "n" : type, style, value.toString());
  }

  private Cell of(String type, @Nullable String style, String raw) throws XMLStreamException {
    return switch (type) {
      case "s" -> shared(raw);
      case "n" -> number(raw.strip(), styles.of(style));
      case "e" -> new Cell(raw, "it shows the error " + raw + "; type what belongs there");
      case "b" -> new Cell(raw.equals("1") ? "TRUE" : "FALSE", null);
      case "d" -> new Cell(raw.length() > 10 ? raw.substring(0, 10) : raw, null);
      default -> new Cell(raw, null);
    };
  }

  private Cell shared(String raw) throws XMLStreamException {
    String text = raw.length() < 9 ? strings.get(Integer.parseInt(raw.strip())) : null;
    if (text == null) {
      throw new XMLStreamException("a cell refers to a text that is not there");
    }
    return new Cell(text, null);
  }

  private Cell number(String raw, Shown shown) throws XMLStreamException {
    double number;
    try {
      number = Double.parseDouble(raw);
    } catch (NumberFormatException e) {
      throw new XMLStreamException("a cell holds a number that is none");
    }
    if (!(Math.abs(number) < SIXTEEN_DIGITS)) {
      return new Cell(
          raw,
          "it is a number of more than 15 digits, of which a spreadsheet keeps only 15; set the"
              + " column to text and enter it again");
    }
    return new Cell(
        shown == Shown.NUMBER || number < 0 || number > LAST_DAY
            ? plain(raw, number)
            : date(number, shown),
        null);
  }

  /// Without an exponent, and without the error of binary fractions.
  private static String plain(String raw, double number) {
    if (number == Math.rint(number)) {
      return Long.toString((long) number);
    }
    return raw.length() > 15 || raw.indexOf('E') >= 0 || raw.indexOf('e') >= 0
        ? rounded(number)
        : raw;
  }

  private static String rounded(double number) {
    return new BigDecimal(number)
        .round(new java.math.MathContext(15))
        .stripTrailingZeros()
        .toPlainString();
  }

  private String date(double number, Shown shown) {
    LocalDate day = DAY_0.plusDays((long) number + (since1904 ? DAYS_TO_1904 : 0));
    return shown == Shown.MONTH ? YearMonth.from(day).toString() : day.toString();
  }
}
