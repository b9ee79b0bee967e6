package daka.store.register;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cards one request wants to register, looked at within one transaction. Writes nothing.
final class CardEnrolments {
  private final Connection connection;
  private final CardDigests fingerprints;
  private final List<CardEnrolment> cards = new ArrayList<>();

  CardEnrolments(Connection connection, CardDigests fingerprints) {
    this.connection = connection;
    this.fingerprints = fingerprints;
  }

  /// Takes up the cards.
  ///
  /// @param holder what the person is to the centre who is to have them
  /// @return null if all can be registered, else what stands against the first that cannot
  @Nullable Registration take(Role holder, List<? extends NewCard> wanted) throws SQLException {
    for (NewCard card : wanted) {
      Registration refusal = take(holder, card);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable Registration take(Role holder, NewCard card) throws SQLException {
    CardEnrolment enrolment = CardEnrolment.of(connection, fingerprints, card);
    if (enrolment == null) {
      return new Registration.Unknown("waiting card with this code; see /api/v1/waiting");
    }
    if (enrolment.kind() == CardKind.PIN && holder != Role.STAFF) {
      return new Registration.Conflict(
          "only staff have a PIN; give the resident the role staff first");
    }
    String taken = enrolment.taken(connection);
    if (taken != null) {
      return new Registration.Conflict(taken);
    }
    if (cards.stream().anyMatch(other -> other.hex().equals(enrolment.hex()))) {
      return new Registration.Conflict("the same card is given twice");
    }
    cards.add(enrolment);
    return null;
  }

  /// The kinds of the cards that were taken up.
  List<CardKind> kinds() {
    return cards.stream().map(CardEnrolment::kind).toList();
  }

  /// The cards that were taken up.
  List<CardEnrolment> cards() {
    return cards;
  }
}
