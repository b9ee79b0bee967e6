package daka.checkin;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// When nobody is let into a room: always, on some weekdays, on some days, or never. Who is inside
/// stays and may leave.
///
/// @param always whether it is closed until somebody opens it again
/// @param weekdays on which it is closed every week
/// @param days on which it is closed
public record RoomClosure(boolean always, Set<DayOfWeek> weekdays, Set<LocalDate> days) {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  public static final RoomClosure NEVER = new RoomClosure(false, Set.of(), Set.of());
  public static final RoomClosure ALWAYS = new RoomClosure(true, Set.of(), Set.of());

  public RoomClosure {
    weekdays = Set.copyOf(weekdays);
    days = Set.copyOf(days);
  }

  /// The closure on these days, each written as `mon` to `sun` or as `2027-01-01`; empty if one is
  /// written otherwise.
  public static Optional<RoomClosure> of(Collection<String> written) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    Set<LocalDate> days = new TreeSet<>();
    for (String day : written) {
      Optional<DayOfWeek> weekday = weekday(day);
      try {
        if (weekday.isPresent()) {
          weekdays.add(weekday.get());
        } else if (DAY.matcher(day).matches()) {
          days.add(LocalDate.parse(day));
        } else {
          return Optional.empty();
        }
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
    return Optional.of(new RoomClosure(false, weekdays, days));
  }

  private static Optional<DayOfWeek> weekday(String written) {
    return EnumSet.allOf(DayOfWeek.class).stream()
        .filter(d -> Hours.word(d).equals(written))
        .findFirst();
  }

  /// The days as [#of] reads them, the weekdays first.
  public List<String> written() {
    List<String> written = new ArrayList<>();
    EnumSet.allOf(DayOfWeek.class).stream()
        .filter(weekdays::contains)
        .forEach(day -> written.add(Hours.word(day)));
    new TreeSet<>(days).forEach(day -> written.add(day.toString()));
    return written;
  }

  /// @param day the day of the opening, see [Hours#openingDay]
  public boolean isOn(LocalDate day) {
    return always || weekdays.contains(day.getDayOfWeek()) || days.contains(day);
  }
}
