package daka.checkin;

/// A place a visit is registered to.
///
/// @param id a slug: lower-case letters, digits and hyphens, unique in the centre
/// @param title what people call it
/// @param floor the floor as written on the wall, such as `1F`
/// @param capacity how many people may be inside at once
/// @param closure when nobody is let in
public record Room(String id, RoomTitle title, String floor, int capacity, RoomClosure closure) {

  /// A room with one name.
  public Room(String id, String name, String floor, int capacity, RoomClosure closure) {
    this(id, RoomTitle.of(name), floor, capacity, closure);
  }

  /// A room with one name that is open whenever the centre is.
  public Room(String id, String name, String floor, int capacity) {
    this(id, name, floor, capacity, RoomClosure.NEVER);
  }

  /// What logs, lists and messages call it.
  public String name() {
    return title.name();
  }
}
