package daka.store;

import daka.checkin.CardKind;
import daka.checkin.Fingerprint;
import daka.checkin.Fingerprints;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A card that is about to be registered, as it is stored.
///
/// @param fingerprint what it will be known by
/// @param waiting what it waits under if a reader that cannot tell kinds took it for unknown
/// @param pseudonym what the town will know its holder by if no card is stronger; null if what the
///   card says is not known here, and for a PIN, which does not say who somebody is
/// @param card as it was asked for
record Enrolment(
    Fingerprint fingerprint, Fingerprint waiting, @Nullable String pseudonym, NewCard card) {

  /// Kinds by how well they say who somebody is: a number can be mistyped and a card passed on.
  private static final List<CardKind> STRENGTH =
      List.of(CardKind.NUMBER, CardKind.RFID, CardKind.QR, CardKind.PHONE, CardKind.IDCARD);

  private static final String TAKEN = "SELECT resident, id FROM cards WHERE fingerprint = ?";

  /// @return null if the card is to be one that waits, and none waits under its code
  static @Nullable Enrolment of(Connection connection, Fingerprints fingerprints, NewCard card)
      throws SQLException {
    return switch (card) {
      case NewCard.Read read -> of(fingerprints, read);
      case NewCard.Waiting(String code, boolean _, var _) -> {
        Fingerprint waiting =
            Sql.first(
                connection,
                "SELECT kind, fingerprint FROM waiting WHERE code = ?",
                row ->
                    new Fingerprint(
                        CardKind.ofWireName(row.getString(1)).orElseThrow(), row.getString(2)),
                code);
        yield waiting == null ? null : new Enrolment(waiting, waiting, null, card);
      }
    };
  }

  static Enrolment of(Fingerprints fingerprints, NewCard.Read card) {
    Fingerprint fingerprint = fingerprints.of(card.kind(), card.payload());
    return new Enrolment(
        fingerprint,
        CardKind.WHEN_UNKNOWN.contains(card.kind())
            ? fingerprints.of(CardKind.WHEN_UNKNOWN.getFirst(), card.payload())
            : fingerprint,
        card.kind() == CardKind.PIN ? null : fingerprints.pseudonym(card.kind(), card.payload()),
        card);
  }

  /// The strongest of these that has a pseudonym, or null if there is none.
  static @Nullable Enrolment strongest(List<Enrolment> cards) {
    return cards.stream()
        .filter(card -> card.pseudonym != null)
        .max(Comparator.comparingInt(card -> strength(card.kind())))
        .orElse(null);
  }

  /// Whether this card says better who somebody is than the kind the pseudonym was made from.
  boolean isStrongerThan(@Nullable CardKind present) {
    return pseudonym != null && strength(kind()) > strength(present);
  }

  private static int strength(@Nullable CardKind kind) {
    return kind == null ? -1 : STRENGTH.indexOf(kind);
  }

  CardKind kind() {
    return fingerprint.kind();
  }

  String hex() {
    return fingerprint.hex();
  }

  /// Why the card cannot be registered, or null if it can.
  @Nullable String taken(Connection connection) throws SQLException {
    try (PreparedStatement query = prepareTaken(connection)) {
      return taken(query);
    }
  }

  /// The query for [#taken(PreparedStatement)].
  static PreparedStatement prepareTaken(Connection connection) throws SQLException {
    return connection.prepareStatement(TAKEN);
  }

  @Nullable String taken(PreparedStatement query) throws SQLException {
    query.setString(1, hex());
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? taken(row.getLong(1), row.getLong(2)) : null;
    }
  }

  /// Says nothing of whose PIN it is: who asked for it knows its digits.
  private String taken(long resident, long card) {
    return kind() == CardKind.PIN
        ? "this PIN is taken; choose another"
        : "this %s card is already registered, to resident %d as card %d"
            .formatted(kind().wireName(), resident, card);
  }
}
