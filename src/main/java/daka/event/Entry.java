package daka.event;

/// One entry of the journal as others get it.
///
/// @param number its place in the journal
/// @param json the CloudEvent as JSON, with its hash
public record Entry(long number, String json) {}
