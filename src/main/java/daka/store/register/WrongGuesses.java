package daka.store.register;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Wrong guesses at the kiosk's keypads, kept over a restart. Safe for use by several threads.
public final class WrongGuesses {
  private final Transactions transactions;

  public WrongGuesses(Database database) {
    this.transactions = new Transactions(database);
  }

  /// How long ago the guesses were made that are kept, in the order they were made. One that seems
  /// to be made in the future, because the clock was set back, was made just now.
  ///
  /// @throws StoreException if they cannot be read
  public List<Duration> ages(String keypad, Instant now) {
    return transactions.read(
        "reading the wrong guesses at " + keypad,
        connection ->
            Sql.all(
                connection,
                "SELECT at FROM guesses WHERE keypad = ? ORDER BY id",
                row -> Duration.ofMillis(Math.max(0, now.toEpochMilli() - row.getLong(1))),
                keypad));
  }

  /// Keeps one more, and forgets those before the latest few.
  ///
  /// @param keep how many are kept
  /// @throws StoreException if it cannot be written
  public void add(String keypad, Instant now, int keep) {
    transactions.write(
        "keeping a wrong guess at " + keypad,
        connection -> {
          Sql.change(
              connection,
              "INSERT INTO guesses (keypad, at) VALUES (?, ?)",
              keypad,
              now.toEpochMilli());
          return Sql.change(
              connection,
              "DELETE FROM guesses WHERE keypad = ?1 AND id NOT IN"
                  + " (SELECT id FROM guesses WHERE keypad = ?1 ORDER BY id DESC LIMIT ?2)",
              keypad,
              keep);
        });
  }

  /// Forgets all of a keypad.
  ///
  /// @throws StoreException if it cannot be written
  public void forgive(String keypad) {
    transactions.write(
        "forgiving wrong guesses at " + keypad,
        connection -> Sql.change(connection, "DELETE FROM guesses WHERE keypad = ?", keypad));
  }
}
