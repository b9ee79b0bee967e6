package daka.store.register;

import daka.checkin.CardDigests;
import daka.checkin.Role;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Transactions;
import daka.store.once.OwnIds;
import daka.store.register.Consent.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The register of residents. Each change is one durable transaction. Safe for use by several
/// threads.
///
/// The town knows a resident by a pseudonym. It is random, or made from the strongest card the
/// resident was ever registered with, so that one person has the same one in every centre that
/// shares the town key.
public final class Residents {
  private final Transactions transactions;
  private final CardDigests fingerprints;
  private final InstantSource clock;

  public Residents(Database database, CardDigests fingerprints, InstantSource clock) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /// The resident with this id, if there is one.
  ///
  /// @throws StoreException if the register cannot be read
  public Optional<Resident> find(long id) {
    return transactions.read(
        "reading resident " + id,
        connection -> Optional.ofNullable(ResidentRows.find(connection, id)));
  }

  /// Residents by id.
  ///
  /// @param search a part of the name, or three or more of the last digits of the phone; empty for
  ///   all
  /// @param after the last id the caller has; 0 to begin
  /// @param limit how many at most
  /// @throws StoreException if the register cannot be read
  public List<Resident> list(String search, long after, int limit) {
    return transactions.read(
        "reading the residents",
        connection ->
            ResidentRows.list(
                connection,
                """
                WHERE id > ?1 AND (instr(lower(name), lower(?2))
                  OR (length(?2) >= 3 AND substr(phone, -length(?2)) = ?2)) ORDER BY id LIMIT ?3\
                """,
                after,
                search,
                limit));
  }

  /// Registers a person with these cards in the name of an administrator; see [#add(Person, List,
  /// TokenRole)].
  ///
  /// @throws StoreException if it cannot be written
  public Registration add(Person person, List<? extends NewCard> cards) {
    return add(person, cards, TokenRole.ADMIN);
  }

  /// Registers a person with these cards, all or nothing.
  ///
  /// @param by who gives the cards
  /// @return [Registration.Done]; [Registration.Unknown] if a code names no waiting card;
  ///   [Registration.Conflict] if a card is registered already
  /// @throws StoreException if it cannot be written
  public Registration add(Person person, List<? extends NewCard> cards, TokenRole by) {
    return add(person, cards, null, by);
  }

  /// The same of somebody for whom a guardian agreed.
  ///
  /// @param consent null if none did
  /// @return also [Registration.NeedsConsent]; see [GuardianRule]
  /// @throws StoreException if it cannot be written
  public Registration add(
      Person person, List<? extends NewCard> cards, @Nullable Consent consent, TokenRole by) {
    List<NewCard> ready = CardEnrolment.ready(fingerprints, cards);
    return transactions.register(
        "registering a resident",
        connection -> {
          CardEnrolments enrolments = new CardEnrolments(connection, fingerprints);
          Registration refusal = enrolments.take(person.role(), ready);
          if (refusal == null) {
            Set<Scope> agreed = consent == null ? Set.of() : consent.scope();
            refusal = GuardianRule.refusal(person, enrolments.kinds(), agreed, clock.instant());
          }
          if (refusal != null) {
            return refusal;
          }
          try (ResidentInserts inserts = new ResidentInserts(connection, clock.instant(), by)) {
            long id = inserts.add(NewResident.of(person, enrolments.cards()));
            OwnIds.made(connection, id, id);
            if (consent != null) {
              Consents.write(connection, id, consent, clock.instant());
            }
            AuditLog.append(
                connection,
                Deed.of("resident.added")
                    .id(id)
                    .fields(Person.changed(null, person))
                    .rows(cards.size()));
            if (consent != null) {
              AuditLog.append(connection, Deed.of("consent.given").id(id));
            }
            return done(connection, id);
          }
        });
  }

  /// Changes what the register says of a person, whatever that is now; see [#change(long, Person,
  /// Predicate)].
  ///
  /// @throws StoreException if it cannot be written
  public Registration change(long id, Person person) {
    return change(id, person, _ -> true);
  }

  /// Changes what the register says of a person.
  ///
  /// @param isSeen whether the caller has seen the resident as it is
  /// @return [Registration.Done], [Registration.Unknown], [Registration.Stale] or
  ///   [Registration.NeedsConsent]; [Registration.Conflict] if the person becomes staff and has a
  ///   card that staff gave, for which an administrator has to vouch first
  /// @throws StoreException if it cannot be written
  public Registration change(long id, Person person, Predicate<Resident> isSeen) {
    return transactions.write(
        "changing resident " + id,
        connection -> {
          Resident before = ResidentRows.find(connection, id);
          if (before != null && !isSeen.test(before)) {
            return new Registration.Stale(before);
          }
          Long unseen =
              person.role() == Role.STAFF ? RegisterLook.cardByStaff(connection, id) : null;
          if (unseen != null) {
            String card = "/api/v1/residents/" + id + "/cards/" + unseen;
            return new Registration.Conflict(
                "card "
                    + unseen
                    + " was given by staff and would be one of staff; vouch for it by PUT "
                    + card
                    + ", or DELETE it, then change the role");
          }
          Registration refusal =
              before == null
                  ? null
                  : GuardianRule.refusal(connection, person, List.of(before), clock.instant());
          if (refusal != null) {
            return refusal;
          }
          ResidentRows.update(connection, id, person);
          if (before != null) {
            AuditLog.append(
                connection,
                Deed.of("resident.changed").id(id).fields(Person.changed(before.person(), person)));
          }
          return done(connection, id);
        });
  }

  static Registration done(Connection connection, long id) throws SQLException {
    Resident resident = ResidentRows.find(connection, id);
    return resident == null
        ? new Registration.Unknown("resident " + id)
        : new Registration.Done(resident);
  }
}
