package daka.store.copies;

import static java.util.Objects.requireNonNull;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;

/// What the database of the kiosk has that a copy has not, which would be lost with it.
///
/// @param entries of the journal
/// @param visits that began since
/// @param people who were registered since
public record SinceCopy(long entries, long visits, long people) {

  /// @param number of the last entry in the copy
  /// @param visit the id of the last visit in it
  /// @param person the id of the last resident in it
  /// @throws daka.store.file.StoreException if it cannot be read
  public static SinceCopy of(Database database, long number, long visit, long person) {
    return new Transactions(database)
        .read(
            "counting what a copy lacks",
            connection ->
                requireNonNull(
                    Sql.first(
                        connection,
                        "SELECT (SELECT count(*) FROM journal WHERE number > ?),"
                            + " (SELECT count(*) FROM visits WHERE id > ?),"
                            + " (SELECT count(*) FROM residents WHERE id > ?)",
                        row -> new SinceCopy(row.getLong(1), row.getLong(2), row.getLong(3)),
                        number,
                        visit,
                        person)));
  }
}
