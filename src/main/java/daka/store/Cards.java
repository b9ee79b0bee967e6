package daka.store;

import daka.checkin.CardKind;
import daka.checkin.Fingerprints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cards of the residents, and those that wait to become one. Each change is one durable
/// transaction. Safe for use by several threads.
public final class Cards {
  private final Transactions transactions;
  private final Fingerprints fingerprints;
  private final InstantSource clock;

  public Cards(Database database, Fingerprints fingerprints, InstantSource clock) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /// Registers a card. A card that was read here and is of a stronger kind than those before gives
  /// the resident a new pseudonym; one that waited cannot, because what it says is not known.
  ///
  /// @throws StoreException if it cannot be written
  public Registered add(long resident, NewCard card) {
    return transactions.write(
        "registering a card for resident " + resident,
        connection -> {
          Resident holder = ResidentRows.find(connection, resident);
          if (holder == null) {
            return new Registered.Unknown("resident " + resident);
          }
          Enrolments enrolments = new Enrolments(connection, fingerprints);
          Registered refusal = enrolments.take(holder.person().role(), List.of(card));
          if (refusal != null) {
            return refusal;
          }
          register(connection, resident, enrolments.cards().getFirst());
          return Residents.done(connection, resident);
        });
  }

  private void register(Connection connection, long resident, Enrolment card) throws SQLException {
    try (ResidentInserts inserts = new ResidentInserts(connection, clock.instant())) {
      inserts.addCard(resident, card);
      if (card.pseudonym() != null && card.isStrongerThan(pseudonymKind(connection, resident))) {
        inserts.addSubject(resident, card.pseudonym());
        Sql.change(
            connection,
            "UPDATE residents SET subject = ?, subject_kind = ? WHERE id = ?",
            card.pseudonym(),
            card.kind().wireName(),
            resident);
      }
    }
  }

  /// The kind of card the resident's pseudonym was made from, or null if it is random.
  private static @Nullable CardKind pseudonymKind(Connection connection, long resident)
      throws SQLException {
    String kind =
        Sql.first(
            connection,
            "SELECT coalesce(subject_kind, '') FROM residents WHERE id = ?",
            row -> row.getString(1),
            resident);
    return kind == null ? null : CardKind.ofWireName(kind).orElse(null);
  }

  /// Blocks or unblocks a card, and sets the last day it is good.
  ///
  /// @param expires null if it never expires
  /// @throws StoreException if it cannot be written
  public Registered change(long resident, long card, boolean blocked, @Nullable LocalDate expires) {
    return changeOne(
        "changing card " + card,
        resident,
        card,
        "UPDATE cards SET blocked = ?, expires = ? WHERE resident = ? AND id = ?",
        blocked,
        expires == null ? null : expires.toString(),
        resident,
        card);
  }

  /// Deletes a card for good.
  ///
  /// @throws StoreException if it cannot be written
  public Registered delete(long resident, long card) {
    return changeOne(
        "deleting card " + card,
        resident,
        card,
        "DELETE FROM cards WHERE resident = ? AND id = ?",
        resident,
        card);
  }

  private Registered changeOne(
      String doing, long resident, long card, String sql, @Nullable Object... values) {
    return transactions.write(
        doing,
        connection ->
            Sql.change(connection, sql, values) == 1
                ? Residents.done(connection, resident)
                : new Registered.Unknown("card " + card + " of resident " + resident));
  }

  /// The unknown cards that were presented lately, latest first.
  ///
  /// @throws StoreException if they cannot be read
  public List<WaitingCard> waiting() {
    return transactions.read(
        "reading the waiting cards",
        connection ->
            Sql.all(
                connection,
                "SELECT code, kind, reader, at FROM waiting ORDER BY at DESC, code",
                row ->
                    new WaitingCard(
                        row.getString(1),
                        CardKind.ofWireName(row.getString(2)).orElseThrow(),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)))));
  }
}
