package daka.web.register;

import daka.web.http.ProblemException;
import daka.web.register.ListTable.Heading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each column of a list is: as somebody has chosen, or else as the headings are understood,
/// where those that nobody knows are left out instead of refused.
///
/// @param columns in their order, null for one that is left out; or null if the headings decide
record ColumnChoice(@Nullable List<@Nullable ListColumn> columns) {
  private static final int MOST = 256;

  /// @param given names of columns with commas between them, `-` or nothing for one that is left
  ///   out; null if nothing is chosen
  /// @throws ProblemException 400 if it names what is no column, or one twice
  static ColumnChoice of(@Nullable String given) {
    if (given == null) {
      return new ColumnChoice(null);
    }
    List<@Nullable ListColumn> columns = new ArrayList<>();
    Set<ListColumn> seen = EnumSet.noneOf(ListColumn.class);
    for (String name : given.split(",", MOST + 1)) {
      if (name.isEmpty() || name.equals("-")) {
        columns.add(null);
        continue;
      }
      ListColumn column =
          ListColumn.ofWireName(name)
              .orElseThrow(
                  () ->
                      ProblemException.badRequest(
                          "query parameter \"columns\": there is no column of this name; there are "
                              + ListColumn.all()));
      if (column != ListColumn.LINE_NUMBER && !seen.add(column)) {
        throw ProblemException.badRequest(
            "query parameter \"columns\" names " + name + " twice; choose one of them");
      }
      columns.add(column);
    }
    if (columns.size() > MOST) {
      throw ProblemException.badRequest("query parameter \"columns\" names more than " + MOST);
    }
    return new ColumnChoice(columns);
  }

  /// @return null if the row is a title above the headings
  @Nullable List<Heading> header(long line, List<String> cells) {
    if (columns == null && isTitle(cells)) {
      return null;
    }
    List<Heading> headings = new ArrayList<>();
    Set<ListColumn> seen = EnumSet.noneOf(ListColumn.class);
    for (int i = 0; i < cells.size(); i++) {
      ListColumn column = columns == null ? known(cells.get(i), seen) : chosen(i);
      headings.add(new Heading(cells.get(i), column));
    }
    return headings;
  }

  private static boolean isTitle(List<String> cells) {
    return filled(cells) == 1 && cells.stream().noneMatch(cell -> ListColumn.of(cell).isPresent());
  }

  static long filled(List<String> cells) {
    return cells.stream().filter(cell -> !cell.isEmpty()).count();
  }

  /// Of two that mean the same, the second is left out.
  private static @Nullable ListColumn known(String heading, Set<ListColumn> seen) {
    ListColumn column = ListColumn.of(heading).orElse(null);
    return column == null || seen.add(column) ? column : null;
  }

  private @Nullable ListColumn chosen(int index) {
    return columns != null && index < columns.size() ? columns.get(index) : null;
  }
}
