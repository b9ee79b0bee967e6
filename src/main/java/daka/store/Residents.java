package daka.store;

import daka.checkin.Fingerprints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The register of residents. Each change is one durable transaction. Safe for use by several
/// threads.
///
/// The town knows a resident by a pseudonym. It is random, or made from the strongest card the
/// resident was ever registered with, so that one person has the same one in every centre that
/// shares the town key.
public final class Residents {
  private final Transactions transactions;
  private final Fingerprints fingerprints;
  private final InstantSource clock;

  public Residents(Database database, Fingerprints fingerprints, InstantSource clock) {
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
  /// @param search a part of the name; empty for all
  /// @param after the last id the caller has; 0 to begin
  /// @param limit how many at most
  /// @throws StoreException if the register cannot be read
  public List<Resident> list(String search, long after, int limit) {
    return transactions.read(
        "reading the residents",
        connection ->
            ResidentRows.list(
                connection,
                "WHERE id > ? AND instr(lower(name), lower(?)) ORDER BY id LIMIT ?",
                after,
                search,
                limit));
  }

  /// Registers a person with these cards, all or nothing.
  ///
  /// @return [Registered.Done]; [Registered.Unknown] if a code names no waiting card;
  ///   [Registered.Conflict] if a card is registered already
  /// @throws StoreException if it cannot be written
  public Registered add(Person person, List<? extends NewCard> cards) {
    return transactions.write(
        "registering a resident",
        connection -> {
          Enrolments enrolments = new Enrolments(connection, fingerprints);
          Registered refusal = enrolments.take(person.role(), cards);
          if (refusal != null) {
            return refusal;
          }
          try (ResidentInserts inserts = new ResidentInserts(connection, clock.instant())) {
            return done(connection, inserts.add(person, enrolments.cards()));
          }
        });
  }

  /// Changes what the register says of a person.
  ///
  /// @return [Registered.Done] or [Registered.Unknown]
  /// @throws StoreException if it cannot be written
  public Registered change(long id, Person person) {
    return transactions.write(
        "changing resident " + id,
        connection -> {
          ResidentRows.update(connection, id, person);
          return done(connection, id);
        });
  }

  /// Deletes a resident with all cards and pseudonyms for good. The visits stay, as nobody's.
  ///
  /// Refused while the resident is inside: the visit could not be ended by a tap any more.
  ///
  /// @throws StoreException if it cannot be written
  public Registered delete(long id) {
    return transactions.write(
        "deleting resident " + id,
        connection -> {
          Registered deleted = done(connection, id);
          String room =
              Sql.first(
                  connection,
                  "SELECT room FROM visits WHERE resident = ? AND departed IS NULL",
                  row -> row.getString(1),
                  id);
          if (room != null) {
            return new Registered.Conflict(
                "resident " + id + " is inside, in room " + room + "; end the visit first");
          }
          Sql.change(connection, "DELETE FROM residents WHERE id = ?", id);
          return deleted;
        });
  }

  static Registered done(Connection connection, long id) throws SQLException {
    Resident resident = ResidentRows.find(connection, id);
    return resident == null
        ? new Registered.Unknown("resident " + id)
        : new Registered.Done(resident);
  }
}
