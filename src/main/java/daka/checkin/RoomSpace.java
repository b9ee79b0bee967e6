package daka.checkin;

/// A room and how many people are inside it now.
public record RoomSpace(Room room, int inside) {

  /// How many more may come in; 0 when the room is full or, after an override, over-full.
  public int free() {
    return Math.max(0, room.capacity() - inside);
  }
}
