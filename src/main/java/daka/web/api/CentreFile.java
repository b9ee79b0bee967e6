package daka.web.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the config file says of rooms and hours, and may be changed in it: the file stays the
/// truth. Every change is audited, and the next tap knows it. Safe for use by several threads.
public interface CentreFile {

  /// When the centre is open.
  ///
  /// @param week the openings of each weekday, `mon` to `sun`, each as in `08:30-21:00`; none if
  ///   the centre is closed on it
  /// @param closed the days on which it does not open, such as `2027-01-01`, in their order
  record OpenHours(Map<String, List<String>> week, List<String> closed) {}

  /// A reader and the room that taps there go to.
  ///
  /// @param room the id of a room; null for that of the kiosk
  record ReaderPlace(String id, @Nullable String room) {}

  /// What came of a change.
  ///
  /// @param <T> what was to be changed
  sealed interface Outcome<T> {}

  /// The file says it now, and the kiosk goes by it.
  record Done<T>(T now) implements Outcome<T> {}

  /// It was changed since the caller saw it; nothing was written.
  record Stale<T>(T current) implements Outcome<T> {}

  /// The kiosk could not start with this; nothing was written.
  ///
  /// @param why what is wrong and the cure
  record Wrong<T>(String why) implements Outcome<T> {}

  /// The file cannot be changed from here; nothing was written.
  ///
  /// @param why with the cure
  record Unwritable<T>(String why) implements Outcome<T> {}

  /// The ids of the rooms that taps go to or that the file names, for the kiosk, readers and
  /// panels: without one of them the kiosk would not start.
  Set<String> namedRooms();

  /// The id of the room that a tap goes to when nothing else is chosen.
  String kioskRoom();

  /// The hours as the file has them now; null if it has mistakes that somebody has to mend first.
  @Nullable OpenHours hours();

  /// Whether the kiosk goes by the hours that the file has now.
  boolean areInUse();

  /// Changes the hours.
  ///
  /// @param isSeen whether the caller has seen what the file says
  Outcome<OpenHours> change(OpenHours hours, Predicate<OpenHours> isSeen);

  /// The readers that run, with the rooms that taps there go to.
  List<ReaderPlace> readers();

  /// Has taps at a reader go to another room.
  ///
  /// @param reader one of [#readers()]
  /// @param isSeen whether the caller has seen where they go
  Outcome<ReaderPlace> place(ReaderPlace reader, Predicate<ReaderPlace> isSeen);
}
