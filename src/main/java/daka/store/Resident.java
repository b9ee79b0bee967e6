package daka.store;

import java.util.List;

/// A registered person.
///
/// @param cards in the order they were registered
public record Resident(long id, Person person, List<Card> cards) {}
