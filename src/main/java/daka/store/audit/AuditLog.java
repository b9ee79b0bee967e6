package daka.store.audit;

import daka.event.Entry;
import daka.event.HashChain;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.SqlWork;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import daka.store.journal.EventWriter;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The audit log. Its end is read in the transaction that appends, so commands beside a running
/// kiosk append to it too. Safe for use by several threads.
public final class AuditLog {
  /// The action that tells that the entries up to `about` were deleted for good.
  public static final String DELETED = "audit.deleted";

  /// The action that tells that entries before `about` were lost with a damaged database.
  public static final String LOST = "audit.lost";

  /// What the hash of the first entry goes on from.
  static final byte[] BEGIN = new byte[32];

  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ScopedValue<Deed> CORRECTION = ScopedValue.newInstance();

  private final Transactions transactions;

  public AuditLog(Database database) {
    this.transactions = new Transactions(database);
  }

  /// The end of the log.
  record Head(long number, byte[] hash) {
    static Head of(Connection connection) throws SQLException {
      Head last =
          Sql.first(
              connection,
              "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1",
              row -> new Head(row.getLong(1), row.getBytes(2)));
      return last == null ? new Head(0, BEGIN) : last;
    }
  }

  /// Appends an entry in the transaction of what it tells, on behalf of the current [Asker].
  ///
  /// @return its number
  public static long append(Connection connection, Deed deed) throws SQLException {
    return append(connection, Head.of(connection), 1, deed);
  }

  /// An entry of the log, by its number and its hash.
  public record Found(long number, byte[] hash) {}

  /// Appends that entries were lost with a damaged database, or may have been.
  ///
  /// @param step how far above the end its number is
  /// @param after the entry after the gap, which is taken on trust; null if the end is lost
  public static void appendLoss(Connection connection, long step, @Nullable Found after)
      throws SQLException {
    Deed deed = Deed.of(LOST);
    append(
        connection,
        Head.of(connection),
        step,
        after == null
            ? deed
            : deed.about(after.number()).sha256(HexFormat.of().formatHex(after.hash())));
  }

  /// Whether an entry of the log tells that those before this one are gone.
  ///
  /// @param first whether it is the first one that is left
  public static boolean tellsOfGap(Connection connection, boolean first, Found after)
      throws SQLException {
    String lost = "%\"about\":" + after.number() + ",%\"action\":\"" + LOST + "\"%";
    String deleted = "%\"about\":" + (after.number() - 1) + ",%\"action\":\"" + DELETED + "\"%";
    return Sql.first(
            connection,
            "SELECT 1 FROM audit WHERE number > ? AND (entry LIKE ? OR (? AND entry LIKE ?))",
            row -> row.getInt(1),
            after.number(),
            lost,
            first,
            deleted)
        != null;
  }

  /// @param step how far above the end its number is
  private static long append(Connection connection, Head head, long step, Deed deed)
      throws SQLException {
    Asker asker = Asker.current();
    Instant at = asker.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    long number = head.number() + step;
    String reason = deed.reason() == null ? null : keep(connection, number, deed.reason());
    String entry = AuditText.write(number, at, asker, deed, reason);
    Sql.change(
        connection,
        "INSERT INTO audit (number, at, entry, hash) VALUES (?, ?, ?, ?)",
        number,
        at.toEpochMilli(),
        entry,
        HashChain.next(head.hash(), entry));
    return number;
  }

  private static String keep(Connection connection, long number, String reason)
      throws SQLException {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Sql.change(
        connection,
        "INSERT INTO audit_reasons (number, salt, reason) VALUES (?, ?, ?)",
        number,
        salt,
        reason);
    return reasonHash(salt, reason);
  }

  /// What an entry has of its reason: SHA-256 over the salt and the words as UTF-8, in hexadecimal
  /// digits.
  public static String reasonHash(byte[] salt, String reason) {
    return HexFormat.of().formatHex(HashChain.next(salt, reason));
  }

  /// Appends an entry in a transaction of its own, for what changes nothing in the store.
  ///
  /// @return its number, once it is durable
  /// @throws StoreException if it cannot be written
  public long note(Deed deed) {
    return transactions.write("writing the audit log", connection -> append(connection, deed));
  }

  /// The same for what must not wait for a disk that is full, such as a staff card that opens the
  /// board: that it cannot be noted is logged.
  public void noteIfPossible(Deed deed) {
    try {
      note(deed);
    } catch (StoreException e) {
      Logger.warn("{} is not in the audit log: {}", deed.action(), e.getMessage());
    }
  }

  /// Corrects a visit, and has the ledger append this deed in the same transaction if anything was
  /// changed; see [#appendCorrection].
  public static <T, X extends Throwable> T correcting(
      Deed deed, ScopedValue.CallableOp<T, X> correction) throws X {
    return ScopedValue.where(CORRECTION, deed).call(correction);
  }

  /// Whether the thread is within [#correcting].
  public static boolean isCorrecting() {
    return CORRECTION.isBound();
  }

  /// Appends the deed of [#correcting].
  ///
  /// @param visit the id of the visit that was begun by it, or null if none was
  public static void appendCorrection(Connection connection, @Nullable Long visit)
      throws SQLException {
    append(connection, CORRECTION.get().id(visit == null ? null : visit.toString()));
  }

  <T> T read(SqlWork<T> work) {
    return transactions.read("reading the audit log", work);
  }

  /// The number of the last entry; 0 if there is none.
  ///
  /// @throws StoreException if it cannot be read
  public long head() {
    return read(connection -> Head.of(connection).number());
  }

  /// How far the log has come, for the journal to tell.
  ///
  /// @throws StoreException if it cannot be read
  public AuditReport report() {
    return read(
        connection -> {
          Head head = Head.of(connection);
          return new AuditReport(head.number(), HexFormat.of().formatHex(head.hash()));
        });
  }

  /// The entries after this number, oldest first, as others get them: with their hashes, and where
  /// there is one the reason.
  ///
  /// @param limit how many at most
  /// @throws StoreException if they cannot be read
  public List<Entry> after(long number, int limit) {
    return read(
        connection ->
            Sql.all(
                connection,
                """
                SELECT a.number, a.entry, a.hash, b.number, b.hash, r.salt, r.reason,
                  (SELECT json_extract(d.entry, '$.sha256') FROM audit d
                   WHERE a.number > 1 AND b.number IS NULL AND instr(d.entry, '"action":"audit.deleted"')
                     AND json_extract(d.entry, '$.about') = a.number - 1)
                FROM audit a
                LEFT JOIN audit b ON b.number =
                  (SELECT max(number) FROM audit c WHERE c.number < a.number)
                LEFT JOIN audit_reasons r ON r.number = a.number
                WHERE a.number > ? ORDER BY a.number LIMIT ?\
                """,
                AuditLog::published,
                number,
                limit));
  }

  /// What the chain does not cover has a name that begins with `hash`; see [HashChain].
  private static Entry published(ResultSet row) throws SQLException {
    long number = row.getLong(1);
    String entry = row.getString(2);
    String published = HashChain.publish(entry, before(row, number, entry), row.getBytes(3));
    byte[] salt = row.getBytes(6);
    if (salt == null) {
      return new Entry(number, published);
    }
    StringBuilder json = new StringBuilder(published);
    json.setLength(json.length() - 1);
    json.append(",\"hashsalt\":\"").append(HexFormat.of().formatHex(salt));
    json.append("\",\"hashreason\":");
    EventWriter.string(json, row.getString(7));
    return new Entry(number, json.append('}').toString());
  }

  /// What the entry goes on from; null if that is lost.
  private static byte @Nullable [] before(ResultSet row, long number, String entry)
      throws SQLException {
    if (number == 1) {
      return BEGIN;
    }
    if (row.getLong(4) == number - 1 || isOf(LOST, entry)) {
      return row.getBytes(5);
    }
    String deleted = row.getString(8);
    return deleted == null ? null : HexFormat.of().parseHex(deleted);
  }

  /// Whether an entry is of this action, by its text alone.
  public static boolean isOf(String action, String entry) {
    return entry.contains("\"action\":\"" + action + "\"");
  }
}
