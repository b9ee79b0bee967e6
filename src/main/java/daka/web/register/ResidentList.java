package daka.web.register;

import static java.util.Objects.requireNonNull;

import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.ResidentImport.Line;
import daka.web.http.ProblemException;
import daka.web.sheet.UnreadableSheetException;
import daka.web.sheet.XlsxSheet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The residents of a list, as a spreadsheet saves it: a workbook ([XlsxSheet]), or CSV ([ListText]
/// for its encoding, [CsvRows] for its rows); [ListColumn] for its headings and [Birth] for its
/// dates. There must be a column of names or of ids; each other may be missing, and each cell of it
/// empty.
final class ResidentList {
  /// The most residents that are taken at once.
  static final int MAX_LINES = 20_000;

  /// What a workbook is called instead of an encoding.
  static final String XLSX = "xlsx";

  /// What says that the column of card numbers holds what chips say.
  private static final Pattern CHIP = Pattern.compile("(?=.*[A-Fa-f])([0-9A-Fa-f]{2}[ :-]?){4,10}");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final int SHOWN = 40;

  /// What a list without a column of it says nothing of.
  private static final Set<ListColumn> FIELDS =
      EnumSet.of(
          ListColumn.NAME,
          ListColumn.ROLE,
          ListColumn.PHONE,
          ListColumn.BORN,
          ListColumn.LANGUAGE,
          ListColumn.NOTE);

  /// Of which nobody can have none.
  private static final Set<ListColumn> NEEDED = EnumSet.of(ListColumn.NAME, ListColumn.ROLE);

  private final String encoding;
  private final List<ListTable.Heading> headings;
  private final Set<ListColumn> columns = EnumSet.noneOf(ListColumn.class);
  private final List<Line> lines = new ArrayList<>();
  private final List<ListProblem> bad;

  /// By the fields that they are of: most lines say something of the same.
  private final Map<Set<ListColumn>, Set<String>> names = new HashMap<>();

  private boolean typedMonths;
  private boolean chips;

  private ResidentList(String encoding, ListTable table) {
    this.encoding = encoding;
    this.headings = table.headings();
    this.bad = new ArrayList<>(table.bad());
    headings.forEach(
        heading -> {
          if (heading.column() != null) {
            columns.add(heading.column());
          }
        });
    lookAtColumns(table.rows());
    table.rows().forEach(this::line);
  }

  /// A list as CSV whose headings are all known.
  ///
  /// @throws ProblemException 400 if it is no such list at all; what is wrong with a line is in
  ///   [#bad()]
  static ResidentList parse(byte[] bytes) {
    ListText list = ListText.of(bytes);
    return new ResidentList(list.encoding(), ListTable.parse(list.text(), MAX_LINES));
  }

  /// A workbook or CSV, whose columns are as somebody has chosen.
  ///
  /// @throws ProblemException 400 if it is no list at all
  static ResidentList parse(byte[] bytes, ColumnChoice choice) {
    if (!ListText.isWorkbook(bytes)) {
      ListText list = ListText.of(bytes);
      ListTable table = new ListTable(MAX_LINES, choice, true);
      CsvRows.read(list.text(), table);
      return whole(list.encoding(), table);
    }
    ListTable table = new ListTable(MAX_LINES, choice, false);
    try {
      XlsxSheet.read(bytes, table);
    } catch (UnreadableSheetException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
    return whole(XLSX, table);
  }

  private static ResidentList whole(String encoding, ListTable table) {
    table.end();
    return new ResidentList(encoding, table);
  }

  /// The encoding it is in, or [#XLSX].
  String encoding() {
    return encoding;
  }

  /// The columns, in their order.
  List<ListTable.Heading> headings() {
    return headings;
  }

  /// Whether it can be told who is meant.
  boolean namesPeople() {
    return columns.contains(ListColumn.NAME) || columns.contains(ListColumn.ID);
  }

  /// What can be imported.
  List<Line> lines() {
    return lines;
  }

  /// The lines that cannot.
  List<ListProblem> bad() {
    return bad;
  }

  /// A single cell does not say what the whole column does.
  private void lookAtColumns(List<ListTable.Row> rows) {
    boolean others = false;
    for (ListTable.Row row : rows) {
      typedMonths |= Birth.isTypedMonth(row.cells().getOrDefault(ListColumn.BORN, ""));
      String number = row.cells().get(ListColumn.CARD_NUMBER);
      if (number != null && !DIGITS.matcher(number).matches()) {
        boolean isChip = CHIP.matcher(number).matches();
        chips |= isChip;
        others |= !isChip;
      }
    }
    chips &= !others;
  }

  private void line(ListTable.Row row) {
    try {
      Map<ListColumn, String> cells = row.cells();
      Long id = id(cells.get(ListColumn.ID));
      lines.add(
          new Line(
              row.line(), id, person(cells, id != null), kept(cells, id != null), cards(cells)));
    } catch (BadCellException e) {
      bad.add(e.told(row));
    }
  }

  private static @Nullable Long id(@Nullable String cell) {
    if (cell == null) {
      return null;
    }
    if (!ID.matcher(cell).matches()) {
      throw new BadCellException(
          ListColumn.ID,
          cell,
          "\"id\" is the number that the register has given to somebody; leave it empty if it is"
              + " somebody new");
    }
    return Long.valueOf(cell);
  }

  /// What the list says nothing of. Beside an id, an empty cell says that there is none.
  private Set<String> kept(Map<ListColumn, String> cells, boolean isById) {
    Set<ListColumn> kept = EnumSet.noneOf(ListColumn.class);
    for (ListColumn field : FIELDS) {
      boolean says = isById && columns.contains(field) && !NEEDED.contains(field);
      if (!says && !cells.containsKey(field)) {
        kept.add(field);
      }
    }
    return names.computeIfAbsent(kept, ResidentList::names);
  }

  private static Set<String> names(Set<ListColumn> fields) {
    return fields.stream().map(ListColumn::wireName).collect(Collectors.toUnmodifiableSet());
  }

  private Person person(Map<ListColumn, String> cells, boolean isById) {
    String role =
        of(cells, ListColumn.ROLE, cell -> PersonForm.role(ListWords.role(cell)).wireName());
    return new Person(
        isById && !cells.containsKey(ListColumn.NAME)
            ? ""
            : requireNonNull(of(cells, ListColumn.NAME, PersonForm::name)),
        Role.ofWireName(requireNonNull(role)),
        of(cells, ListColumn.PHONE, PersonForm::phone),
        of(cells, ListColumn.BORN, cell -> Birth.of(cell, typedMonths)),
        of(cells, ListColumn.LANGUAGE, cell -> PersonForm.language(ListWords.language(cell))),
        of(cells, ListColumn.NOTE, PersonForm::note));
  }

  /// What the register keeps of a cell.
  @FunctionalInterface
  private interface Meaning {
    @Nullable String of(@Nullable String cell);
  }

  /// What a cell says. If it cannot be taken, its value is told.
  private static @Nullable String of(
      Map<ListColumn, String> cells, ListColumn column, Meaning meaning) {
    String cell = cells.get(column);
    try {
      return meaning.of(cell);
    } catch (ProblemException e) {
      throw told(column, cell, e.problem().detail());
    }
  }

  private static BadCellException told(ListColumn column, @Nullable String cell, String detail) {
    String shown = cell == null || cell.length() <= SHOWN ? cell : cell.substring(0, SHOWN) + "…";
    return new BadCellException(
        column,
        shown == null ? "" : shown,
        shown == null || detail.contains(shown)
            ? detail
            : "%s \"%s\": %s".formatted(column.wireName(), shown, detail));
  }

  private List<NewCard.Read> cards(Map<ListColumn, String> cells) {
    List<NewCard.Read> cards = new ArrayList<>(2);
    cells.forEach(
        (column, cell) -> {
          CardKind kind = column.kind();
          if (kind != null) {
            cards.add(card(column, chips && kind == CardKind.NUMBER ? CardKind.RFID : kind, cell));
          }
        });
    return List.copyOf(cards);
  }

  private static NewCard.Read card(ListColumn column, CardKind kind, String cell) {
    try {
      return CardForm.read(kind, cell, false, null);
    } catch (ProblemException e) {
      throw told(column, cell, e.problem().detail());
    }
  }

  /// A cell that cannot be taken.
  private static final class BadCellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ListColumn column;
    private final String value;
    private final String why;

    BadCellException(ListColumn column, String value, String why) {
      super(why);
      this.column = column;
      this.value = value;
      this.why = why;
    }

    ListProblem told(ListTable.Row row) {
      String name = row.cells().getOrDefault(ListColumn.NAME, "");
      String column = this.column.wireName();
      return new ListProblem(row.line(), name, column, column, value, why);
    }
  }
}
