package daka.web.register;

import daka.store.register.Consent;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.Resident;
import daka.web.http.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resident in JSON.
///
/// @param role `resident`, which it is if it is left out, or `staff`
/// @param child whether the person is said to be under 14; if it is left out it stays as it is
/// @param consent a guardian's, with a new resident; others at `…/consents`
/// @param cards may be given when the resident is registered, and are changed one by one later
public record ResidentForm(
    @Nullable String id,
    @Nullable String name,
    @Nullable String role,
    @Nullable String phone,
    @Nullable String born,
    @Nullable String language,
    @Nullable String note,
    @Nullable Boolean child,
    @Nullable List<CardForm> cards,
    @Nullable ConsentForm consent) {
  private static final int MAX_CARDS = 20;

  /// The resident in JSON.
  public static ResidentForm of(Resident resident) {
    Person person = resident.person();
    return new ResidentForm(
        Long.toString(resident.id()),
        person.name(),
        person.role().wireName(),
        person.phone(),
        person.born(),
        person.language(),
        person.note(),
        person.child() ? true : null,
        resident.cards().stream().map(CardForm::of).toList(),
        null);
  }

  /// @throws ProblemException 400 that names the field that is not as it should be
  Person person() {
    return person(false);
  }

  /// @param present whether the person is said to be a child now
  private Person person(boolean present) {
    return PersonForm.person(name, role, phone, born, language, note)
        .saidToBeChild(child == null ? present : child);
  }

  /// What is said of somebody who is registered.
  ///
  /// @throws ProblemException 400 that names the field that is not as it should be
  Person changed(Resident present) {
    return person(present.person().child());
  }

  /// What was asked for, but for the digits of PINs, which are kept nowhere.
  ResidentForm withoutPins() {
    List<CardForm> shown =
        cards == null || cards.contains(null)
            ? cards
            : cards.stream().map(CardForm::withoutPin).toList();
    return new ResidentForm(id, name, role, phone, born, language, note, child, shown, consent);
  }

  /// The guardian's consent for a new resident, or null if none is given.
  ///
  /// @throws ProblemException 400 that names the field that is not as it should be
  @Nullable Consent newConsent() {
    return consent == null ? null : consent.consent(ConsentForm.FIRST);
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
    if (consent != null) {
      throw ProblemException.badRequest(
          "\"consent\" cannot be changed here but at /api/v1/residents/"
              + is.id()
              + "/consents; leave it out");
    }
    if (cards != null && !cards.equals(is.cards())) {
      throw ProblemException.badRequest(
          "\"cards\" cannot be changed here but at /api/v1/residents/"
              + is.id()
              + "/cards; leave it out");
    }
  }
}
