package daka.config;

import daka.config.Form.Fits;
import daka.config.Form.Reading;
import daka.config.Form.Unfit;
import daka.config.text.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One table of the file, read key by key. It notes what it is asked for and takes everything else
/// for a mistake.
final class Section {
  private final String name;
  private final int index;
  private final TomlTable table;
  private final int line;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> wrong = new HashSet<>();

  /// @param name as it stands between the brackets; empty for the file itself
  /// @param line where it begins, or where it could be added
  Section(String name, TomlTable table, int line, Problems problems) {
    this(name, Place.SINGLE, table, line, problems);
  }

  private Section(String name, int index, TomlTable table, int line, Problems problems) {
    this.name = name;
    this.index = index;
    this.table = table;
    this.line = line;
    this.problems = problems;
  }

  boolean has(String key) {
    known.add(key);
    return table.contains(List.of(key));
  }

  /// Whether the key is there and nothing wrong with it was found so far.
  boolean isSound(String key) {
    return has(key) && !wrong.contains(key);
  }

  /// Whether nothing wrong was found in it so far.
  boolean isSound() {
    return wrong.isEmpty();
  }

  /// The value of a key that must be there.
  <T> T required(String key, Form<T> form) {
    asked(key, form, null, true);
    if (!has(key)) {
      missing(key, form.expected());
      return form.standIn();
    }
    return read(key, form);
  }

  <T> T optional(String key, Form<T> form, T otherwise) {
    asked(key, form, otherwise, false);
    return has(key) ? read(key, form) : otherwise;
  }

  <T> @Nullable T optional(String key, Form<T> form) {
    asked(key, form, null, false);
    return has(key) ? read(key, form) : null;
  }

  private void asked(String key, Form<?> form, @Nullable Object otherwise, boolean required) {
    Object value = has(key) ? value(key) : null;
    int at = value == null ? 0 : line(key);
    problems.asked(Setting.of(name, index, key, at, value, otherwise, required, form));
  }

  private <T> T read(String key, Form<T> form) {
    Reading<T> reading = form.read(value(key));
    return switch (reading) {
      case Fits<T>(T value) -> value;
      case Unfit<T>(String expected) -> {
        wrong(key, expected);
        yield form.standIn();
      }
    };
  }

  /// The values of a key that is one value or a list of them; none if it is not there. A wrong one
  /// is reported in its own line and left out.
  <T> List<T> list(String key, Form<T> form) {
    asked(key, new Form<>(form.expected(), List.of(), _ -> new Unfit<>("")), null, false);
    if (!has(key)) {
      return List.of();
    }
    List<T> values = new ArrayList<>();
    if (value(key) instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        TomlPosition before = array.inputPositionOf(i);
        int at = problems.lineOfNext(before.line(), before.column());
        add(values, key, array.get(i), at, form);
      }
    } else {
      add(values, key, value(key), line(key), form);
    }
    return values;
  }

  private <T> void add(List<T> values, String key, Object value, int at, Form<T> form) {
    Reading<T> reading = form.read(value);
    switch (reading) {
      case Fits<T>(T fit) -> values.add(fit);
      case Unfit<T>(String expected) -> {
        wrong.add(key);
        problems.wrong(at, name(key), value, expected);
      }
    }
  }

  /// Whether the key is there and has keys of its own.
  boolean isSection(String key) {
    return has(key) && value(key) instanceof TomlTable;
  }

  /// Tells that this key must be there.
  void missing(String key, String expected) {
    problems.missing(line, name(key), expected);
  }

  /// Reports the value of a key that is there.
  void wrong(String key, String expected) {
    wrong.add(key);
    problems.wrong(line(key), name(key), value(key), expected);
  }

  /// Reports the value of a key if another section has the same.
  ///
  /// @param seen the values so far and their lines
  <K> void once(String key, K value, Map<? super K, Integer> seen, String expected) {
    if (isSound(key)) {
      Integer line = seen.putIfAbsent(value, line(key));
      if (line != null) {
        wrong(key, expected + "; the one of line " + line + " has it");
      }
    }
  }

  /// The table under a key; an empty one if it is not there.
  Section section(String key) {
    if (has(key)) {
      if (value(key) instanceof TomlTable inner) {
        return new Section(name(key), inner, line(key), problems);
      }
      wrong(key, "one section [" + key + "]");
    }
    return new Section(name(key), Toml.parse(""), line, problems);
  }

  /// The tables of an array of tables; none if it is not there.
  List<Section> sections(String key) {
    if (!has(key)) {
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    if (value(key) instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof TomlTable inner) {
          sections.add(new Section(key, i, inner, array.inputPositionOf(i).line(), problems));
        }
      }
    }
    if (sections.isEmpty()) {
      wrong(key, "[[" + key + "]] in double brackets, once for each " + key);
    }
    return sections;
  }

  /// Reports each key that was not asked for.
  ///
  /// @return whether there was one
  boolean close() {
    String expected =
        "one of the " + (name.isEmpty() ? "sections " : "keys ") + String.join(", ", known);
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        problems.unknown(line(key), name(key), value(key), expected + Spelling.hint(key, known));
      }
    }
    return !known.containsAll(table.keySet());
  }

  int line(String key) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return position == null ? line : position.line();
  }

  /// The key with its section, for messages.
  String name(String key) {
    String shown = Printable.line(key);
    return name.isEmpty() ? shown : name + "." + shown;
  }

  private Object value(String key) {
    return Objects.requireNonNull(table.get(List.of(key)));
  }
}
