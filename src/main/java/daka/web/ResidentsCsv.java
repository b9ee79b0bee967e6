package daka.web;

import daka.checkin.CardKind;
import daka.store.NewCard;
import daka.store.Person;
import daka.store.ResidentImport.BadLine;
import daka.store.ResidentImport.Line;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads residents from CSV (RFC 4180, UTF-8 with or without a byte-order mark; commas, semicolons
/// or tabs between the cells, as the first line has them).
///
/// The first line names the columns, in any order: `name` must be there; `role`, `phone`, `born`,
/// `language`, `note`, and `card_qr`, `card_rfid`, `card_idcard`, `card_phone`, `card_number` may.
/// Empty cells are as good as none.
final class ResidentsCsv {
  /// The most lines that are taken at once. Taps wait while they are written.
  static final int MAX_LINES = 10_000;

  private static final List<String> PERSON =
      List.of("name", "role", "phone", "born", "language", "note");
  private static final String CARD = "card_";

  private final List<Line> lines = new ArrayList<>();
  private final List<BadLine> bad = new ArrayList<>();
  private final Map<String, Integer> columns = new HashMap<>();

  private ResidentsCsv() {}

  /// @throws ProblemException 400 if it is no such CSV at all; what is wrong with a line is in
  ///   [#bad()]
  static ResidentsCsv parse(byte[] bytes) {
    ResidentsCsv csv = new ResidentsCsv();
    csv.read(decode(bytes));
    return csv;
  }

  /// What can be imported.
  List<Line> lines() {
    return lines;
  }

  /// The lines that cannot.
  List<BadLine> bad() {
    return bad;
  }

  private static String decode(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw ProblemException.badRequest(
          "the body is not UTF-8; in a spreadsheet program, save it as \"CSV UTF-8\"");
    }
  }

  private void read(String text) {
    long last = 1;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw ProblemException.badRequest(
            "the body is empty; its first line must name the columns: " + columnNames());
      }
      header(records.next());
      while (records.hasNext()) {
        CsvRecord record = records.next();
        last = record.getStartingLineNumber();
        line(record);
        if (lines.size() + bad.size() > MAX_LINES) {
          throw ProblemException.badRequest(
              "there are more than " + MAX_LINES + " residents; split the file");
        }
      }
    } catch (CsvParseException e) {
      bad.add(
          new BadLine(last, "from here on this is not CSV; look for a quote that is not closed"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// What the first line has most of.
  private static char separator(String text) {
    String first = text.lines().findFirst().orElse("");
    char most = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(first, candidate) > count(first, most)) {
        most = candidate;
      }
    }
    return most;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private void header(CsvRecord header) {
    for (int i = 0; i < header.getFieldCount(); i++) {
      String column = header.getField(i).strip().toLowerCase(Locale.ROOT);
      if (!PERSON.contains(column) && cardKind(column) == null) {
        throw ProblemException.badRequest(
            "line 1: column %d has no known name; the columns are %s"
                .formatted(i + 1, columnNames()));
      }
      if (columns.put(column, i) != null) {
        throw ProblemException.badRequest("line 1: the column " + column + " is there twice");
      }
    }
    if (!columns.containsKey("name")) {
      throw ProblemException.badRequest("line 1: the column name is missing");
    }
  }

  private static @Nullable CardKind cardKind(String column) {
    return column.startsWith(CARD)
        ? CardKind.ofWireName(column.substring(CARD.length()))
            .filter(CardKind.PRESENTED::contains)
            .orElse(null)
        : null;
  }

  private static String columnNames() {
    List<String> names = new ArrayList<>(PERSON);
    for (CardKind kind : CardKind.PRESENTED) {
      names.add(CARD + kind.wireName());
    }
    return String.join(", ", names);
  }

  private void line(CsvRecord record) {
    long number = record.getStartingLineNumber();
    if (record.getFieldCount() != columns.size()) {
      bad.add(
          new BadLine(
              number,
              "there are %d cells instead of %d; put cells with a comma in quotes"
                  .formatted(record.getFieldCount(), columns.size())));
      return;
    }
    try {
      lines.add(new Line(number, person(record), cards(record)));
    } catch (ProblemException e) {
      bad.add(new BadLine(number, e.problem().detail()));
    }
  }

  private Person person(CsvRecord record) {
    return PersonForm.person(
        cell(record, "name"),
        cell(record, "role"),
        cell(record, "phone"),
        cell(record, "born"),
        cell(record, "language"),
        cell(record, "note"));
  }

  private @Nullable String cell(CsvRecord record, String column) {
    Integer index = columns.get(column);
    return index == null ? null : record.getField(index);
  }

  private List<NewCard.Read> cards(CsvRecord record) {
    List<NewCard.Read> cards = new ArrayList<>();
    for (CardKind kind : CardKind.PRESENTED) {
      String payload = cell(record, CARD + kind.wireName());
      if (payload != null && !payload.isBlank()) {
        cards.add(CardForm.read(kind, payload, false, null));
      }
    }
    return cards;
  }
}
