package daka.store.audit;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import daka.store.journal.Cursors;

/// What somebody decides of the entries that a receiver refused for good, with its audit. Safe for
/// use by several threads.
public final class SetAsideDeeds {
  private final Transactions transactions;

  public SetAsideDeeds(Database database) {
    this.transactions = new Transactions(database);
  }

  /// Notes in the audit log that an entry that stands aside is to be sent once more.
  ///
  /// @return whether it stands aside; nothing is noted if it does not
  /// @throws StoreException if it cannot be written
  public boolean noteAgain(String cursor, long number) {
    return transactions.write(
        "noting that entry " + number + " is sent again",
        connection -> {
          Integer aside =
              Sql.first(
                  connection,
                  "SELECT 1 FROM set_aside WHERE cursor = ? AND number = ?",
                  row -> row.getInt(1),
                  cursor,
                  number);
          if (aside != null) {
            AuditLog.append(connection, Deed.of("event.sent-again").id(cursor + "/" + number));
          }
          return aside != null;
        });
  }

  /// Gives an entry up that stands aside, and tells it in the audit log.
  ///
  /// @return whether it stood aside
  /// @throws StoreException if it cannot be written
  public boolean giveUp(String cursor, long number) {
    return transactions.write(
        "giving up entry " + number,
        connection -> {
          boolean stood = Cursors.delete(connection, cursor, number) > 0;
          if (stood) {
            AuditLog.append(connection, Deed.of("event.given-up").id(cursor + "/" + number));
          }
          return stood;
        });
  }
}
