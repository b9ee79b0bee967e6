package daka.store.register;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Takes the slow hash over PINs that a version before kept by their fingerprint, which all PINs
/// there are can be tried against in a moment. Each is a transaction of its own, and is hashed
/// outside of it, so no tap waits; one that was not reached is taken over at the next start, and is
/// found meanwhile.
public final class SlowPins {
  private record Fast(long card, String fingerprint) {}

  private final Database database;
  private final Transactions transactions;
  private final SlowHash hash;

  public SlowPins(Database database, CardDigests fingerprints) {
    this.database = database;
    this.transactions = new Transactions(database);
    this.hash = new SlowHash(fingerprints);
  }

  /// Takes over what there is. Where there is nothing, nothing is loaded for it.
  ///
  /// @param goOn asked before each
  /// @return how many were taken over
  /// @throws StoreException if the database cannot be read or written
  public int takeOver(BooleanSupplier goOn) {
    int done = 0;
    for (Fast pin : fast()) {
      if (!goOn.getAsBoolean()) {
        break;
      }
      done += replace(pin, hash.ofPin(pin.fingerprint()));
    }
    if (done > 0) {
      forget();
    }
    return done;
  }

  /// The fast ones are overwritten in the file, and must not stay in the log either.
  private void forget() {
    try {
      database.emptyLog();
    } catch (SQLException e) {
      throw new StoreException("emptying the log of fast hashes: " + e.getMessage(), e);
    }
  }

  private List<Fast> fast() {
    return transactions.read(
        "looking for PINs with a fast hash",
        connection ->
            Sql.all(
                connection,
                "SELECT id, fingerprint FROM cards WHERE kind = ? AND instr(fingerprint, ':') = 0",
                row -> new Fast(row.getLong(1), row.getString(2)),
                CardKind.PIN.wireName()));
  }

  private int replace(Fast pin, String slow) {
    return transactions.write(
        "taking a slow hash over PIN " + pin.card(),
        connection ->
            Sql.change(
                connection,
                "UPDATE cards SET fingerprint = ? WHERE id = ? AND fingerprint = ?",
                slow,
                pin.card(),
                pin.fingerprint()));
  }
}
