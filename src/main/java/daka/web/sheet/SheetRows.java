package daka.web.sheet;

import java.util.List;
import java.util.Map;

/// Takes the rows of a sheet, as they come.
public interface SheetRows {
  /// A row in which something is.
  ///
  /// @param number as the spreadsheet counts it, from 1
  /// @param cells as text, empty where nothing is; a date as `1948-05-17`. The list is that of the
  ///   next row afterwards
  /// @param ruined what is wrong with a cell, by its index: its text is not what somebody typed
  void row(long number, List<String> cells, Map<Integer, String> ruined);

  /// What follows is no row.
  ///
  /// @param why what is wrong, and the cure
  void broken(long number, String why);
}
