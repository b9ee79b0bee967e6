package daka.config.text;

import java.util.List;

/// Takes something out of a text: a `#` before its lines, or out of the brackets it stands in.
///
/// @param lines that are changed
record SwitchingOff(TomlLines lines) {
  /// A key and its value.
  void drop(List<Object> path) {
    Found found = Found.in(lines.statements(), path);
    if (found == null) {
      return;
    }
    if (found.pair() == null) {
      switchOff(List.of(found.statement()));
    } else {
      cut(found);
    }
  }

  /// A table with all that is below it.
  void dropTable(List<Object> path) {
    List<Statement> within =
        lines.statements().stream().filter(statement -> statement.isWithin(path)).toList();
    if (within.isEmpty()) {
      dropItem(path);
    } else {
      switchOff(within);
    }
  }

  /// A list in brackets goes with its last table.
  private void dropItem(List<Object> path) {
    Found list = Found.in(lines.statements(), path.subList(0, path.size() - 1));
    if (list != null && list.pair() == null && list.value().items().size() == 1) {
      switchOff(List.of(list.statement()));
    } else {
      drop(path);
    }
  }

  private void switchOff(List<Statement> off) {
    StringBuilder now = new StringBuilder();
    int done = 0;
    for (Statement statement : off) {
      now.append(lines.text(), done, statement.start());
      now.append('#');
      now.append(lines.text().substring(statement.start(), statement.end()).replace("\n", "\n#"));
      done = statement.end();
    }
    lines.replace(0, done, now.toString());
  }

  /// Takes something out of brackets or braces, with the comma before it or else behind it.
  private void cut(Found found) {
    int start = found.start();
    int end = found.value().end();
    int before = start;
    while (" \t\r\n".indexOf(lines.text().charAt(before - 1)) >= 0) {
      before--;
    }
    if (lines.text().charAt(before - 1) == ',') {
      lines.replace(before - 1, end, "");
      return;
    }
    int behind = end;
    while (" \t\r\n".indexOf(lines.text().charAt(behind)) >= 0) {
      behind++;
    }
    lines.replace(start, lines.text().charAt(behind) == ',' ? behind + 1 : end, "");
  }
}
