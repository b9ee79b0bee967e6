package daka.store.register;

import daka.checkin.CardDigest;
import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.SqlWork;
import daka.store.file.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The four digits that a resident types after a number, in a centre that wants them. Kept by a
/// slow hash; after [#MOST_WRONG] wrong ones in a row the code is good no more until staff set it
/// anew. Safe for use by several threads.
public final class PersonalCodes {
  /// So many wrong codes in a row end a code.
  static final int MOST_WRONG = 10;

  private static final long NOBODY = 0;

  /// What is known of somebody's code.
  ///
  /// @param set whether there is one that is good
  /// @param revision tells codes that were given one after the other apart; null if there is none
  public record Standing(boolean set, @Nullable Long revision) {
    static final Standing NONE = new Standing(false, null);
  }

  /// What came of a change.
  public sealed interface Outcome {
    /// Done; how it stands now.
    record Done(Standing now) implements Outcome {}

    /// There is no such resident, or no code to take away.
    record Nothing() implements Outcome {}

    /// Nothing was done, since it is not as it was seen, but this.
    record Stale(Standing now) implements Outcome {}
  }

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
  /// @param seen whether what is known of the code is still as whoever gives this one has seen it
  /// @throws StoreException if it cannot be written
  public Outcome set(long resident, String code, Predicate<Standing> seen) {
    String kept = hash.ofCode(resident, code);
    return change(
        "giving resident " + resident + " a code",
        "code.set",
        resident,
        seen,
        connection ->
            Sql.change(
                connection,
                "INSERT OR REPLACE INTO codes (resident, hash, revision)"
                    + " SELECT id, ?, random() FROM residents WHERE id = ?",
                kept,
                resident));
  }

  /// Takes a resident's code away.
  ///
  /// @param seen whether what is known of the code is still as whoever takes it has seen it
  /// @throws StoreException if it cannot be written
  public Outcome clear(long resident, Predicate<Standing> seen) {
    return change(
        "taking the code of resident " + resident,
        "code.cleared",
        resident,
        seen,
        connection -> Sql.change(connection, "DELETE FROM codes WHERE resident = ?", resident));
  }

  private Outcome change(
      String doing,
      String action,
      long resident,
      Predicate<Standing> seen,
      SqlWork<Integer> change) {
    return transactions.write(
        doing,
        connection -> {
          Standing before = standing(connection, resident);
          if (!seen.test(before)) {
            return new Outcome.Stale(before);
          }
          return audited(connection, action, resident, change.on(connection)) == 1
              ? new Outcome.Done(standing(connection, resident))
              : new Outcome.Nothing();
        });
  }

  private static int audited(Connection connection, String action, long resident, int rows)
      throws SQLException {
    if (rows > 0) {
      AuditLog.append(connection, Deed.of(action).id(resident));
    }
    return rows;
  }

  /// What is known of a resident's code.
  ///
  /// @throws StoreException if it cannot be read
  public Standing standing(long resident) {
    return transactions.read(
        "looking for a code of resident " + resident, connection -> standing(connection, resident));
  }

  private static Standing standing(Connection connection, long resident) throws SQLException {
    Standing kept =
        Sql.first(
            connection,
            "SELECT wrong < ?, revision FROM codes WHERE resident = ?",
            row -> new Standing(row.getBoolean(1), row.getLong(2)),
            MOST_WRONG,
            resident);
    return kept == null ? Standing.NONE : kept;
  }
}
