package daka.config.text;

import daka.config.text.Statement.Kind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the value of a path stands.
///
/// @param pair what stands in brackets or braces; null if the statement is the pair
/// @param start where the pair or the item begins
record Found(Statement statement, Value value, int start, @Nullable Object pair) {
  static @Nullable Found in(List<Statement> statements, List<Object> path) {
    for (Statement statement : statements) {
      List<Object> own = statement.path();
      if (statement.is(Kind.PAIR)
          && own.size() <= path.size()
          && path.subList(0, own.size()).equals(own)) {
        Value value = Objects.requireNonNull(statement.value());
        return own.size() == path.size()
            ? new Found(statement, value, statement.start(), null)
            : below(statement, value, path.subList(own.size(), path.size()));
      }
    }
    return null;
  }

  private static @Nullable Found below(Statement statement, Value value, List<Object> path) {
    if (path.getFirst() instanceof Integer index) {
      if (index >= value.items().size()) {
        return null;
      }
      Value item = value.items().get(index);
      return path.size() == 1
          ? new Found(statement, item, item.start(), item)
          : below(statement, item, path.subList(1, path.size()));
    }
    for (Value.Pair pair : value.pairs()) {
      int length = pair.names().size();
      if (length <= path.size() && path.subList(0, length).equals(pair.names())) {
        return length == path.size()
            ? new Found(statement, pair.value(), pair.start(), pair)
            : below(statement, pair.value(), path.subList(length, path.size()));
      }
    }
    return null;
  }
}
