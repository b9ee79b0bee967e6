package daka.store.audit;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// How far another machine has the audit log, and the key of the pseudonyms that it gets. Durable.
/// It is no cursor of the journal, which [daka.store.proof.Verify] compares with that.
public final class AuditCursor {
  private static final String POSITION = "audit.syslog";
  private static final String KEY = "audit.key";
  private static final int KEY_BYTES = 32;

  private final Transactions transactions;

  public AuditCursor(Database database) {
    this.transactions = new Transactions(database);
  }

  /// The number of the last entry that the other machine has; 0 if none.
  ///
  /// @throws StoreException if it cannot be read
  public long position() {
    String position = setting(POSITION);
    return position == null ? 0 : Long.parseLong(position);
  }

  /// The other machine has all entries up to this number.
  ///
  /// @throws StoreException if it cannot be written
  public void advance(long number) {
    transactions.write(
        "noting how far the audit log is sent",
        connection ->
            Sql.change(
                connection,
                "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                    + " value = excluded.value",
                POSITION,
                Long.toString(number)));
  }

  /// The key of the pseudonyms, made when it is asked for first.
  ///
  /// @throws StoreException if it cannot be read or written
  public byte[] key() {
    String kept = setting(KEY);
    if (kept != null) {
      return HexFormat.of().parseHex(kept);
    }
    byte[] made = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(made);
    transactions.write(
        "making the key of the audit log's pseudonyms",
        connection ->
            Sql.change(
                connection,
                "INSERT INTO settings (name, value) VALUES (?, ?)",
                KEY,
                HexFormat.of().formatHex(made)));
    return made;
  }

  private @Nullable String setting(String name) {
    return transactions
        .read(
            "reading the setting " + name,
            connection ->
                Sql.all(
                    connection,
                    "SELECT value FROM settings WHERE name = ?",
                    row -> row.getString(1),
                    name))
        .stream()
        .findFirst()
        .orElse(null);
  }
}
