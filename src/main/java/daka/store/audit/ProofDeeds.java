package daka.store.audit;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// That somebody has the journal proven, and what came of it, in the audit log. What has begun and
/// not ended is remembered, so that a restart that cut it off is noticed. Safe for use by several
/// threads.
public final class ProofDeeds {
  private static final String RUNNING = "proof";

  private final Transactions transactions;

  public ProofDeeds(Database database) {
    this.transactions = new Transactions(database);
  }

  /// Notes that a proof begins, and that the one before was cut off if it was.
  ///
  /// @return the number of the entry
  /// @throws StoreException if it cannot be written
  public long begin() {
    return transactions.write(
        "noting that the journal is proven",
        connection -> {
          Long before = running(connection);
          if (before != null) {
            AuditLog.append(connection, Deed.of("proof.cut-off").about(before));
          }
          long number = AuditLog.append(connection, Deed.of("proof.begun"));
          Sql.change(
              connection,
              "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
              RUNNING,
              Long.toString(number));
          return number;
        });
  }

  private static @Nullable Long running(Connection connection) throws SQLException {
    return Sql.first(
        connection,
        "SELECT value FROM settings WHERE name = ?",
        row -> Long.parseLong(row.getString(1)),
        RUNNING);
  }

  /// Notes what came of a proof.
  ///
  /// @param begun the number of the entry that tells that it began
  /// @param outcome such as `proven`
  /// @throws StoreException if it cannot be written
  public void end(long begun, String outcome) {
    transactions.write(
        "noting what came of a proof of the journal",
        connection -> {
          Sql.change(
              connection,
              "DELETE FROM settings WHERE name = ? AND value = ?",
              RUNNING,
              Long.toString(begun));
          return AuditLog.append(connection, Deed.of("proof." + outcome).about(begun));
        });
  }

  /// When the proof began that has not ended. If none runs, the kiosk was started anew over it.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<Instant> unfinished() {
    return transactions.read(
        "looking for a proof that was cut off",
        connection ->
            Optional.ofNullable(
                Sql.first(
                    connection,
                    "SELECT at FROM audit WHERE number ="
                        + " (SELECT CAST(value AS INTEGER) FROM settings WHERE name = ?)",
                    row -> Instant.ofEpochMilli(row.getLong(1)),
                    RUNNING)));
  }
}
