package daka.web.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Which styles of cells show a number as a date. A workbook has no other dates.
final class DateStyles {
  private static final String PART = "xl/styles.xml";
  private static final int MOST = 70_000;

  /// Formats that every spreadsheet program knows by number, in Chinese too.
  private static final Set<Integer> DAYS = Set.of(14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58);

  private static final Set<Integer> MONTHS = Set.of(17, 27, 36, 50, 52, 57);

  /// What a number with a style is.
  enum Shown {
    NUMBER,
    DAY,
    /// A month of a year: the day is always the first, and says nothing.
    MONTH
  }

  private final List<Shown> styles = new ArrayList<>();

  static DateStyles of(ZipParts parts) throws IOException, XMLStreamException {
    DateStyles styles = new DateStyles();
    try (SheetXml xml = SheetXml.open(parts, PART)) {
      if (xml != null) {
        styles.read(xml);
      }
    }
    return styles;
  }

  private void read(SheetXml xml) throws XMLStreamException {
    Map<String, String> formats = new HashMap<>();
    boolean inStyles = false;
    while (xml.next()) {
      if (xml.begins("numFmt")) {
        formats.put(or(xml.attribute("numFmtId"), ""), or(xml.attribute("formatCode"), ""));
      } else if (xml.begins("cellXfs") || xml.ends("cellXfs")) {
        inStyles = xml.begins("cellXfs");
      } else if (inStyles && xml.begins("xf")) {
        String id = or(xml.attribute("numFmtId"), "0");
        String format = formats.get(id);
        styles.add(format == null ? builtIn(id) : shown(format));
      }
      if (styles.size() > MOST || formats.size() > MOST) {
        throw new XMLStreamException("it has more styles than any spreadsheet program writes");
      }
    }
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static Shown builtIn(String id) {
    int number = id.matches("\\d{1,4}") ? Integer.parseInt(id) : 0;
    if (MONTHS.contains(number)) {
      return Shown.MONTH;
    }
    return DAYS.contains(number) ? Shown.DAY : Shown.NUMBER;
  }

  private static Shown shown(String format) {
    String bare =
        format
            .replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "")
            .toLowerCase(Locale.ROOT)
            .replace("general", "");
    if (bare.indexOf('d') >= 0) {
      return Shown.DAY;
    }
    return bare.indexOf('y') < 0 ? Shown.NUMBER : bare.indexOf('m') >= 0 ? Shown.MONTH : Shown.DAY;
  }

  /// @param style the attribute of the cell, or null if it has none
  Shown of(@Nullable String style) {
    if (style == null || style.isEmpty() || style.length() > 6) {
      return Shown.NUMBER;
    }
    int number = style.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(style) : -1;
    return number >= 0 && number < styles.size() ? styles.get(number) : Shown.NUMBER;
  }
}
