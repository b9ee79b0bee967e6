package daka.config;

import daka.config.text.Place;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;

/// A key that may stand in the config file.
///
/// @param table such as `centre`, or `centre.hours`
/// @param index which of the tables of this name, counted from 0; [Place#SINGLE] if there is one
/// @param line where it stands, counted from 1; 0 if it does not
/// @param value as it stands there: a String, Long, Boolean or a List of such; null if it does not
/// @param otherwise what counts if it does not stand there; null if nothing does
/// @param required whether it must stand there
/// @param expected what has to stand there, in words
/// @param choices the words it may be or be made of; empty if any will do
/// @param there whether its table stands in the file, or counts without
public record Setting(
    String table,
    int index,
    String key,
    int line,
    @Nullable Object value,
    @Nullable Object otherwise,
    boolean required,
    String expected,
    Kind kind,
    List<String> choices,
    boolean there) {

  /// What kind of value it has.
  public enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    /// One of the choices.
    CHOICE,
    /// Some of the choices, in an order that counts.
    CHOICES,
    /// One text or a list of such.
    LIST,
    /// A path, a device, a listener, or to whom what is forwarded and who is trusted to be it: what
    /// whoever stands before the kiosk alone may say.
    ON_THE_BOX
  }

  /// The device of a reader (the name of one by PC/SC would be a path once its kind is changed),
  /// and by what the kiosk and a receiver know each other.
  private static final Set<String> ON_THE_BOX = Set.of("device", "pin-sha256", "username");

  static Setting of(
      String table,
      int index,
      String key,
      int line,
      @Nullable Object value,
      @Nullable Object otherwise,
      boolean required,
      Form<?> form) {
    return new Setting(
        table,
        index,
        key,
        line,
        value == null ? null : plain(value),
        byDefault(otherwise),
        required,
        form.expected(),
        kind(key, form),
        form.choices(),
        true);
  }

  /// The same, of a table that does not stand in the file.
  Setting absent() {
    return new Setting(
        table, index, key, 0, null, otherwise, required, expected, kind, choices, false);
  }

  /// The place that the table has in the text.
  public Place place() {
    return new Place(List.of(table.split("\\.", -1)), index);
  }

  /// The key with its table, such as `centre.name`, or `reader.0.room` of the first reader.
  public String name() {
    return table + (index == Place.SINGLE ? "" : "." + index) + "." + key;
  }

  private static Kind kind(String key, Form<?> form) {
    if (ON_THE_BOX.contains(key)) {
      return Kind.ON_THE_BOX;
    }
    Object of = Objects.requireNonNull((Object) form.standIn());
    return switch (of) {
      case Integer _ -> Kind.NUMBER;
      case Boolean _ -> Kind.FLAG;
      case List<?> _ -> form.choices().isEmpty() ? Kind.LIST : Kind.CHOICES;
      case Path _, InetSocketAddress _, URI _, Config.DataKeySource _ -> Kind.ON_THE_BOX;
      default -> form.choices().isEmpty() ? Kind.TEXT : Kind.CHOICE;
    };
  }

  private static Object plain(Object value) {
    return switch (value) {
      case String text -> text;
      case Long number -> number;
      case Boolean flag -> flag;
      case TemporalAccessor time -> time.toString();
      case TomlArray array -> array.toList().stream().map(Setting::plain).toList();
      default -> Printable.of(value);
    };
  }

  private static @Nullable Object byDefault(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Integer number -> number == Integer.MAX_VALUE ? null : (Object) number;
      case Boolean flag -> flag;
      case List<?> list -> list;
      case InetSocketAddress address -> address.getHostString() + ":" + address.getPort();
      default -> value.toString().isEmpty() ? null : value.toString();
    };
  }
}
