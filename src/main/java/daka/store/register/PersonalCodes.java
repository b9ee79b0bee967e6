package daka.store.register;

import daka.checkin.CardDigest;
import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The four digits that a resident types after a number, in a centre that wants them. Kept by a
/// slow hash; after [#MOST_WRONG] wrong ones in a row the code is good no more until staff set it
/// anew. Safe for use by several threads.
public final class PersonalCodes {
  /// So many wrong codes in a row end a code.
  static final int MOST_WRONG = 10;

  private static final long NOBODY = 0;

  private record Kept(long resident, String hash, int wrong) {}

  private final Transactions transactions;
  private final CardDigests fingerprints;
  private final SlowHash hash;

  public PersonalCodes(Database database, CardDigests fingerprints) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
    this.hash = new SlowHash(fingerprints);
  }

  /// Whether this is the code of whoever has this number. A number that nobody has, and somebody
  /// who has no code, take as long as a wrong code. Counts wrong ones.
  ///
  /// @throws StoreException if the register cannot be read or written
  public boolean isRight(CardKind kind, String number, String code) {
    Kept kept = find(fingerprints.of(new Scan.Presented.Payload(kind, number)));
    String typed = hash.ofCode(kept == null ? NOBODY : kept.resident(), code);
    if (kept == null) {
      return false;
    }
    boolean same =
        MessageDigest.isEqual(
            typed.getBytes(StandardCharsets.US_ASCII),
            kept.hash().getBytes(StandardCharsets.US_ASCII));
    boolean right = same && kept.wrong() < MOST_WRONG;
    if (!right || kept.wrong() > 0) {
      count(kept.resident(), right);
    }
    return right;
  }

  private @Nullable Kept find(List<CardDigest> cards) {
    return transactions
        .read("looking up a personal code", connection -> find(connection, cards))
        .orElse(null);
  }

  private static Optional<Kept> find(Connection connection, List<CardDigest> cards)
      throws SQLException {
    for (CardDigest card : cards) {
      Kept kept =
          Sql.first(
              connection,
              "SELECT codes.resident, hash, wrong FROM cards JOIN codes USING (resident)"
                  + " WHERE fingerprint = ?",
              row -> new Kept(row.getLong(1), row.getString(2), row.getInt(3)),
              card.hex());
      if (kept != null) {
        return Optional.of(kept);
      }
    }
    return Optional.empty();
  }

  private void count(long resident, boolean right) {
    transactions.write(
        "counting a personal code of resident " + resident,
        connection -> {
          int rows =
              Sql.change(
                  connection,
                  "UPDATE codes SET wrong = iif(?, 0, wrong + 1) WHERE resident = ?",
                  right,
                  resident);
          boolean ended =
              Sql.first(
                      connection,
                      "SELECT 1 FROM codes WHERE resident = ? AND wrong = ?",
                      row -> row.getInt(1),
                      resident,
                      MOST_WRONG)
                  != null;
          return audited(connection, "code.locked", resident, ended ? rows : 0);
        });
  }

  /// Gives a resident a code in place of any other.
  ///
  /// @param code four digits
  /// @return false if there is no such resident
  /// @throws StoreException if it cannot be written
  public boolean set(long resident, String code) {
    String kept = hash.ofCode(resident, code);
    return transactions.write(
            "giving resident " + resident + " a code",
            connection ->
                audited(
                    connection,
                    "code.set",
                    resident,
                    Sql.change(
                        connection,
                        "INSERT OR REPLACE INTO codes (resident, hash)"
                            + " SELECT id, ? FROM residents WHERE id = ?",
                        kept,
                        resident)))
        == 1;
  }

  /// Takes a resident's code away.
  ///
  /// @return false if there was none
  /// @throws StoreException if it cannot be written
  public boolean clear(long resident) {
    return transactions.write(
            "taking the code of resident " + resident,
            connection ->
                audited(
                    connection,
                    "code.cleared",
                    resident,
                    Sql.change(connection, "DELETE FROM codes WHERE resident = ?", resident)))
        == 1;
  }

  private static int audited(Connection connection, String action, long resident, int rows)
      throws SQLException {
    if (rows > 0) {
      AuditLog.append(connection, Deed.of(action).id(resident));
    }
    return rows;
  }

  /// Whether a resident has a code that is good.
  ///
  /// @throws StoreException if it cannot be read
  public boolean has(long resident) {
    return transactions.read(
        "looking for a code of resident " + resident,
        connection ->
            Sql.first(
                    connection,
                    "SELECT 1 FROM codes WHERE resident = ? AND wrong < ?",
                    row -> row.getInt(1),
                    resident,
                    MOST_WRONG)
                != null);
  }
}
