package daka.web;

import daka.store.NewCard;
import daka.store.Person;
import daka.store.Resident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resident in JSON.
///
/// @param role `resident`, which it is if it is left out, or `staff`
/// @param cards may be given when the resident is registered, and are changed one by one later
record ResidentForm(
    @Nullable String id,
    @Nullable String name,
    @Nullable String role,
    @Nullable String phone,
    @Nullable String born,
    @Nullable String language,
    @Nullable String note,
    @Nullable List<CardForm> cards) {
  private static final int MAX_CARDS = 20;

  static ResidentForm of(Resident resident) {
    Person person = resident.person();
    return new ResidentForm(
        Long.toString(resident.id()),
        person.name(),
        person.role().wireName(),
        person.phone(),
        person.born(),
        person.language(),
        person.note(),
        resident.cards().stream().map(CardForm::of).toList());
  }

  /// @throws ProblemException 400 that names the field that is not as it should be
  Person person() {
    return PersonForm.person(name, role, phone, born, language, note);
  }

  /// The cards of a new resident.
  ///
  /// @throws ProblemException 400 if one is not as it should be
  List<NewCard> newCards() {
    if (id != null) {
      throw ProblemException.badRequest("\"id\" is given by the kiosk; leave it out");
    }
    if (cards == null) {
      return List.of();
    }
    if (cards.size() > MAX_CARDS || cards.contains(null)) {
      throw ProblemException.badRequest("\"cards\" holds null, or more than " + MAX_CARDS);
    }
    return cards.stream().map(CardForm::toNew).toList();
  }

  /// Lets what was read be sent back with changes, but not with changes that would not be made.
  ///
  /// @param present the resident as it is
  /// @throws ProblemException 400 if `id` or `cards` are given and are others
  void checkUnchanged(Resident present) {
    ResidentForm is = of(present);
    if (id != null && !id.equals(is.id())) {
      throw ProblemException.badRequest("\"id\" cannot be changed; leave it out");
    }
    if (cards != null && !cards.equals(is.cards())) {
      throw ProblemException.badRequest(
          "\"cards\" cannot be changed here but at /api/v1/residents/"
              + is.id()
              + "/cards; leave it out");
    }
  }
}
