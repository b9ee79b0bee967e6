package daka.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/// Moves the write-ahead log into the database file from a thread of its own, so that no tap waits
/// for it: when the log is large, or when nothing was written for a while. The log file is
/// overwritten from its start then, which is faster than growing it, and costs an SD card less.
public final class Checkpoints implements AutoCloseable {
  private static final long PERIOD_SECONDS = 5;
  private static final long LARGE_BYTES = 4 << 20;

  private final Database database;
  private final Path log;
  private final Connection connection;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private long seen;
  private long done;

  /// @throws StoreException if the database cannot be opened a second time
  public Checkpoints(Database database) {
    this.database = database;
    this.log = database.file().resolveSibling(Database.FILE + "-wal");
    try {
      this.connection = Database.connect(database.file(), false);
    } catch (SQLException e) {
      throw new StoreException("opening " + database.file() + ": " + e.getMessage(), e);
    }
    thread = Thread.ofPlatform().name("store-checkpoint").daemon().start(this::run);
  }

  private void run() {
    try {
      while (!stop.await(PERIOD_SECONDS, TimeUnit.SECONDS)) {
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
      if (commits != done && (quiet || Files.size(log) > LARGE_BYTES)) {
        database.checkpoint(connection);
        done = commits;
      }
    } catch (IOException | SQLException | RuntimeException e) {
      Logger.warn(
          "could not move the log {} into the database, trying again: {}", log, e.getMessage());
    }
  }

  @Override
  public void close() {
    stop.countDown();
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
