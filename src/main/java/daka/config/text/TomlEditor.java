package daka.config.text;

import daka.config.text.Statement.Kind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes one edit in one text.
final class TomlEditor {
  private final TomlLines lines;

  /// @throws TomlScanner.Unexpected if it is no TOML
  TomlEditor(String text) {
    this.lines = new TomlLines(text);
  }

  /// @throws IllegalArgumentException if a value cannot be written
  String edited(Edit edit) {
    switch (edit) {
      case Edit.Put(Place table, String key, Object value) -> put(table, key, value);
      case Edit.Drop(Place table, String key) -> new SwitchingOff(lines).drop(table.path(key));
      case Edit.AddTable add -> addTable(add);
      case Edit.DropTable(Place table) -> new SwitchingOff(lines).dropTable(table.path());
    }
    return lines.text();
  }

  // Putting a value

  private void put(Place table, String key, Object value) {
    Found found = Found.in(lines.statements(), table.path(key));
    if (found != null) {
      replaceValue(found, value);
    } else if (!putInBraces(table, key, value)
        && !putUnderHeader(table, key, value)
        && !putBesideDots(table, key, value)) {
      makeTable(table);
      putUnderHeader(table, key, value);
    }
  }

  /// The comments of a list that is written anew go above it.
  private void replaceValue(Found found, Object value) {
    String written = WrittenToml.value(value);
    Value old = found.value();
    if (isSame(lines.text().substring(old.start(), old.end()), written)) {
      return;
    }
    int start = found.statement().start();
    String above =
        old.comments().stream()
            .map(comment -> lines.indent(found.statement()) + comment + lines.lineEnd())
            .collect(Collectors.joining());
    lines.replace(start, old.end(), above + lines.text().substring(start, old.start()) + written);
  }

  private static boolean isSame(String one, String other) {
    return Objects.equals(TomlText.meaning("k = " + one), TomlText.meaning("k = " + other));
  }

  private boolean putInBraces(Place table, String key, Object value) {
    Found braces = Found.in(lines.statements(), table.path());
    if (braces == null || braces.value().kind() != Value.Kind.TABLE) {
      return false;
    }
    String pair = WrittenToml.pair(key, value);
    List<Value.Pair> pairs = braces.value().pairs();
    if (pairs.isEmpty()) {
      lines.replace(braces.value().start(), braces.value().end(), "{ " + pair + " }");
    } else {
      int end = pairs.getLast().value().end();
      lines.replace(end, end, ", " + pair);
    }
    return true;
  }

  private boolean putUnderHeader(Place table, String key, Object value) {
    List<Object> path = table.path();
    int from = path.isEmpty() ? 0 : 1 + indexOfHeader(path);
    if (from == 0 && !path.isEmpty()) {
      return false;
    }
    int last = from - 1;
    for (int i = from;
        i < lines.statements().size() && !lines.statements().get(i).is(Kind.HEADER);
        i++) {
      Statement statement = lines.statements().get(i);
      if (statement.is(Kind.PAIR)) {
        last = i;
      }
    }
    Statement off = switchedOff(from, key);
    if (off != null) {
      switchOn(off, value);
    } else {
      insertPair(last, WrittenToml.pair(key, value));
    }
    return true;
  }

  private int indexOfHeader(List<Object> path) {
    for (int i = 0; i < lines.statements().size(); i++) {
      if (lines.statements().get(i).is(Kind.HEADER)
          && lines.statements().get(i).path().equals(path)) {
        return i;
      }
    }
    return -1;
  }

  /// The line in which the key stands switched off, before any table that is.
  private @Nullable Statement switchedOff(int from, String key) {
    for (int i = from;
        i < lines.statements().size() && !lines.statements().get(i).is(Kind.HEADER);
        i++) {
      Statement statement = lines.statements().get(i);
      if (statement.is(Kind.COMMENT)) {
        Statement inside = SwitchedOff.statement(lines.line(statement));
        if (inside != null && inside.is(Kind.HEADER)) {
          return null;
        }
        if (inside != null && inside.path().equals(List.of(key))) {
          return statement;
        }
      }
    }
    return null;
  }

  private void switchOn(Statement off, Object value) {
    String line = SwitchedOff.on(lines.line(off));
    Value old = Objects.requireNonNull(TomlScanner.scan(line).getFirst().value());
    String was = line.substring(old.start(), old.end());
    String written = WrittenToml.value(value);
    String now = isSame(was, written) ? was : written;
    lines.replace(
        off.start(), off.end(), line.substring(0, old.start()) + now + line.substring(old.end()));
  }

  /// Beside keys such as `centre.name`, which stand under no header of their table.
  private boolean putBesideDots(Place table, String key, Object value) {
    List<Object> path = table.path();
    for (int i = lines.statements().size() - 1; i >= 0; i--) {
      Statement statement = lines.statements().get(i);
      if (statement.is(Kind.PAIR)
          && statement.isWithin(path)
          && statement.section().size() < path.size()) {
        String names =
            path.subList(statement.section().size(), path.size()).stream()
                .map(name -> WrittenToml.key(name.toString()) + ".")
                .collect(Collectors.joining());
        insertPair(i, names + WrittenToml.pair(key, value));
        return true;
      }
    }
    return false;
  }

  /// Behind a statement and the comment that goes on below it; at the beginning after none.
  private void insertPair(int after, String pair) {
    int i = after;
    while (i >= 0 && i + 1 < lines.statements().size() && goesOn(lines.statements().get(i + 1))) {
      i++;
    }
    String indent = after >= 0 ? lines.indent(lines.statements().get(after)) : "";
    lines.insertLines(i, indent + pair);
  }

  /// Whether it is a comment that stands to the right, below another.
  private boolean goesOn(Statement statement) {
    return statement.is(Kind.COMMENT)
        && Character.isWhitespace(lines.text().charAt(statement.start()));
  }

  // Making a table

  private void makeTable(Place table) {
    if (table.index() != Place.SINGLE) {
      throw new TomlScanner.Unexpected("there is no table " + table);
    }
    int off = offHeader(table.path(), WrittenToml.header(table.names()));
    if (off >= 0 && !pairFollows(off)) {
      Statement line = lines.statements().get(off);
      lines.replace(line.start(), line.end(), SwitchedOff.on(lines.line(line)));
      return;
    }
    List<Object> parent = table.path().subList(0, table.path().size() - 1);
    int block = parent.isEmpty() ? -1 : lastWithin(parent);
    insertBlock(block, WrittenToml.header(table.names()));
  }

  /// The comment that holds this header; -1 if there is none.
  private int offHeader(List<Object> path, String header) {
    for (int i = 0; i < lines.statements().size(); i++) {
      if (lines.statements().get(i).is(Kind.COMMENT)) {
        Statement inside = SwitchedOff.statement(lines.line(lines.statements().get(i)));
        if (inside != null
            && inside.is(Kind.HEADER)
            && inside.path().equals(path)
            && SwitchedOff.on(lines.line(lines.statements().get(i))).strip().startsWith(header)) {
          return i;
        }
      }
    }
    return -1;
  }

  /// Whether a pair would come under another header if one stood here.
  private boolean pairFollows(int from) {
    return lines.statements().subList(from, lines.statements().size()).stream()
        .filter(Statement::isLive)
        .findFirst()
        .filter(next -> next.is(Kind.PAIR))
        .isPresent();
  }

  private int lastWithin(List<Object> path) {
    int last = -1;
    for (int i = 0; i < lines.statements().size(); i++) {
      if (lines.statements().get(i).isWithin(path)) {
        last = i;
      }
    }
    return last;
  }

  /// A table behind the lines around a statement, which end at an empty one; at the end of the file
  /// if the statement is none.
  private void insertBlock(int after, String block) {
    int i = after < 0 ? lines.statements().size() - 1 : after;
    while (after >= 0
        && i + 1 < lines.statements().size()
        && lines.statements().get(i + 1).is(Kind.COMMENT)
        && !isOffHeader(lines.statements().get(i + 1))) {
      i++;
    }
    if (after >= 0 && pairFollows(i + 1)) {
      i = lines.statements().size() - 1;
    }
    String before = i < 0 || lines.statements().get(i).is(Kind.BLANK) ? "" : lines.lineEnd();
    boolean close =
        i + 1 < lines.statements().size() && !lines.statements().get(i + 1).is(Kind.BLANK);
    lines.insertLines(i, before + block + (close ? lines.lineEnd() : ""));
  }

  private boolean isOffHeader(Statement comment) {
    Statement inside = SwitchedOff.statement(lines.line(comment));
    return inside != null && inside.is(Kind.HEADER);
  }

  // Adding to tables in double brackets

  private void addTable(Edit.AddTable add) {
    List<Object> path = List.of(add.name());
    Found list = Found.in(lines.statements(), path);
    if (list != null && list.value().kind() == Value.Kind.LIST) {
      List<Value> items = list.value().items();
      String table = WrittenToml.table(add.values());
      int at = items.isEmpty() ? list.value().start() + 1 : items.getLast().end();
      lines.replace(at, at, (items.isEmpty() ? "" : ", ") + table);
      return;
    }
    StringBuilder block = new StringBuilder("[[" + WrittenToml.key(add.name()) + "]]");
    add.values()
        .forEach(
            (key, value) -> block.append(lines.lineEnd()).append(WrittenToml.pair(key, value)));
    int last = lastWithin(path);
    int off = offHeader(List.of(add.name(), 0), "[[");
    if (last < 0 && off > 0 && !pairFollows(off)) {
      lines.insertLines(off - 1, block + lines.lineEnd());
    } else {
      insertBlock(last, block.toString());
    }
  }
}
