package daka.store.audit;

import daka.store.file.Database;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import daka.store.journal.Cursors;
import daka.store.journal.Cursors.SetAside;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What somebody decides of the entries that a receiver refused for good, with its audit. Safe for
/// use by several threads.
public final class SetAsideDeeds {
  private final Transactions transactions;

  public SetAsideDeeds(Database database) {
    this.transactions = new Transactions(database);
  }

  /// What came of a decision.
  public sealed interface Outcome {
    /// Noted.
    record Done() implements Outcome {}

    /// The entry does not stand aside, or not any more.
    record Nothing() implements Outcome {}

    /// Nothing was done, since what the receiver said of the entry is not what was seen, but this.
    record Stale(SetAside now) implements Outcome {}
  }

  /// Notes in the audit log that an entry that stands aside is to be sent once more.
  ///
  /// @param seen whether the entry is as whoever decides has seen it
  /// @throws StoreException if it cannot be written
  public Outcome noteAgain(String cursor, long number, Predicate<SetAside> seen) {
    return transactions.write(
        "noting that entry " + number + " is sent again",
        connection -> {
          Outcome outcome = seen(Cursors.find(connection, cursor, number), seen);
          if (outcome instanceof Outcome.Done) {
            AuditLog.append(connection, Deed.of("event.sent-again").id(cursor + "/" + number));
          }
          return outcome;
        });
  }

  /// Gives an entry up that stands aside, and tells it in the audit log.
  ///
  /// @param seen whether the entry is as whoever decides has seen it
  /// @throws StoreException if it cannot be written
  public Outcome giveUp(String cursor, long number, Predicate<SetAside> seen) {
    return transactions.write(
        "giving up entry " + number,
        connection -> {
          Outcome outcome = seen(Cursors.find(connection, cursor, number), seen);
          if (outcome instanceof Outcome.Done) {
            Cursors.delete(connection, cursor, number);
            AuditLog.append(connection, Deed.of("event.given-up").id(cursor + "/" + number));
          }
          return outcome;
        });
  }

  private static Outcome seen(@Nullable SetAside now, Predicate<SetAside> seen) {
    if (now == null) {
      return new Outcome.Nothing();
    }
    return seen.test(now) ? new Outcome.Done() : new Outcome.Stale(now);
  }
}
