package daka.web.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.checkin.Room;
import daka.store.visits.PlacedRoom;
import daka.web.api.CentreFile.OpenHours;
import daka.web.api.RoomForm;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A plan as it is given out.
///
/// @param plan of which form it is
/// @param of the name of the centre, for people; the next one keeps its own
/// @param made on which day
record Plan(
    int plan,
    String of,
    String made,
    List<PlannedRoom> rooms,
    OpenHours hours,
    @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> settings) {

  /// A room, whose place is that in the list.
  ///
  /// @param closed false, true, or the days on which nobody is let in
  record PlannedRoom(
      String id,
      String name,
      @Nullable String language,
      SortedMap<String, String> names,
      String floor,
      int capacity,
      Object closed) {

    static PlannedRoom of(Room room) {
      RoomForm.Answer told = RoomForm.Answer.of(new PlacedRoom(room, 1));
      return new PlannedRoom(
          told.id(),
          told.name(),
          told.language(),
          told.names(),
          told.floor(),
          told.capacity(),
          told.closed());
    }
  }
}
