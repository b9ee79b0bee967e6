package daka.store.register;

import java.util.List;
import java.util.Optional;

/// A registered person.
///
/// @param cards in the order they were registered
public record Resident(long id, Person person, List<Card> cards) {

  /// The card with this id, if the resident has it.
  public Optional<Card> card(long card) {
    return cards.stream().filter(one -> one.id() == card).findFirst();
  }
}
