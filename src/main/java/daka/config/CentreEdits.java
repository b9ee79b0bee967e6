package daka.config;

import daka.checkin.Hours;
import daka.config.text.Edit;
import daka.config.text.Place;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// How the file is to be changed so that it says other hours, or another room of a reader, in the
/// form that it has: `hours` for all days alike as long as they are, `[centre.hours]` if it is
/// there, and `closed` where it stands.
public final class CentreEdits {
  private static final String HOURS = "hours";
  private static final String CLOSED = "closed";
  private static final Place CENTRE = Place.of("centre");
  private static final Place WEEK = Place.of("centre", HOURS);

  private CentreEdits() {}

  /// @param text of the file as it is
  /// @param week the openings of each weekday, as they are written in the file; a day that is left
  ///   out, or has none, is closed
  /// @param closed days such as `2027-01-01`
  public static List<Edit> hours(
      String text, Map<DayOfWeek, List<String>> week, List<String> closed) {
    TomlTable centre = Toml.parse(text).get("centre") instanceof TomlTable table ? table : null;
    TomlTable byWeekday =
        centre != null && centre.get(HOURS) instanceof TomlTable table ? table : null;
    List<Edit> edits = new ArrayList<>();
    List<String> alike = alike(week);
    if (byWeekday == null && alike != null) {
      edits.add(new Edit.Put(CENTRE, HOURS, written(alike)));
    } else {
      if (byWeekday == null) {
        edits.add(new Edit.Drop(CENTRE, HOURS));
      }
      for (DayOfWeek day : DayOfWeek.values()) {
        List<String> spans = week.getOrDefault(day, List.of());
        String key = Hours.word(day);
        edits.add(
            spans.isEmpty() ? new Edit.Drop(WEEK, key) : new Edit.Put(WEEK, key, written(spans)));
      }
    }
    edits.addAll(closed(closed, byWeekday != null && byWeekday.contains(CLOSED)));
    return edits;
  }

  /// The openings of each weekday, from what the file calls them: `mon` to `sun`.
  public static Map<DayOfWeek, List<String>> byDay(Map<String, List<String>> week) {
    Map<DayOfWeek, List<String>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      days.put(day, week.getOrDefault(Hours.word(day), List.of()));
    }
    return days;
  }

  /// What every day of the week has, or null if one has others.
  private static @Nullable List<String> alike(Map<DayOfWeek, List<String>> week) {
    Set<List<String>> different = new HashSet<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      different.add(week.getOrDefault(day, List.of()));
    }
    List<String> first = different.iterator().next();
    return different.size() == 1 && !first.isEmpty() ? first : null;
  }

  private static Object written(List<String> spans) {
    return spans.size() == 1 ? spans.getFirst() : spans;
  }

  /// @param beside whether they stand beside the weekdays, and not in `[centre]`
  private static List<Edit> closed(List<String> closed, boolean beside) {
    if (closed.isEmpty()) {
      return beside
          ? List.of(new Edit.Drop(CENTRE, CLOSED), new Edit.Drop(WEEK, CLOSED))
          : List.of(new Edit.Drop(CENTRE, CLOSED));
    }
    return beside
        ? List.of(new Edit.Put(WEEK, CLOSED, closed), new Edit.Drop(CENTRE, CLOSED))
        : List.of(new Edit.Put(CENTRE, CLOSED, closed));
  }

  /// @param text of the file as it is
  /// @param reader its id
  /// @param room the id of a room, or null for the kiosk's own
  /// @return empty if the file has no such reader
  public static Optional<Edit> readerRoom(String text, String reader, @Nullable String room) {
    if (!(Toml.parse(text).get("reader") instanceof TomlArray readers)) {
      return Optional.empty();
    }
    for (int i = 0; i < readers.size(); i++) {
      if (readers.get(i) instanceof TomlTable table && reader.equals(table.get("id"))) {
        Place place = Place.of("reader", i);
        return Optional.of(
            room == null ? new Edit.Drop(place, "room") : new Edit.Put(place, "room", room));
      }
    }
    return Optional.empty();
  }
}
