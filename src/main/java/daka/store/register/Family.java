package daka.store.register;

import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who of the register belongs to whom. What is said from one side is told from the other as well.
/// Each change is one durable transaction. Safe for use by several threads.
public final class Family {
  private final Transactions transactions;

  public Family(Database database) {
    this.transactions = new Transactions(database);
  }

  /// Somebody who belongs to a resident.
  ///
  /// @param name in full, unmasked
  /// @param relation what they are to the resident
  public record Relative(long id, String name, @Nullable String phone, Relation relation) {}

  /// What came of a change.
  public sealed interface Outcome {
    /// Done and durable; the family as it is now.
    record Done(List<Relative> family) implements Outcome {}

    /// There is no such resident or relative; nothing was written.
    record Unknown(String what) implements Outcome {}

    /// It was changed since the caller saw it; nothing was written.
    ///
    /// @param current as it is now
    record Stale(List<Relative> current) implements Outcome {}
  }

  /// The family of a resident, or null if there is no such resident.
  ///
  /// @throws StoreException if it cannot be read
  public @Nullable List<Relative> list(long resident) {
    return transactions
        .<Stream<List<Relative>>>read(
            "reading the family of resident " + resident,
            connection ->
                ResidentRows.find(connection, resident) == null
                    ? Stream.empty()
                    : Stream.of(read(connection, resident)))
        .findFirst()
        .orElse(null);
  }

  /// The same within a transaction.
  public static List<Relative> read(Connection connection, long resident) throws SQLException {
    return Sql.all(
        connection,
        "SELECT r.id, r.name, r.phone, f.relation FROM family f JOIN residents r ON r.id ="
            + " f.relative WHERE f.resident = ? ORDER BY r.id",
        row ->
            new Relative(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Relation.ofWireName(row.getString(4)).orElse(Relation.RELATIVE)),
        resident);
  }

  /// Says what somebody is to a resident, whatever was said before.
  ///
  /// @param isSeen whether the caller has seen the family as it is
  /// @throws StoreException if it cannot be written
  public Outcome put(
      long resident, long relative, Relation relation, Predicate<List<Relative>> isSeen) {
    return change(
        resident,
        relative,
        isSeen,
        connection -> {
          write(connection, resident, relative, relation);
          write(connection, relative, resident, relation.inverse());
          return true;
        });
  }

  private static void write(Connection connection, long resident, long relative, Relation relation)
      throws SQLException {
    Sql.change(
        connection,
        "INSERT OR REPLACE INTO family (resident, relative, relation) VALUES (?, ?, ?)",
        resident,
        relative,
        relation.wireName());
  }

  /// Says that somebody does not belong to a resident.
  ///
  /// @param isSeen whether the caller has seen the family as it is
  /// @throws StoreException if it cannot be written
  public Outcome remove(long resident, long relative, Predicate<List<Relative>> isSeen) {
    return change(
        resident,
        relative,
        isSeen,
        connection ->
            Sql.change(
                    connection,
                    "DELETE FROM family WHERE (resident = ?1 AND relative = ?2) OR (resident = ?2"
                        + " AND relative = ?1)",
                    resident,
                    relative)
                > 0);
  }

  /// Changes rows, and says whether there was something to change.
  @FunctionalInterface
  private interface Change {
    boolean on(Connection connection) throws SQLException;
  }

  private Outcome change(
      long resident, long relative, Predicate<List<Relative>> isSeen, Change change) {
    return transactions.write(
        "changing the family of resident " + resident,
        connection -> {
          for (long id : new long[] {resident, relative}) {
            if (ResidentRows.find(connection, id) == null) {
              return new Outcome.Unknown("resident " + id);
            }
          }
          List<Relative> before = read(connection, resident);
          if (!isSeen.test(before)) {
            return new Outcome.Stale(before);
          }
          if (!change.on(connection)) {
            return new Outcome.Unknown("resident " + relative + " in this family");
          }
          AuditLog.append(
              connection, Deed.of("family.changed").id(relative).fields(List.of("relation")));
          return new Outcome.Done(read(connection, resident));
        });
  }
}
