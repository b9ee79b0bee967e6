package daka.store.register;

import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import daka.store.register.Consent.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What guardians agreed to. Each change is one durable transaction; what a consent that is
/// withdrawn had covered leaves the register in it. Safe for use by several threads.
public final class Consents {
  private final Transactions transactions;
  private final InstantSource clock;

  public Consents(Database database, InstantSource clock) {
    this.transactions = new Transactions(database);
    this.clock = clock;
  }

  /// What came of a change.
  public sealed interface Outcome {
    /// Done and durable.
    ///
    /// @param consents of the person, as they are now
    /// @param removed what left the register, because no consent covers it any longer
    record Done(List<Consent> consents, Set<Scope> removed) implements Outcome {}

    /// There is no such resident or consent; nothing was written.
    record Unknown(String what) implements Outcome {}

    /// They were changed since the caller saw them; nothing was written.
    ///
    /// @param current as they are now
    record Stale(List<Consent> current) implements Outcome {}
  }

  /// The consents for a resident in the order of their days, or null if there is no such resident.
  ///
  /// @throws StoreException if they cannot be read
  public @Nullable List<Consent> list(long resident) {
    return transactions
        .<Stream<List<Consent>>>read(
            "reading the consents for resident " + resident,
            connection ->
                ResidentRows.find(connection, resident) == null
                    ? Stream.empty()
                    : Stream.of(read(connection, resident)))
        .findFirst()
        .orElse(null);
  }

  /// The same within a transaction.
  public static List<Consent> read(Connection connection, long resident) throws SQLException {
    return Sql.all(
        connection,
        "SELECT id, guardian, relation, scope, given, withdrawn FROM consents WHERE resident = ?"
            + " ORDER BY given, id",
        Consents::consent,
        resident);
  }

  private static Consent consent(ResultSet row) throws SQLException {
    String withdrawn = row.getString(6);
    return new Consent(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Consent.scope(row.getString(4)),
        LocalDate.parse(row.getString(5)),
        withdrawn == null ? null : LocalDate.parse(withdrawn));
  }

  /// Keeps a consent, in the place of the one of the same id if there is one.
  ///
  /// @param isSeen whether the caller has seen the consents as they are
  /// @throws StoreException if it cannot be written
  public Outcome put(long resident, Consent consent, Predicate<List<Consent>> isSeen) {
    return change(
        resident,
        isSeen,
        (connection, before) -> {
          write(connection, resident, consent, clock.instant());
          String action = consent.isInForce() ? "consent.given" : "consent.withdrawn";
          return Deed.of(action).id(resident).fields(words(consent.scope()));
        });
  }

  /// Writes the row of a consent.
  static void write(Connection connection, long resident, Consent consent, Instant now)
      throws SQLException {
    LocalDate withdrawn = consent.withdrawn();
    Sql.change(
        connection,
        """
        INSERT INTO consents (resident, id, guardian, relation, scope, given, withdrawn, created)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET guardian = excluded.guardian,
          relation = excluded.relation, scope = excluded.scope, given = excluded.given,
          withdrawn = excluded.withdrawn\
        """,
        resident,
        consent.id(),
        consent.guardian(),
        consent.relation(),
        consent.scopeText(),
        consent.given().toString(),
        withdrawn == null ? null : withdrawn.toString(),
        now.toEpochMilli());
  }

  /// Deletes a consent that was entered by mistake.
  ///
  /// @param isSeen whether the caller has seen the consents as they are
  /// @throws StoreException if it cannot be written
  public Outcome delete(long resident, String id, Predicate<List<Consent>> isSeen) {
    return change(
        resident,
        isSeen,
        (connection, before) ->
            Sql.change(
                        connection,
                        "DELETE FROM consents WHERE resident = ? AND id = ?",
                        resident,
                        id)
                    == 0
                ? null
                : Deed.of("consent.deleted").id(resident));
  }

  /// Changes rows, and says what was done; null if there was nothing to change.
  @FunctionalInterface
  private interface Change {
    @Nullable Deed on(Connection connection, List<Consent> before) throws SQLException;
  }

  private Outcome change(long resident, Predicate<List<Consent>> isSeen, Change change) {
    return transactions.write(
        "changing the consents for resident " + resident,
        connection -> {
          if (ResidentRows.find(connection, resident) == null) {
            return new Outcome.Unknown("resident " + resident);
          }
          List<Consent> before = read(connection, resident);
          if (!isSeen.test(before)) {
            return new Outcome.Stale(before);
          }
          Deed deed = change.on(connection, before);
          if (deed == null) {
            return new Outcome.Unknown("such consent for resident " + resident);
          }
          Set<Scope> removed = GuardianRule.enforce(connection, resident, clock.instant());
          AuditLog.append(connection, deed);
          if (!removed.isEmpty()) {
            AuditLog.append(
                connection, Deed.of("resident.changed").id(resident).fields(words(removed)));
          }
          return new Outcome.Done(read(connection, resident), removed);
        });
  }

  private static List<String> words(Set<Scope> scope) {
    return scope.stream().map(Scope::wireName).sorted().toList();
  }
}
