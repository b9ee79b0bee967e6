package daka.store;

import daka.checkin.CardKind;
import daka.checkin.Fingerprints;
import daka.checkin.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cards one request wants to register, looked at within one transaction. Writes nothing.
final class Enrolments {
  private final Connection connection;
  private final Fingerprints fingerprints;
  private final List<Enrolment> cards = new ArrayList<>();

  Enrolments(Connection connection, Fingerprints fingerprints) {
    this.connection = connection;
    this.fingerprints = fingerprints;
  }

  /// Takes up the cards.
  ///
  /// @param holder what the person is to the centre who is to have them
  /// @return null if all can be registered, else what stands against the first that cannot
  @Nullable Registered take(Role holder, List<? extends NewCard> wanted) throws SQLException {
    for (NewCard card : wanted) {
      Registered refusal = take(holder, card);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable Registered take(Role holder, NewCard card) throws SQLException {
    Enrolment enrolment = Enrolment.of(connection, fingerprints, card);
    if (enrolment == null) {
      return new Registered.Unknown("waiting card with this code; see /api/v1/waiting");
    }
    if (enrolment.kind() == CardKind.PIN && holder != Role.STAFF) {
      return new Registered.Conflict(
          "only staff have a PIN; give the resident the role staff first");
    }
    String taken = enrolment.taken(connection);
    if (taken != null) {
      return new Registered.Conflict(taken);
    }
    if (cards.stream().anyMatch(other -> other.hex().equals(enrolment.hex()))) {
      return new Registered.Conflict("the same card is given twice");
    }
    cards.add(enrolment);
    return null;
  }

  /// The cards that were taken up.
  List<Enrolment> cards() {
    return cards;
  }
}
