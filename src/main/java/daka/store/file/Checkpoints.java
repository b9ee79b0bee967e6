package daka.store.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.tinylog.Logger;

/// Moves the write-ahead log into the database file from a thread of its own, so that no tap waits
/// for it: after a rush, or when nothing was written for a while. The log file is overwritten from
/// its start then, which is faster than growing it, and costs an SD card less.
public final class Checkpoints implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final int TURNS = 3;

  private final Database database;
  private final Connection connection;
  private final Thread thread;
  private volatile boolean stopped;
  private long seen;
  private long done;

  /// @throws StoreException if the database cannot be opened a second time
  public Checkpoints(Database database) {
    this.database = database;
    try {
      this.connection = Database.connect(database.file(), false);
    } catch (SQLException e) {
      throw new StoreException("opening " + database.file() + ": " + e.getMessage(), e);
    }
    thread = Thread.ofPlatform().name("store-checkpoint").daemon().start(this::run);
  }

  private void run() {
    try {
      while (!stopped) {
        database.awaitRush(PERIOD);
        tick();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try {
      long commits = database.commits();
      boolean quiet = commits == seen;
      seen = commits;
      if (commits != done && (quiet || commits - done >= Database.RUSH)) {
        checkpoint();
        done = commits;
      }
    } catch (SQLException | RuntimeException e) {
      Logger.warn(
          "could not move the log of {} into it, trying again: {}",
          database.file(),
          e.getMessage());
    }
  }

  /// What is written meanwhile keeps the log from beginning anew, so it is moved in another turn.
  private void checkpoint() throws SQLException {
    for (int turn = 0; turn < TURNS && !database.checkpoint(connection); turn++) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("closing " + database.file() + ": " + e.getMessage(), e);
    }
  }
}
