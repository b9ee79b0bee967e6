package daka.store.register;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import daka.store.once.OwnIds;
import daka.store.register.NewResident.NewCardRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The cards of the residents, and those that wait to become one. Each change is one durable
/// transaction. Safe for use by several threads.
public final class Cards {
  private final Transactions transactions;
  private final CardDigests fingerprints;
  private final InstantSource clock;

  public Cards(Database database, CardDigests fingerprints, InstantSource clock) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /// Registers a card in the name of an administrator; see [#add(long, NewCard, TokenRole)].
  ///
  /// @throws StoreException if it cannot be written
  public Registration add(long resident, NewCard card) {
    return add(resident, card, TokenRole.ADMIN);
  }

  /// Registers a card. A card that was read here and is of a stronger kind than those before gives
  /// the resident a new pseudonym; one that waited cannot, because what it says is not known.
  ///
  /// @param by who gives it. A card of a member of staff is given by an administrator only, else
  ///   whoever has a card of staff could make more of them
  /// @throws StoreException if it cannot be written
  public Registration add(long resident, NewCard card, TokenRole by) {
    List<NewCard> ready = CardEnrolment.ready(fingerprints, List.of(card));
    return transactions.register(
        "registering a card for resident " + resident,
        connection -> {
          Resident holder = ResidentRows.find(connection, resident);
          if (holder == null) {
            return new Registration.Unknown("resident " + resident);
          }
          if (by != TokenRole.ADMIN && holder.person().role() == Role.STAFF) {
            return new Registration.Forbidden(
                "resident "
                    + resident
                    + " is staff, and a card of staff is given by an administrator: POST "
                    + "/api/v1/residents/"
                    + resident
                    + "/cards");
          }
          CardEnrolments enrolments = new CardEnrolments(connection, fingerprints);
          Registration refusal = enrolments.take(holder.person().role(), ready);
          if (refusal == null) {
            refusal = GuardianRule.refusal(connection, holder, enrolments.kinds(), clock.instant());
          }
          if (refusal != null) {
            return refusal;
          }
          register(connection, resident, enrolments.cards().getFirst(), by);
          Registration done = Residents.done(connection, resident);
          if (done instanceof Registration.Done(Resident after)) {
            long made = after.cards().getLast().id();
            OwnIds.made(connection, resident, made);
            AuditLog.append(connection, deed("card.added", resident, made));
          }
          return done;
        });
  }

  private static Deed deed(String action, long resident, long card) {
    return Deed.of(action).id(resident + "/" + card);
  }

  private void register(Connection connection, long resident, CardEnrolment card, TokenRole by)
      throws SQLException {
    try (ResidentInserts inserts = new ResidentInserts(connection, clock.instant(), by)) {
      inserts.addCard(resident, NewCardRow.of(card));
      if (card.pseudonym() != null) {
        know(connection, inserts, resident, card.pseudonym(), card.kind());
      }
    }
  }

  /// Gives a resident the pseudonym of a card, if the card is of a stronger kind than those before.
  static void know(
      Connection connection,
      ResidentInserts inserts,
      long resident,
      String pseudonym,
      CardKind kind)
      throws SQLException {
    if (PseudonymKind.isStronger(kind, pseudonymKind(connection, resident))) {
      inserts.addSubject(resident, pseudonym);
      Sql.change(
          connection,
          "UPDATE residents SET subject = ?, subject_kind = ? WHERE id = ?",
          pseudonym,
          kind.wireName(),
          resident);
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

  /// A card of a resident, if there is such a one.
  ///
  /// @throws StoreException if the register cannot be read
  public Optional<Card> find(long resident, long card) {
    return transactions.read(
        "reading card " + card,
        connection ->
            Optional.ofNullable(ResidentRows.find(connection, resident))
                .flatMap(holder -> holder.card(card)));
  }

  /// Blocks or unblocks a card, whatever it is now; see [#change(long, long, boolean, LocalDate,
  /// Predicate)].
  ///
  /// @throws StoreException if it cannot be written
  public Registration change(
      long resident, long card, boolean blocked, @Nullable LocalDate expires) {
    return change(resident, card, blocked, expires, _ -> true);
  }

  /// Blocks or unblocks a card, and sets the last day it is good. An administrator who does so has
  /// seen the card, and vouches for it if staff had given it.
  ///
  /// @param expires null if it never expires
  /// @param isSeen whether the caller has seen the card as it is
  /// @return [Registration.Done], [Registration.Unknown] or [Registration.Stale]
  /// @throws StoreException if it cannot be written
  public Registration change(
      long resident,
      long card,
      boolean blocked,
      @Nullable LocalDate expires,
      Predicate<Card> isSeen) {
    return changeOne(
        "changing card " + card,
        deed("card.changed", resident, card).fields(List.of("blocked", "expires")),
        resident,
        card,
        isSeen,
        "UPDATE cards SET blocked = ?, expires = ?, by_staff = 0 WHERE resident = ? AND id = ?",
        blocked,
        expires == null ? null : expires.toString(),
        resident,
        card);
  }

  /// Deletes a card for good, whatever it is now.
  ///
  /// @throws StoreException if it cannot be written
  public Registration delete(long resident, long card) {
    return delete(resident, card, _ -> true);
  }

  /// Deletes a card for good.
  ///
  /// @param isSeen whether the caller has seen the card as it is
  /// @return [Registration.Done], [Registration.Unknown] or [Registration.Stale]
  /// @throws StoreException if it cannot be written
  public Registration delete(long resident, long card, Predicate<Card> isSeen) {
    return changeOne(
        "deleting card " + card,
        deed("card.deleted", resident, card),
        resident,
        card,
        isSeen,
        "DELETE FROM cards WHERE resident = ? AND id = ?",
        resident,
        card);
  }

  private Registration changeOne(
      String doing,
      Deed deed,
      long resident,
      long card,
      Predicate<Card> isSeen,
      String sql,
      @Nullable Object... values) {
    return transactions.write(
        doing,
        connection -> {
          Resident holder = ResidentRows.find(connection, resident);
          Optional<Card> present = holder == null ? Optional.empty() : holder.card(card);
          if (holder == null || present.isEmpty()) {
            return new Registration.Unknown("card " + card + " of resident " + resident);
          }
          if (!isSeen.test(present.get())) {
            return new Registration.Stale(holder);
          }
          Sql.change(connection, sql, values);
          if (sql.startsWith("DELETE")) {
            OwnIds.unmade(connection, OwnIds.Kind.CARD, card);
          }
          AuditLog.append(connection, deed);
          return Residents.done(connection, resident);
        });
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
