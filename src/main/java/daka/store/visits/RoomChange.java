package daka.store.visits;

/// What came of a change to the rooms.
public sealed interface RoomChange {
  /// Done and durable; the room as it is now, or was before it was deleted.
  record Done(PlacedRoom room) implements RoomChange {}

  /// There is no such room; nothing was written.
  record Unknown() implements RoomChange {}

  /// It was changed since the caller saw it, or is there already; nothing was written.
  ///
  /// @param current as it is now
  record Stale(PlacedRoom current) implements RoomChange {}

  /// There are visits to it, so it cannot be deleted; nothing was written.
  record Visited() implements RoomChange {}
}
