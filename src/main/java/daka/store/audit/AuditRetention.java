package daka.store.audit;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Deletes audit entries for good once they are two years old. An entry that says so goes on the
/// chain in the same transaction, so that what is left is proven as before.
///
/// A clock that has jumped is waited for: nothing goes unless the same clock was looked at a few
/// days ago at most. Not safe for several threads.
public final class AuditRetention {
  /// How long an entry is kept.
  public static final Period KEPT = Period.ofYears(2);

  /// As many entries are deleted in one transaction, which a tap may have to wait for.
  static final int STEP = 2_000;

  /// So old may the last look be: a long weekend.
  private static final int GAP_DAYS = 4;

  private static final String LOOKED = "audit.looked";

  private final Transactions transactions;
  private final ZoneId zone;

  /// @param zone the centre's, in which two years are counted
  public AuditRetention(Database database, ZoneId zone) {
    this.transactions = new Transactions(database);
    this.zone = zone;
  }

  /// The day of the last look, or null if there was none.
  ///
  /// @throws StoreException if it cannot be read
  public @Nullable LocalDate looked() {
    return transactions
        .read(
            "reading when the audit log was looked at",
            connection ->
                Optional.ofNullable(
                    Sql.first(
                        connection,
                        "SELECT value FROM settings WHERE name = ?",
                        row -> LocalDate.parse(row.getString(1)),
                        LOOKED)))
        .orElse(null);
  }

  /// Notes the day, and deletes what is two years old.
  ///
  /// @param today the centre's day
  /// @return how many entries were deleted
  /// @throws StoreException if it cannot be written; what was deleted until then stays so
  public long run(LocalDate today, Instant now) {
    LocalDate before = looked();
    transactions.write(
        "noting when the audit log was looked at",
        connection ->
            Sql.change(
                connection,
                "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                    + " value = excluded.value",
                LOOKED,
                today.toString()));
    if (before == null || before.isAfter(today) || before.isBefore(today.minusDays(GAP_DAYS))) {
      return 0;
    }
    Instant end = now.atZone(zone).minus(KEPT).toInstant();
    long all = 0;
    long step;
    do {
      step = transactions.write("deleting old audit entries", connection -> step(connection, end));
      all += step;
    } while (step == STEP);
    return all;
  }

  private static long step(Connection connection, Instant end) throws SQLException {
    Long kept =
        Sql.first(
            connection,
            "SELECT number FROM audit WHERE at >= ? ORDER BY number LIMIT 1",
            row -> row.getLong(1),
            end.toEpochMilli());
    AuditLog.Head last =
        Sql.first(
            connection,
            "SELECT number, hash FROM (SELECT number, hash FROM audit WHERE number < ? ORDER BY"
                + " number LIMIT ?) ORDER BY number DESC LIMIT 1",
            row -> new AuditLog.Head(row.getLong(1), row.getBytes(2)),
            kept == null ? Long.MAX_VALUE : kept,
            STEP);
    if (last == null) {
      return 0;
    }
    AuditLog.append(
        connection,
        Deed.of(AuditLog.DELETED)
            .about(last.number())
            .sha256(HexFormat.of().formatHex(last.hash())));
    Sql.change(connection, "DELETE FROM audit_reasons WHERE number <= ?", last.number());
    return Sql.change(connection, "DELETE FROM audit WHERE number <= ?", last.number());
  }
}
