package daka.config.text;

import java.util.LinkedHashMap;
import java.util.Map;

/// What is to be changed in a TOML text.
///
/// A value is a String, an Integer or Long, a Boolean, a LocalDate, or a List of such.
public sealed interface Edit {

  /// Gives a key a value, whether it is there yet or not; a single table that is not there is made.
  record Put(Place table, String key, Object value) implements Edit {}

  /// Switches a key off. Nothing if it is not there.
  record Drop(Place table, String key) implements Edit {}

  /// Adds one more table in double brackets, behind those there are.
  ///
  /// @param values in the order they are written
  record AddTable(String name, Map<String, Object> values) implements Edit {
    public AddTable {
      values = new LinkedHashMap<>(values);
    }
  }

  /// Switches a table off, with all that is below it. Nothing if it is not there.
  record DropTable(Place table) implements Edit {}
}
