package daka.web.register;

import daka.web.http.ProblemException;
import daka.web.sheet.SheetRows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a list, by their columns. The first row in which something is names them, unless
/// somebody has chosen what each is.
///
/// What spreadsheets leave behind is passed over: rows and columns in which nothing is, and a title
/// above the headings. A row may end early. Numbers that count the lines are not read.
final class ListTable implements SheetRows {
  /// A row in which something is.
  ///
  /// @param line where it begins, counted from 1
  /// @param cells those in which something is
  record Row(long line, Map<ListColumn, String> cells) {}

  /// A column as the list has it.
  ///
  /// @param column null if it is not read
  record Heading(String heading, @Nullable ListColumn column) {}

  private final List<Row> rows = new ArrayList<>();
  private final List<ListProblem> bad = new ArrayList<>();
  private final int most;
  private final @Nullable ColumnChoice choice;
  private final boolean isText;
  private @Nullable List<Heading> headings;
  private boolean isExport;

  /// @param most how many rows there may be
  /// @param choice what somebody has chosen, or null if the headings decide
  /// @param isText whether the cells come from a text, in which everything may be a number
  ListTable(int most, @Nullable ColumnChoice choice, boolean isText) {
    this.most = most;
    this.choice = choice;
    this.isText = isText;
  }

  /// @throws ProblemException 400 if the columns are not told, or there are more rows
  static ListTable parse(String text, int most) {
    ListTable table = new ListTable(most, null, true);
    CsvRows.read(text, table);
    table.end();
    return table;
  }

  /// @throws ProblemException 400 if the columns are not told, or there are more rows
  @Override
  public void row(long line, List<String> cells, Map<Integer, String> ruined) {
    List<Heading> known = headings;
    if (known == null) {
      List<String> names = cells.stream().map(RuinedCell::unquoted).toList();
      headings = choice == null ? header(line, names) : choice.header(line, names);
      isExport = headings != null && isText && headings.stream().anyMatch(ListTable::isId);
    } else {
      read(line, cells, ruined, known);
    }
  }

  /// What follows a line is no row.
  @Override
  public void broken(long line, String why) {
    bad.add(new ListProblem(line, "", "broken", null, "", why));
  }

  /// There are no more rows.
  ///
  /// @throws ProblemException 400 if no row has named the columns
  void end() {
    if (headings == null) {
      throw ProblemException.badRequest(
          "no line names the columns; the first line in which something is must: "
              + ListColumn.all());
    }
  }

  /// @return null if it is a title
  private static @Nullable List<Heading> header(long line, List<String> cells) {
    List<@Nullable ListColumn> columns = new ArrayList<>();
    for (String heading : cells) {
      columns.add(ListColumn.of(heading).orElse(null));
    }
    if (columns.stream().allMatch(column -> column == null) && ColumnChoice.filled(cells) == 1) {
      return null;
    }
    for (int i = 0; i < columns.size(); i++) {
      ListColumn column = columns.get(i);
      if (column == null && !cells.get(i).isEmpty()) {
        throw ProblemException.badRequest(
            ("line %d: column %d, \"%s\", is none that is known; name it otherwise or take it out."
                    + " The columns are %s")
                .formatted(line, i + 1, cells.get(i), ListColumn.all()));
      }
      int before = columns.indexOf(column);
      if (column != null && before < i) {
        throw ProblemException.badRequest(
            ("line %d: the columns \"%s\" and \"%s\" are both taken for %s, so it is there twice;"
                    + " take one out")
                .formatted(line, cells.get(before), cells.get(i), column.wireName()));
      }
    }
    if (!columns.contains(ListColumn.NAME)) {
      throw ProblemException.badRequest(
          "line %d: the column name is missing; the columns are %s"
              .formatted(line, ListColumn.all()));
    }
    List<Heading> headings = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      headings.add(new Heading(cells.get(i), columns.get(i)));
    }
    return headings;
  }

  private void read(
      long line, List<String> cells, Map<Integer, String> ruined, List<Heading> known) {
    if (rows.size() + bad.size() >= most) {
      throw ProblemException.badRequest(
          "there are more than " + most + " residents; split the file");
    }
    Map<ListColumn, String> found = new EnumMap<>(ListColumn.class);
    for (int i = 0; i < cells.size(); i++) {
      String typed = cells.get(i);
      String cell = RuinedCell.unquoted(isExport ? RuinedCell.armed(typed) : typed);
      ListColumn column = i < known.size() ? known.get(i).column() : null;
      boolean isLeftOut = choice != null && i < known.size() && column == null;
      if (column == null && !cell.isEmpty() && !isLeftOut) {
        bad.add(outside(line, i, cell, cells.size(), known.size()));
        return;
      }
      if (column != null && column != ListColumn.LINE_NUMBER && !cell.isEmpty()) {
        String why = ruined.get(i);
        if (why == null) {
          why = RuinedCell.of(column, typed, isText);
        }
        if (why != null) {
          bad.add(RuinedCell.told(line, i, known.get(i).heading(), cell, why));
          return;
        }
        found.put(column, cell);
      }
    }
    if (!found.isEmpty()) {
      rows.add(new Row(line, found));
    }
  }

  private static boolean isId(Heading heading) {
    return heading.column() == ListColumn.ID;
  }

  private static ListProblem outside(long line, int index, String cell, int cells, int columns) {
    String why =
        index < columns
            ? "\"%s\" stands in column %d, which has no heading; give it one, or take it out"
                .formatted(cell, index + 1)
            : "there are %d cells instead of %d, the last being \"%s\"; put cells with a comma in quotes"
                .formatted(cells, columns, cell);
    return new ListProblem(line, "", "outside", null, cell, why);
  }

  /// The columns, in their order.
  List<Heading> headings() {
    return headings == null ? List.of() : headings;
  }

  List<Row> rows() {
    return rows;
  }

  /// The lines that are no rows.
  List<ListProblem> bad() {
    return bad;
  }
}
