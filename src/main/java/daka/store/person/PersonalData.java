package daka.store.person;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import daka.store.register.Consents;
import daka.store.register.Family;
import daka.store.register.Resident;
import daka.store.register.ResidentRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Reads all that is kept of one person, on one snapshot. Safe for use by several threads.
public final class PersonalData {
  private final Transactions transactions;

  public PersonalData(Database database) {
    this.transactions = new Transactions(database);
  }

  /// All that is kept of a resident; empty if there is none of this id.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<Everything> read(long resident) {
    return transactions.read(
        "reading all that is kept of resident " + resident,
        connection -> {
          Resident found = ResidentRows.find(connection, resident);
          return found == null ? Optional.empty() : Optional.of(read(connection, found));
        });
  }

  private static Everything read(Connection connection, Resident resident) throws SQLException {
    long id = resident.id();
    return new Everything(
        resident,
        Sql.all(
                connection,
                "SELECT created FROM residents WHERE id = ?",
                row -> Instant.ofEpochMilli(row.getLong(1)),
                id)
            .getFirst(),
        Sql.all(
            connection,
            "SELECT subject FROM subjects WHERE resident = ? ORDER BY subject",
            row -> row.getString(1),
            id),
        Sql.all(
            connection,
            "SELECT id, created, by_staff FROM cards WHERE resident = ? ORDER BY id",
            row ->
                new Everything.CardTime(
                    row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getInt(3) != 0),
            id),
        Sql.first(connection, "SELECT 1 FROM codes WHERE resident = ?", row -> row.getInt(1), id)
            != null,
        Sql.first(
            connection,
            "SELECT name, role FROM accounts WHERE resident = ?",
            row -> new Everything.Login(row.getString(1), row.getString(2)),
            id),
        Consents.read(connection, id),
        Family.read(connection, id),
        Sql.all(
            connection,
            "SELECT other, at, json_remove(undo, '$.subjects', '$.cards', '$.consents',"
                + " '$.accounts', '$.joined', '$.different', '$.code', '$.wrong', '$.subject',"
                + " '$.before.subject', '$.after.subject') FROM merges WHERE kept = ? ORDER BY id",
            row ->
                new Everything.Merged(
                    row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)),
            id),
        Sql.all(
            connection,
            "SELECT v.id, coalesce(r.name, v.room), v.reader, v.arrived, v.departed, v.ended,"
                + " v.evidence, v.outside_hours, v.override FROM visits v LEFT JOIN rooms r ON"
                + " r.id = v.room WHERE v.resident = ? ORDER BY v.arrived, v.id",
            PersonalData::stay,
            id),
        PersonalTraces.of(connection, id));
  }

  private static Everything.Stay stay(ResultSet row) throws SQLException {
    String ended = row.getString(6);
    return new Everything.Stay(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        ended == null ? null : Instant.ofEpochMilli(row.getLong(5)),
        ended,
        row.getString(7),
        row.getInt(8) != 0,
        row.getString(9));
  }
}
