package daka.store.register;

import daka.checkin.CardKind;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resident to be, as the rows will say it.
///
/// @param subject the pseudonym
/// @param subjectKind the kind of card it was made from, or null if it is random
record NewResident(
    Person person, String subject, @Nullable CardKind subjectKind, List<NewCardRow> cards) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A card to be.
  ///
  /// @param fingerprint in hexadecimal digits, as is `waiting`
  /// @param waiting what it may wait under
  record NewCardRow(
      CardKind kind,
      String fingerprint,
      String waiting,
      boolean blocked,
      @Nullable LocalDate expires) {

    static NewCardRow of(CardEnrolment enrolment) {
      return new NewCardRow(
          enrolment.kind(),
          enrolment.hex(),
          enrolment.waiting().hex(),
          enrolment.card().blocked(),
          enrolment.card().expires());
    }
  }

  /// Somebody who is known to the town by the strongest of these cards.
  static NewResident of(Person person, List<CardEnrolment> cards) {
    CardEnrolment strongest = CardEnrolment.strongest(cards);
    String pseudonym = strongest == null ? null : strongest.pseudonym();
    return new NewResident(
        person,
        pseudonym == null ? randomSubject() : pseudonym,
        strongest == null ? null : strongest.kind(),
        cards.stream().map(NewCardRow::of).toList());
  }

  /// As long as a pseudonym that is made from a card, and as hard to guess.
  private static String randomSubject() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
