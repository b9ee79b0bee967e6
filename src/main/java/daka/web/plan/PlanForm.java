package daka.web.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Room;
import daka.web.api.CentreFile.OpenHours;
import daka.web.api.HoursForm;
import daka.web.api.RoomForm;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A plan as it is brought in. What it leaves out stays as it is.
///
/// @param plan of which form it is: 1
/// @param of whose plan it is, for people
/// @param made when, for people
/// @param rooms in their order, so without `position`
record PlanForm(
    @Nullable Integer plan,
    @Nullable String of,
    @Nullable String made,
    @Nullable List<@Nullable RoomForm> rooms,
    @Nullable HoursForm hours,
    @JsonInclude(content = JsonInclude.Include.ALWAYS)
        @Nullable Map<String, @Nullable JsonNode> settings) {
  /// The form of the plans that this program writes and reads.
  static final int FORM = 1;

  private static final int MOST_ROOMS = 1_000;

  /// What is meant by it.
  ///
  /// @param rooms null if the plan has none
  /// @param hours null if the plan has none
  /// @param settings by their names; a value that is null is switched off
  record Meant(
      @Nullable List<Room> rooms,
      @Nullable OpenHours hours,
      Map<String, @Nullable JsonNode> settings) {}

  /// @throws ProblemException 400 that names the field and the cure
  Meant meant() {
    if (JsonBody.required("plan", plan) != FORM) {
      throw ProblemException.badRequest(
          "\"plan\" is " + plan + ", which this version does not know; it reads plans of form 1");
    }
    return new Meant(
        rooms == null ? null : rooms(rooms),
        hours == null ? null : hours.hours(),
        settings == null ? Map.of() : settings);
  }

  private static List<Room> rooms(List<@Nullable RoomForm> given) {
    if (given.isEmpty() || given.size() > MOST_ROOMS) {
      throw ProblemException.badRequest("\"rooms\" has to hold 1 to " + MOST_ROOMS + " rooms");
    }
    List<Room> rooms = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (RoomForm form : given) {
      RoomForm room = JsonBody.required("rooms", form);
      String id = JsonBody.required("rooms.id", room.id());
      if (room.position() != null) {
        throw ProblemException.badRequest(
            "\"position\" has no place in a plan: the rooms stand in the order of the list");
      }
      if (!ids.add(id)) {
        throw ProblemException.badRequest("the room \"" + id + "\" is in the plan twice");
      }
      rooms.add(room.room(id));
    }
    return List.copyOf(rooms);
  }
}
