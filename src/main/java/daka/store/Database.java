package daka.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// The one SQLite file of a kiosk: one connection that writes, and as many that read as are
/// reading.
///
/// A write is durable when [#write] returns: the log is synced to the disk with every commit.
/// Readers see the last commit as of when they began, and neither wait for the writer nor make it
/// wait. Safe for use by several threads.
public final class Database implements AutoCloseable {
  /// The name of the file in the data folder.
  public static final String FILE = "daka.db";

  private static final int IDLE_READERS = 4;

  /// How long taps may wait for a reader while the log is emptied.
  private static final int PATIENCE_MILLIS = 200;

  /// After so many commits the log may have grown large.
  static final int RUSH = 50;

  /// Holds the cards of some ten thousand residents, so that a tap does not wait for the disk to be
  /// read.
  private static final int CACHE_KIB = 16 * 1024;

  private final Path file;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final Writer writer;
  private final BlockingQueue<Connection> idleReaders = new LinkedBlockingQueue<>(IDLE_READERS);
  private final AtomicLong commits = new AtomicLong();
  private final Semaphore rush = new Semaphore(0);

  private Database(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /// Opens the database in this folder, or makes it, and brings its schema up to date.
  ///
  /// @throws StoreException if it cannot be opened, is damaged, or was made by a newer version
  public static Database open(Path folder) {
    try {
      return openFile(folder);
    } catch (SQLException e) {
      throw new StoreException("opening " + folder.resolve(FILE) + ": " + e.getMessage(), e);
    }
  }

  /// The same, and leaves it to the caller to tell what went wrong.
  static Database openFile(Path folder) throws SQLException {
    Path file = folder.resolve(FILE);
    Connection connection = connect(file, false);
    try {
      Writer writer = new Writer(connection);
      Migrations.apply(writer);
      Database database = new Database(file, writer);
      writer.transact(_ -> database.claimLogSpace());
      return database;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private boolean claimLogSpace() {
    LogSpace.claim(log());
    return true;
  }

  /// The file of the write-ahead log.
  Path log() {
    return file.resolveSibling(FILE + "-wal");
  }

  /// A connection with the settings all of ours have: in auto-commit mode if it writes, else within
  /// a transaction that begins with the first query.
  ///
  /// The checkpoint is left to [Checkpoints], so that no tap waits for it. Generated keys are off
  /// because the driver asks for them with a hidden query after each insert.
  static Connection connect(Path file, boolean readOnly) throws SQLException {
    NativeLibrary.find();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(5_000);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "on");
    config.setCacheSize(-CACHE_KIB);
    if (readOnly) {
      config.setReadOnly(true);
    } else {
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(SynchronousMode.FULL);
    }
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      if (!readOnly) {
        statement.execute("PRAGMA wal_autocheckpoint = 0");
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    connection.setAutoCommit(!readOnly);
    return connection;
  }

  /// Runs `work` in one transaction and commits it durably. If it throws, nothing was written.
  <T> T write(SqlWork<T> work) throws SQLException {
    return write(work, Function.identity());
  }

  /// The same, and runs `then` after the commit and before the next transaction begins.
  <T, R> R write(SqlWork<T> work, Function<T, R> then) throws SQLException {
    writing.lock();
    try {
      T result = writer.transact(work);
      if (commits.incrementAndGet() % RUSH == 0) {
        rush.release();
      }
      return then.apply(result);
    } finally {
      writing.unlock();
    }
  }

  /// Runs `work` on one snapshot of the database.
  <T> T read(SqlWork<T> work) throws SQLException {
    Connection idle = idleReaders.poll();
    Connection reader = idle == null ? connect(file, true) : idle;
    boolean reusable = false;
    try {
      T result = work.on(reader);
      reader.rollback();
      reusable = true;
      return result;
    } finally {
      if (!reusable || !idleReaders.offer(reader)) {
        reader.close();
      }
    }
  }

  /// How many transactions were committed since the database was opened.
  long commits() {
    return commits.get();
  }

  /// Waits until many transactions have been committed, or for so long.
  void awaitRush(Duration atMost) throws InterruptedException {
    if (rush.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      rush.drainPermits();
    }
  }

  /// The database file.
  public Path file() {
    return file;
  }

  /// Moves what it can of the log into the file, without making anybody wait.
  ///
  /// @return whether all of it was moved, so that the next write begins the log anew
  boolean checkpoint(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet done = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return done.next() && done.getInt(2) == done.getInt(3);
    }
  }

  /// Moves all of the log into the file and empties it, so that nothing is left in it of what was
  /// deleted.
  ///
  /// @return whether that is done; false if somebody is reading
  boolean emptyLog() throws SQLException {
    writing.lock();
    try (Connection connection = connect(file, false);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
      boolean done;
      try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        done = row.next() && row.getInt(1) == 0;
      }
      writer.transact(_ -> claimLogSpace());
      return done;
    } finally {
      writing.unlock();
    }
  }

  /// Waits for the transaction under way, then closes all connections that are not reading.
  ///
  /// @throws StoreException if one cannot be closed; nothing that was committed is lost by that
  @Override
  public void close() {
    writing.lock();
    try {
      for (Connection reader = idleReaders.poll(); reader != null; reader = idleReaders.poll()) {
        reader.close();
      }
      writer.close();
    } catch (SQLException e) {
      throw new StoreException("closing " + file + ": " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }
}
