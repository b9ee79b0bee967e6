package daka.store.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
  private final ReentrantLock register = new ReentrantLock(true);
  private final Writer writer;
  private final BlockingQueue<Connection> idleReaders = new LinkedBlockingQueue<>(IDLE_READERS);
  private final HeadMark mark;
  private final AtomicLong commits = new AtomicLong();
  private final Semaphore rush = new Semaphore(0);
  private volatile boolean closed;

  private Database(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
    this.mark = new HeadMark(file.resolveSibling(""));
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
  public static Database openFile(Path folder) throws SQLException {
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
  public static Connection connect(Path file, boolean readOnly) throws SQLException {
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

  /// Does what must be alone in adding to the register, between transactions too. Others who add to
  /// it wait until it is done; taps do not.
  public <T> T changingRegister(Supplier<T> work) {
    register.lock();
    try {
      return work.get();
    } finally {
      register.unlock();
    }
  }

  /// Runs `work` in one transaction and commits it durably. If it throws, nothing was written.
  ///
  /// @throws SQLNonTransientConnectionException if the database is closed
  public <T> T write(SqlWork<T> work) throws SQLException {
    return write(work, Function.identity());
  }

  /// The same, and runs `then` after the commit and before the next transaction begins.
  public <T, R> R write(SqlWork<T> work, Function<T, R> then) throws SQLException {
    writing.lock();
    try {
      requireOpen();
      T result = writer.transact(work);
      if (commits.incrementAndGet() % RUSH == 0) {
        rush.release();
      }
      return then.apply(result);
    } finally {
      writing.unlock();
    }
  }

  /// Waits for its turn as a write does, and reads once on the connection that writes.
  ///
  /// @throws StoreException if that connection cannot read
  /// @throws InterruptedException if the thread is interrupted while it waits
  public void takeTurn() throws InterruptedException {
    writing.lockInterruptibly();
    try {
      requireOpen();
      writer.look();
    } catch (SQLException e) {
      throw new StoreException("reading " + file + ": " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  private void requireOpen() throws SQLNonTransientConnectionException {
    if (closed) {
      throw new SQLNonTransientConnectionException(file + " is closed");
    }
  }

  /// Notes beside the database how far the journal is committed. To be called by the `then` of
  /// [#write].
  public void journalAt(long number) {
    mark.set(number);
  }

  /// Makes the map beside the database true; see [TableMap].
  ///
  /// @param source of new entries, or null if it is not known yet
  public void keepMap(@Nullable String source) throws SQLException {
    Path folder = file.resolveSibling("");
    read(
        connection -> {
          TableMap.keep(folder, connection, source);
          return folder;
        });
  }

  /// Runs `work` on one snapshot of the database.
  ///
  /// @throws SQLNonTransientConnectionException if the database is closed
  public <T> T read(SqlWork<T> work) throws SQLException {
    requireOpen();
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
      if (closed) {
        closeIdleReaders();
      }
    }
  }

  private void closeIdleReaders() throws SQLException {
    for (Connection reader = idleReaders.poll(); reader != null; reader = idleReaders.poll()) {
      reader.close();
    }
  }

  /// How many transactions were committed since the database was opened.
  public long commits() {
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
  public boolean checkpoint(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet done = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return done.next() && done.getInt(2) == done.getInt(3);
    }
  }

  /// Moves all of the log into the file and empties it, so that nothing is left in it of what was
  /// deleted.
  ///
  /// @return whether that is done; false if somebody is reading
  public boolean emptyLog() throws SQLException {
    requireOpen();
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

  /// Waits for the transaction under way, then closes all connections; one that is reading is
  /// closed when it has read. Nothing is written or read from then on.
  ///
  /// @throws StoreException if one cannot be closed; nothing that was committed is lost by that
  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      closeIdleReaders();
      writer.close();
      mark.close();
    } catch (SQLException e) {
      throw new StoreException("closing " + file + ": " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }
}
