package daka.checkin;

import java.time.LocalDate;

/// A room and how many people are inside it now.
public record RoomSpace(Room room, int inside) {

  /// How many more may come in on this day; 0 when the room is closed or full.
  ///
  /// @param day the day of the opening, see [Hours#openingDay]
  public int free(LocalDate day) {
    return isClosed(day) ? 0 : free();
  }

  /// Whether nobody is let in on this day.
  public boolean isClosed(LocalDate day) {
    return room.closure().isOn(day);
  }

  /// How many more the room holds; 0 when the room is full or, after an override, over-full.
  public int free() {
    return Math.max(0, room.capacity() - inside);
  }
}
