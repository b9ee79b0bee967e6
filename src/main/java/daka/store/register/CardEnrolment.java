package daka.store.register;

import daka.checkin.CardDigest;
import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.store.file.Sql;
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
/// @param before what it may be registered under since before payloads had a canonical form, or
///   PINs a slow hash
/// @param waiting what it waits under if a reader that cannot tell kinds took it for unknown
/// @param pseudonym what the town will know its holder by if no card is stronger; null if what the
///   card says is not known here, and for a PIN, which does not say who somebody is
/// @param card as it was asked for
record CardEnrolment(
    CardDigest fingerprint,
    List<CardDigest> before,
    CardDigest waiting,
    @Nullable String pseudonym,
    NewCard card) {

  private static final String TAKEN = "SELECT resident, id FROM cards WHERE fingerprint = ?";

  /// @return null if the card is to be one that waits, and none waits under its code
  static @Nullable CardEnrolment of(Connection connection, CardDigests fingerprints, NewCard card)
      throws SQLException {
    return switch (card) {
      case NewCard.Read read -> of(fingerprints, read);
      case NewCard.Pin(CardDigest stored, CardDigest fast, boolean _, var _) ->
          new CardEnrolment(stored, List.of(fast), fast, null, card);
      case NewCard.Waiting(String code, boolean _, var _) -> {
        CardDigest waiting =
            Sql.first(
                connection,
                "SELECT kind, fingerprint FROM waiting WHERE code = ?",
                row ->
                    new CardDigest(
                        CardKind.ofWireName(row.getString(1)).orElseThrow(), row.getString(2)),
                code);
        yield waiting == null ? null : new CardEnrolment(waiting, List.of(), waiting, null, card);
      }
    };
  }

  /// The cards, ready for a transaction: what takes long is done.
  static List<NewCard> ready(CardDigests fingerprints, List<? extends NewCard> cards) {
    return cards.stream().map(card -> ready(fingerprints, card)).toList();
  }

  private static NewCard ready(CardDigests fingerprints, NewCard card) {
    if (!(card instanceof NewCard.Read read) || read.kind() != CardKind.PIN) {
      return card;
    }
    CardDigest fast = fingerprints.of(CardKind.PIN, read.payload());
    String slow = new SlowHash(fingerprints).ofPin(fast.hex());
    return new NewCard.Pin(
        new CardDigest(CardKind.PIN, slow), fast, read.blocked(), read.expires());
  }

  /// @param card of any kind but a PIN
  static CardEnrolment of(CardDigests fingerprints, NewCard.Read card) {
    if (card.kind() == CardKind.PIN) {
      throw new IllegalArgumentException("a PIN has a slow hash, which is made beforehand");
    }
    List<CardDigest> all = fingerprints.all(card.kind(), card.payload());
    CardDigest fingerprint = all.getFirst();
    return new CardEnrolment(
        fingerprint,
        all.subList(1, all.size()),
        CardKind.WHEN_UNKNOWN.contains(card.kind())
            ? fingerprints.of(CardKind.WHEN_UNKNOWN.getFirst(), card.payload())
            : fingerprint,
        fingerprints.pseudonym(card.kind(), card.payload()),
        card);
  }

  /// A card that is only looked for: what it would be waiting under and its pseudonym are left out.
  ///
  /// @param card of any kind but a PIN
  static CardEnrolment sought(CardDigests fingerprints, NewCard.Read card) {
    List<CardDigest> all = fingerprints.all(card.kind(), card.payload());
    CardDigest fingerprint = all.getFirst();
    return new CardEnrolment(
        fingerprint, List.copyOf(all.subList(1, all.size())), fingerprint, null, card);
  }

  /// The strongest of these that has a pseudonym, or null if there is none.
  static @Nullable CardEnrolment strongest(List<CardEnrolment> cards) {
    return cards.stream()
        .filter(card -> card.pseudonym != null)
        .max(Comparator.comparingInt(card -> PseudonymKind.strength(card.kind())))
        .orElse(null);
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
    String taken = taken(query, fingerprint);
    for (int i = 0; taken == null && i < before.size(); i++) {
      taken = taken(query, before.get(i));
    }
    return taken;
  }

  private @Nullable String taken(PreparedStatement query, CardDigest card) throws SQLException {
    query.setString(1, card.hex());
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
