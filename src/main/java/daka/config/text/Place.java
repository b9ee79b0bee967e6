package daka.config.text;

import java.util.ArrayList;
import java.util.List;

/// A table of a TOML text.
///
/// @param names such as `centre`, `hours`; empty for what stands before the first table
/// @param index which of the tables called `names.getFirst()` in double brackets, counted from 0;
///   [#SINGLE] if that is one table
public record Place(List<String> names, int index) {
  /// Of a table that there is once.
  public static final int SINGLE = -1;

  public Place {
    names = List.copyOf(names);
  }

  /// A table that there is once, such as `[centre.hours]` by `centre`, `hours`.
  public static Place of(String... names) {
    return new Place(List.of(names), SINGLE);
  }

  /// One of the tables in double brackets.
  ///
  /// @param index counted from 0 in the order of the file
  public static Place of(String name, int index) {
    return new Place(List.of(name), index);
  }

  /// The way there from the whole text: names, and the number in a list behind its name.
  List<Object> path() {
    List<Object> path = new ArrayList<>(names);
    if (index != SINGLE) {
      path.add(1, index);
    }
    return path;
  }

  /// The way to a key of it.
  List<Object> path(String key) {
    List<Object> path = path();
    path.add(key);
    return path;
  }
}
