package daka.config.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// What a TOML text says, as maps and lists, and what it should say after an edit.
final class Meaning {
  private Meaning() {}

  static Map<String, Object> of(TomlTable table) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : table.entrySet()) {
      map.put(entry.getKey(), of(entry.getValue()));
    }
    return map;
  }

  private static Object of(Object value) {
    return switch (value) {
      case TomlTable table -> of(table);
      case TomlArray array -> {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          list.add(of(array.get(i)));
        }
        yield list;
      }
      case Integer number -> number.longValue();
      case List<?> list -> {
        List<Object> all = new ArrayList<>();
        list.forEach(item -> all.add(of((Object) item)));
        yield all;
      }
      default -> value;
    };
  }

  /// Changes what is said as the edit means it.
  ///
  /// @return whether there is a place for it
  static boolean apply(Map<String, Object> root, Edit edit) {
    return switch (edit) {
      case Edit.Put(Place table, String key, Object value) -> {
        Map<String, Object> at = table(root, table, true);
        if (at == null || at.get(key) instanceof Map) {
          yield false;
        }
        at.put(key, of(value));
        yield true;
      }
      case Edit.Drop(Place table, String key) -> {
        Map<String, Object> at = table(root, table, false);
        if (at != null) {
          at.remove(key);
        }
        yield true;
      }
      case Edit.AddTable(String name, Map<String, Object> values) -> {
        if (!(root.computeIfAbsent(name, _ -> new ArrayList<>()) instanceof List<?> list)) {
          yield false;
        }
        Map<String, Object> added = new LinkedHashMap<>();
        values.forEach((key, value) -> added.put(key, of(value)));
        @SuppressWarnings("unchecked")
        List<Object> tables = (List<Object>) list;
        tables.add(added);
        yield true;
      }
      case Edit.DropTable(Place table) -> {
        drop(root, table);
        yield true;
      }
    };
  }

  /// Whether that is what came of the edit. A table of keys with dots goes with its last key.
  static boolean isAsMeant(
      Map<String, Object> meant, Edit edit, @Nullable Map<String, Object> now) {
    if (edit instanceof Edit.Drop(Place table, String _)
        && now != null
        && at(meant, table.path()) instanceof Map<?, ?> left
        && left.isEmpty()
        && at(now, table.path()) == null) {
      drop(meant, table);
    }
    return meant.equals(now);
  }

  private static void drop(Map<String, Object> root, Place table) {
    List<Object> path = table.path();
    Object holder = at(root, path.subList(0, path.size() - 1));
    Object last = path.getLast();
    if (last instanceof Integer index && holder instanceof List<?> list) {
      if (index < list.size()) {
        list.remove(index.intValue());
      }
      if (list.isEmpty()) {
        root.remove(table.names().getFirst());
      }
    } else if (holder instanceof Map<?, ?> map) {
      map.remove(last);
    }
  }

  /// The value at a path; null if there is none.
  static @Nullable Object at(Object root, List<Object> path) {
    Object at = root;
    for (Object step : path) {
      if (at instanceof Map<?, ?> map && step instanceof String) {
        at = map.get(step);
      } else if (at instanceof List<?> list && step instanceof Integer index) {
        at = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return at;
  }

  /// @param made whether a single table that is not there is made
  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, Object> table(
      Map<String, Object> root, Place table, boolean made) {
    if (table.index() != Place.SINGLE) {
      return at(root, table.path()) instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
    }
    Map<String, Object> at = root;
    for (String name : table.names()) {
      Object next = at.get(name);
      if (next == null && made) {
        next = new LinkedHashMap<String, Object>();
        at.put(name, next);
      }
      if (!(next instanceof Map<?, ?> map)) {
        return null;
      }
      at = (Map<String, Object>) map;
    }
    return at;
  }
}
