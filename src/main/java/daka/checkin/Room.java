package daka.checkin;

/// A place a visit is registered to.
///
/// @param id a slug: lower-case letters, digits and hyphens, unique in the centre
/// @param name what people call it, Chinese first
/// @param floor the floor as written on the wall, such as `1F`
/// @param capacity how many people may be inside at once; 0 closes the room
public record Room(String id, String name, String floor, int capacity) {}
