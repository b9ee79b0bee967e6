package daka.signal.panel;

import daka.health.Part;
import daka.screen.ScreenState;
import daka.screen.ScreenState.RoomView;
import org.jspecify.annotations.Nullable;

/// What the panel at a room's door tells.
public sealed interface PanelText {
  /// The part of the kiosk without which nobody who comes or goes is counted.
  String STORE = "store";

  /// So many more may come in, at least one.
  record Free(RoomView room) implements PanelText {}

  /// Nobody more may come in.
  record Full(RoomView room) implements PanelText {}

  /// Nobody is let in today, or the room has no places at all.
  record Closed(RoomView room) implements PanelText {}

  /// How many are inside is not known: taps cannot be recorded.
  record Unknown(RoomView room) implements PanelText {}

  /// Nothing, and without light: the centre is closed and nobody is inside.
  record Dark() implements PanelText {
    @Override
    public @Nullable RoomView room() {
      return null;
    }
  }

  /// The room that something is told of, or null.
  @Nullable RoomView room();

  /// What is told of a room in this state.
  ///
  /// @param room its id; one that is not in the register is told nothing of
  /// @param open whether the centre is open
  static PanelText of(String room, ScreenState state, boolean open) {
    return state.rooms().stream()
        .filter(view -> view.id().equals(room))
        .findFirst()
        .map(view -> of(view, state, open))
        .orElseGet(Dark::new);
  }

  private static PanelText of(RoomView room, ScreenState state, boolean open) {
    if (!open && room.inside() == 0) {
      return new Dark();
    }
    if (room.capacity() == 0 || room.closed()) {
      return new Closed(room);
    }
    if (state.problems().stream().anyMatch(PanelText::isStoreFailure)) {
      return new Unknown(room);
    }
    return room.free() == 0 ? new Full(room) : new Free(room);
  }

  private static boolean isStoreFailure(Part part) {
    return part.name().equals(STORE) && part.state() == Part.State.FAILED;
  }
}
