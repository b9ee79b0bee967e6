package daka.checkin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the desk answers a scan or a touch with. An answer that something was recorded exists only
/// after the store has committed it.
///
/// Names in it are masked, so it can be shown to anybody at the door.
public sealed interface Decision {

  /// When it was made, by the kiosk's clock.
  Instant at();

  /// What may be shown of the person it is about, or null for guests and cards nobody knows.
  @Nullable MaskedHolder who();

  /// A visit began.
  ///
  /// @param offer names this answer in the touches that follow it; see [Desk]
  /// @param who whose card it is, or null for guests
  record Arrived(
      long offer, Visit visit, @Nullable MaskedHolder who, List<RoomSpace> rooms, Instant at)
      implements Decision {}

  /// A visit ended.
  ///
  /// @param afterClosing whether closing time had ended it before, at its estimate
  record Departed(
      long offer,
      Visit visit,
      boolean afterClosing,
      @Nullable MaskedHolder who,
      List<RoomSpace> rooms,
      Instant at)
      implements Decision {}

  /// The visitor is in another room now.
  ///
  /// @param visit the visit in the new room: the same one if it was registered to the wrong room
  /// @param fromRoom the room before
  record Moved(
      long offer,
      Visit visit,
      String fromRoom,
      @Nullable MaskedHolder who,
      List<RoomSpace> rooms,
      Instant at)
      implements Decision {}

  /// The visit goes on, because it began a moment ago or the card is a member of staff's; nothing
  /// was written.
  record AlreadyIn(
      long offer, Visit visit, @Nullable MaskedHolder who, List<RoomSpace> rooms, Instant at)
      implements Decision {}

  /// The last step was taken back.
  ///
  /// @param visit as it is now
  record Undone(Visit visit, @Nullable MaskedHolder who, List<RoomSpace> rooms, Instant at)
      implements Decision {}

  /// A number was typed, and what it asked for is recorded. Says nothing else, because others know
  /// the number too: neither whose it is nor whether they come or go.
  record Recorded(Instant at) implements Decision {
    @Override
    public @Nullable MaskedHolder who() {
      return null;
    }
  }

  /// The same card again at once: the first answer stands, and nothing was written.
  record Repeated(Decision first, Instant at) implements Decision {
    @Override
    public @Nullable MaskedHolder who() {
      return first.who();
    }
  }

  /// Nothing was registered.
  ///
  /// @param offer names this answer if one of `rooms` can be chosen instead, else 0
  /// @param code the short code by which staff find an unknown card, else null
  /// @param who whose card it is, or null if that is not known
  /// @param rooms the rooms that have space, if choosing one helps
  record Refused(
      long offer,
      Refusal reason,
      @Nullable String code,
      @Nullable MaskedHolder who,
      List<RoomSpace> rooms,
      Instant at)
      implements Decision {}
}
