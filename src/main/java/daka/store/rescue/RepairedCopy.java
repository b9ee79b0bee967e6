package daka.store.rescue;

import daka.store.file.Sql;
import daka.store.file.TableMap;
import daka.store.proof.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// A copy of a database that has lost what its tables are and where, or all of its pages but those
/// in the log. It is given a new first page and the schema that a [TableMap] tells; should that not
/// be true of it, what is read by it does not pass the checks that follow.
///
/// SQLite itself writes the schema, into pages that it appends: the new first page knows of no free
/// ones, so none that may have rows is written over. The pages of the schema there was are left
/// where they are.
final class RepairedCopy {
  /// The size of a page: SQLite's own choice, which a database with a log cannot change.
  static final int PAGE = 4096;

  private static final byte WITHOUT_LOG = 1;
  private static final byte WITH_LOG = 2;

  private final Path file;
  private final long pages;

  private RepairedCopy(Path file, long pages) {
    this.file = file;
    this.pages = pages;
  }

  /// Copies a database together with its log, which becomes part of it as far as it is whole.
  static RepairedCopy make(Path damaged, Replacement replacement) throws SQLException, IOException {
    Path copy = replacement.copy();
    Path log = Path.of(damaged + "-wal");
    if (Files.exists(damaged)) {
      Files.copy(damaged, copy, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.write(copy, new byte[0]);
    }
    writeFirstPage(copy, Math.max(1, wholePages(copy)), 0, WITH_LOG);
    if (Files.exists(log) && Files.size(log) > 0) {
      Files.copy(log, Path.of(copy + "-wal"), StandardCopyOption.REPLACE_EXISTING);
      takeInLog(copy);
    }
    return new RepairedCopy(copy, Math.max(1, wholePages(copy)));
  }

  private static long wholePages(Path file) throws IOException {
    return (Files.size(file) + PAGE - 1) / PAGE;
  }

  /// The schema may not be readable, and need not be for this.
  private static void takeInLog(Path copy) throws SQLException, IOException {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA writable_schema = ON");
      statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)").close();
    } catch (SQLException e) {
      if (!Damage.isMeantBy(e)) {
        throw e;
      }
      // A log that is no log: there is nothing in it to take in.
    }
    for (String suffix : new String[] {"-wal", "-shm"}) {
      Files.deleteIfExists(Path.of(copy + suffix));
    }
  }

  /// Makes the copy one that has the tables and indexes of this map, and nothing of a map before.
  ///
  /// A file that is too short for a table is filled up with zeros: a schema that names tables
  /// beyond the end could not be read at all.
  void mapBy(TableMap map) throws SQLException, IOException {
    long most = map.objects().stream().mapToLong(TableMap.Item::root).max().orElse(0);
    long all = Math.max(pages, most);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(pages * PAGE);
      if (channel.size() < all * PAGE) {
        channel.write(ByteBuffer.allocate(1), all * PAGE - 1);
      }
    }
    writeFirstPage(file, all, map.version(), WITHOUT_LOG);
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.MEMORY);
    config.setSynchronous(SynchronousMode.OFF);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA writable_schema = ON");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)"
                  + " VALUES (?, ?, ?, ?, nullif(?, ''))")) {
        for (TableMap.Item item : map.objects()) {
          if (item.root() > 0 && !item.name().startsWith("sqlite_stat")) {
            Sql.change(insert, item.type(), item.name(), item.table(), item.root(), item.sql());
          }
        }
      }
      connection.commit();
    }
  }

  /// See "The Database Header" and "B-tree Pages" in SQLite's file format: a database of so many
  /// pages without a table and without free pages.
  private static void writeFirstPage(Path file, long pages, int version, byte log)
      throws IOException {
    ByteBuffer page = ByteBuffer.allocate(PAGE).order(ByteOrder.BIG_ENDIAN);
    page.put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII));
    page.putShort((short) PAGE).put(log).put(log).put((byte) 0);
    page.put((byte) 64).put((byte) 32).put((byte) 32);
    page.putInt(24, 1).putInt(28, (int) pages);
    page.putInt(40, 1).putInt(44, 4);
    page.putInt(56, 1).putInt(60, version);
    page.putInt(92, 1).putInt(96, 3_045_000);
    page.put(100, (byte) 13).putShort(105, (short) PAGE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(page.clear(), 0);
      if (channel.size() < pages * PAGE) {
        channel.write(ByteBuffer.allocate(1), pages * PAGE - 1);
      }
    }
  }

  Path file() {
    return file;
  }
}
