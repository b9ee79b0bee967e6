package daka.config.text;

import java.util.List;

/// A TOML text and where its statements stand, while it is changed.
final class TomlLines {
  private final String lineEnd;
  private String text;
  private List<Statement> statements;

  /// @throws TomlScanner.Unexpected if it is no TOML
  TomlLines(String text) {
    this.text = text;
    this.statements = TomlScanner.scan(text);
    int first = text.indexOf('\n');
    this.lineEnd = first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
  }

  String text() {
    return text;
  }

  List<Statement> statements() {
    return statements;
  }

  /// How its lines end.
  String lineEnd() {
    return lineEnd;
  }

  void replace(int start, int end, String instead) {
    text = text.substring(0, start) + instead + text.substring(end);
    statements = TomlScanner.scan(text);
  }

  /// Behind a statement; at the beginning if that is -1.
  void insertLines(int after, String lines) {
    if (after < 0) {
      replace(0, 0, lines + lineEnd);
      return;
    }
    Statement before = statements.get(after);
    if (before.next() > before.end()) {
      replace(before.next(), before.next(), lines + lineEnd);
    } else {
      replace(before.end(), before.end(), lineEnd + lines);
    }
  }

  String line(Statement statement) {
    return text.substring(statement.start(), statement.end());
  }

  String indent(Statement statement) {
    int end = statement.start();
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(statement.start(), end);
  }
}
