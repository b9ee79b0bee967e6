package daka.web.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.checkin.Room;
import daka.config.Problem;
import daka.store.visits.PlacedRoom;
import daka.store.visits.PlannedRooms;
import daka.web.api.CentreFile.OpenHours;
import daka.web.api.RoomForm;
import daka.web.http.Json;
import daka.web.http.Precondition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a plan would make of this centre.
///
/// @param hours null if they stay as they are
/// @param settings those that change
/// @param problems why the kiosk could not start with it; none if it could
/// @param changes how many rooms, settings and hours would be others
record PlanPreview(
    List<RoomChange> rooms,
    @Nullable HoursChange hours,
    List<SettingChange> settings,
    List<Wrong> problems,
    int changes) {

  /// What becomes of a room.
  enum State {
    NEW,
    CHANGED,
    SAME,
    /// The plan does not have it: it stays as it is, behind the others.
    STAYS
  }

  /// @param name as it is then
  record RoomChange(String id, String name, State state, List<FieldChange> changes) {}

  /// @param before null if there is none
  /// @param after null if there is none
  record FieldChange(
      String field,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object before,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object after) {}

  record HoursChange(OpenHours before, OpenHours after) {}

  /// @param setting its name
  record SettingChange(
      String setting,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object before,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object after) {}

  /// @param key of the config file
  /// @param value as the plan has it
  record Wrong(String key, @Nullable String value, String expected) {
    static Wrong of(Problem problem) {
      return new Wrong(problem.key(), problem.value(), problem.expected());
    }
  }

  static PlanPreview of(
      List<Room> present,
      @Nullable List<Room> planned,
      @Nullable HoursChange hours,
      List<PlanSettings.Difference> settings,
      List<Problem> problems) {
    List<RoomChange> rooms =
        planned == null
            ? List.of()
            : PlannedRooms.differences(present, planned).stream().map(PlanPreview::room).toList();
    long changed =
        rooms.stream()
            .filter(room -> room.state() == State.NEW || room.state() == State.CHANGED)
            .count();
    return new PlanPreview(
        rooms,
        hours,
        settings.stream()
            .map(each -> new SettingChange(each.name(), each.before(), each.after()))
            .toList(),
        problems.stream().map(Wrong::of).toList(),
        (int) changed + settings.size() + (hours == null ? 0 : 1));
  }

  private static RoomChange room(PlannedRooms.Difference difference) {
    PlacedRoom before = difference.before();
    PlacedRoom after = difference.after();
    if (after == null) {
      Room room = java.util.Objects.requireNonNull(before).room();
      return new RoomChange(room.id(), room.name(), State.STAYS, List.of());
    }
    Room room = after.room();
    if (before == null) {
      return new RoomChange(room.id(), room.name(), State.NEW, List.of());
    }
    State state = difference.fields().isEmpty() ? State.SAME : State.CHANGED;
    return new RoomChange(room.id(), room.name(), state, fields(before, after, difference));
  }

  private static List<FieldChange> fields(
      PlacedRoom before, PlacedRoom after, PlannedRooms.Difference difference) {
    var was = Json.MAPPER.valueToTree(RoomForm.Answer.of(before));
    var is = Json.MAPPER.valueToTree(RoomForm.Answer.of(after));
    List<FieldChange> fields = new ArrayList<>();
    for (String field : difference.fields()) {
      fields.add(new FieldChange(field, was.get(field), is.get(field)));
    }
    return fields;
  }

  /// Of all that is told.
  String tag() {
    return Precondition.tagOf(this);
  }
}
