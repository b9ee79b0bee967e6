package daka.checkin;

/// The registered person of a visit.
///
/// @param resident the id in this centre's register
/// @param subject the pseudonym the town knows the person by
public record Visitor(long resident, String subject) {}
