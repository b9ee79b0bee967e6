package daka.web.register;

import daka.checkin.VisibleText;
import daka.web.sheet.SheetRows;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows of CSV (RFC 4180). Between the cells stands what a line `sep=;` names, or what the line
/// with the headings has most of: commas, semicolons, tabs, bars, or the commas and semicolons of
/// Chinese.
final class CsvRows {
  private static final char[] SEPARATORS = {',', ';', '\t', '|', '，', '；'};
  private static final Pattern SEP =
      Pattern.compile("\\s*\"?sep=(.)\"?[,;\\t]*(\\r\\n|\\r|\\n|$)", Pattern.CASE_INSENSITIVE);

  private CsvRows() {}

  static void read(String text, SheetRows to) {
    Matcher sep = SEP.matcher(text);
    if (sep.lookingAt()) {
      read(text.substring(sep.end()), sep.group(1).charAt(0), 1, to);
    } else {
      read(text, separator(text), 0, to);
    }
  }

  /// What the first line in which there is a letter has most of.
  private static char separator(String text) {
    String first =
        text.lines()
            .filter(line -> line.chars().anyMatch(Character::isLetter))
            .findFirst()
            .orElse("");
    String bare = first.replaceAll("\"[^\"]*\"", "");
    char most = SEPARATORS[0];
    for (char candidate : SEPARATORS) {
      if (count(bare, candidate) > count(bare, most)) {
        most = candidate;
      }
    }
    return most;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  /// @param above how many lines stand above the text
  private static void read(String text, char separator, int above, SheetRows to) {
    long last = 1;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        last = record.getStartingLineNumber() + above;
        List<String> cells = record.getFields().stream().map(VisibleText::of).toList();
        if (!cells.stream().allMatch(String::isEmpty)) {
          to.row(last, cells, Map.of());
        }
      }
    } catch (CsvParseException e) {
      to.broken(last, "from here on this is not CSV; look for a quote that is not closed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
