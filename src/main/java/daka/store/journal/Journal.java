package daka.store.journal;

import daka.event.Entry;
import daka.event.HashChain;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The append-only record of everything that happened, as its readers see it: the town's
/// forwarders, the LAN's pull and the live screens. Each keeps the number it has come to, so
/// catching up after a month and following live are the same call. Safe for use by several threads.
public final class Journal {
  private final Database database;
  private final String source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private volatile long head;

  public Journal(Database database, String source, long head) {
    this.database = database;
    this.source = source;
    this.head = head;
  }

  /// The source of the entries that are written now. Those before a database was replaced have
  /// another.
  public String source() {
    return source;
  }

  /// The number of the last entry; 0 if there is none.
  public long head() {
    return head;
  }

  /// The number of the last entry that was deleted for good; 0 if none was.
  ///
  /// @throws StoreException if it cannot be read
  public long deleted() {
    return new Transactions(database)
        .read(
            "reading where the journal begins",
            connection ->
                Sql.all(
                    connection,
                    "SELECT coalesce(max(number), 0) FROM anchors WHERE reason = ?",
                    row -> row.getLong(1),
                    ChainAnchor.RETENTION))
        .getFirst();
  }

  /// Whether this number is above that of every entry. An entry that was committed a moment ago is
  /// one, even if nobody was told of it yet.
  ///
  /// @throws StoreException if it cannot be read
  public boolean isBeyondEnd(long number) {
    return number > head
        && new Transactions(database)
            .read(
                "looking for the end of the journal",
                connection ->
                    Sql.all(
                        connection,
                        "SELECT coalesce(max(number), 0) < ? FROM journal",
                        row -> row.getBoolean(1),
                        number))
            .getFirst();
  }

  /// The source of the entry of this number or, if none has it, of the nearest before it; empty if
  /// none of these is left.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<String> sourceAt(long number) {
    return new Transactions(database)
        .read(
            "reading the source of entry " + number,
            connection ->
                Optional.ofNullable(
                    Sql.first(
                        connection,
                        "SELECT json_extract(event, '$.source') FROM journal WHERE number <= ?"
                            + " ORDER BY number DESC LIMIT 1",
                        row -> row.getString(1),
                        number)));
  }

  /// When the first entry after this number was recorded, by the clock of that moment; empty if
  /// there is none, or if it does not say.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<Instant> recordedAfter(long number) {
    return new Transactions(database)
        .read(
            "reading when entry " + (number + 1) + " was recorded",
            connection ->
                Optional.ofNullable(
                    Sql.first(
                        connection,
                        "SELECT CAST(unixepoch(json_extract(event, '$.time'), 'subsec') * 1000 AS"
                            + " INTEGER) FROM journal WHERE number > ? ORDER BY number LIMIT 1",
                        row -> row.getString(1),
                        number)))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  /// The entries after this number, oldest first.
  ///
  /// @param limit how many at most
  /// @throws StoreException if the journal cannot be read
  public List<Entry> after(long number, int limit) {
    try {
      return database.read(
          connection -> {
            byte[] hashBefore =
                Sql.first(
                    connection,
                    "SELECT hash FROM journal WHERE number = ?",
                    row -> row.getBytes(1),
                    number);
            try (PreparedStatement query =
                connection.prepareStatement(
                    """
                    SELECT j.number, j.event, j.hash,
                      (SELECT hash FROM anchors WHERE number = j.number - 1)
                    FROM journal j WHERE j.number > ? ORDER BY j.number LIMIT ?\
                    """)) {
              query.setLong(1, number);
              query.setInt(2, limit);
              return entries(query, number, hashBefore);
            }
          });
    } catch (SQLException e) {
      throw new StoreException(
          "reading the journal after entry " + number + ": " + e.getMessage(), e);
    }
  }

  /// @param before the number of the entry before the first
  /// @param hashBefore its hash, or null if there is no such entry
  private static List<Entry> entries(
      PreparedStatement query, long before, byte @Nullable [] hashBefore) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    long last = before;
    byte[] lastHash = hashBefore;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        long number = rows.getLong(1);
        byte[] hash = rows.getBytes(3);
        byte[] anchor = rows.getBytes(4);
        byte[] previous = anchor == null && last == number - 1 ? lastHash : anchor;
        entries.add(new Entry(number, HashChain.publish(rows.getString(2), previous, hash)));
        last = number;
        lastHash = hash;
      }
    }
    return entries;
  }

  /// Waits until there is an entry after this number.
  ///
  /// @return whether there is one; false if the time is over first
  public boolean awaitAfter(long number, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (head <= number && left > 0) {
        left = grown.awaitNanos(left);
      }
      return head > number;
    } finally {
      lock.unlock();
    }
  }

  /// Tells those who wait that the journal has been committed up to this number.
  public void committed(long number) {
    if (number == head) {
      return;
    }
    lock.lock();
    try {
      head = number;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
