package daka.config.text;

import daka.config.text.Statement.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds where each statement of a TOML text stands. The text is TOML: what it means is for the
/// parser to say.
final class TomlScanner {
  private static final int DEEPEST = 64;

  /// Stands for the end; no TOML has it.
  private static final char END = '\u0000';

  private final String text;
  private final List<Statement> statements = new ArrayList<>();

  /// How many tables in double brackets there are by their way.
  private final Map<List<Object>, Integer> counts = new HashMap<>();

  private List<Object> section = List.of();
  private int at;

  /// The text is other than this scanner expects.
  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
      super(message, null, false, false);
    }
  }

  private TomlScanner(String text) {
    this.text = text;
  }

  /// @throws Unexpected if it is no TOML
  static List<Statement> scan(String text) {
    TomlScanner scanner = new TomlScanner(text);
    while (scanner.at < text.length()) {
      scanner.statement();
    }
    return scanner.statements;
  }

  private void statement() {
    int start = at;
    blanks();
    switch (peek()) {
      case '\n', '\r', END -> add(Kind.BLANK, start, List.of(), null);
      case '#' -> {
        comment();
        add(Kind.COMMENT, start, List.of(), null);
      }
      case '[' -> header(start);
      default -> {
        List<String> names = names();
        expect('=');
        blanks();
        Value value = value(0);
        List<Object> path = new ArrayList<>(section);
        path.addAll(names);
        add(Kind.PAIR, start, List.copyOf(path), value);
      }
    }
  }

  private void header(int start) {
    expect('[');
    boolean repeated = peek() == '[';
    if (repeated) {
      expect('[');
    }
    List<String> names = names();
    expect(']');
    if (repeated) {
      expect(']');
    }
    section = resolved(names, repeated);
    add(Kind.HEADER, start, section, null);
  }

  /// A name that stands for a list means the last table of it.
  private List<Object> resolved(List<String> names, boolean repeated) {
    List<Object> path = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      path.add(names.get(i));
      if (repeated && i == names.size() - 1) {
        path.add(counts.merge(List.copyOf(path), 1, Integer::sum) - 1);
      } else if (counts.containsKey(path)) {
        path.add(counts.get(path) - 1);
      }
    }
    return List.copyOf(path);
  }

  private void add(Kind kind, int start, List<Object> path, @Nullable Value value) {
    blanks();
    if (peek() == '#') {
      comment();
    }
    int end = at;
    if (peek() == '\r') {
      at++;
    }
    if (at < text.length()) {
      expect('\n');
    }
    statements.add(new Statement(kind, start, end, at, path, section, value));
  }

  /// A key, with or without dots.
  private List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(name());
    while (peek() == '.') {
      at++;
      names.add(name());
    }
    return List.copyOf(names);
  }

  private String name() {
    blanks();
    int start = at;
    String name;
    if (peek() == '"' || peek() == '\'') {
      quoted();
      name = Unquoted.text(text.substring(start, at));
    } else {
      while (isBare(peek())) {
        at++;
      }
      name = text.substring(start, at);
      if (name.isEmpty()) {
        throw new Unexpected("a key is expected at character " + at);
      }
    }
    blanks();
    return name;
  }

  private static boolean isBare(char letter) {
    return letter == '_'
        || letter == '-'
        || (letter >= '0' && letter <= '9')
        || (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z');
  }

  private Value value(int depth) {
    if (depth > DEEPEST) {
      throw new Unexpected("there are more than " + DEEPEST + " brackets inside brackets");
    }
    return switch (peek()) {
      case '[' -> list(depth);
      case '{' -> table(depth);
      case '"', '\'' -> {
        int start = at;
        quoted();
        yield plain(start);
      }
      default -> {
        int start = at;
        while (",]}#\r\n".indexOf(peek()) < 0 && peek() != END) {
          at++;
        }
        while (at > start && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
          at--;
        }
        yield plain(start);
      }
    };
  }

  private Value plain(int start) {
    return new Value(start, at, List.of(), List.of(), List.of(), Value.Kind.PLAIN);
  }

  private Value list(int depth) {
    int start = at;
    expect('[');
    List<Value> items = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    while (true) {
      between(comments);
      if (peek() == ']') {
        break;
      }
      Value item = value(depth + 1);
      items.add(item);
      comments.addAll(item.comments());
      between(comments);
      if (peek() != ']') {
        expect(',');
      }
    }
    expect(']');
    return new Value(start, at, List.of(), items, comments, Value.Kind.LIST);
  }

  /// Blanks, line ends and comments.
  private void between(List<String> comments) {
    while (true) {
      blanks();
      if (peek() == '#') {
        int start = at;
        comment();
        comments.add(text.substring(start, at).stripTrailing());
      } else if (peek() == '\n' || peek() == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private Value table(int depth) {
    int start = at;
    expect('{');
    List<Value.Pair> pairs = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    blanks();
    while (peek() != '}') {
      int key = at;
      List<String> names = names();
      expect('=');
      blanks();
      Value value = value(depth + 1);
      pairs.add(new Value.Pair(names, key, value));
      comments.addAll(value.comments());
      blanks();
      if (peek() != '}') {
        expect(',');
        blanks();
      }
    }
    expect('}');
    return new Value(start, at, pairs, List.of(), comments, Value.Kind.TABLE);
  }

  /// A string in one of its four forms.
  private void quoted() {
    char quote = peek();
    String three = String.valueOf(quote).repeat(3);
    boolean isLong = text.startsWith(three, at);
    at += isLong ? 3 : 1;
    while (isLong ? !text.startsWith(three, at) : peek() != quote) {
      if (peek() == '\\' && quote == '"') {
        at++;
      }
      if (peek() == END) {
        throw new Unexpected("a string does not end");
      }
      at++;
    }
    at += isLong ? 3 : 1;
    // Up to two quotation marks may stand before the three that end it.
    for (int more = 0; isLong && more < 2 && peek() == quote; more++) {
      at++;
    }
  }

  private void comment() {
    while (peek() != '\n' && peek() != END) {
      at++;
    }
    if (text.charAt(at - 1) == '\r') {
      at--;
    }
  }

  private void blanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private void expect(char letter) {
    if (peek() != letter) {
      throw new Unexpected("'" + letter + "' is expected at character " + at);
    }
    at++;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }
}
