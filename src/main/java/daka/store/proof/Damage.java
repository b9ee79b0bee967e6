package daka.store.proof;

import daka.event.Contradiction;
import daka.health.Progress;
import daka.store.file.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Tells a database that is damaged from one that cannot be opened for another reason, such as a
/// full disk or a lack of permission. Cheap also for a huge file: only a small one is read as a
/// whole, unless it was under suspicion when the kiosk ran last.
public final class Damage {
  private static final long SMALL_BYTES = 16 << 20;
  private static final int ENTRIES = 100;
  private static final String SUSPICION = "daka.suspect";
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final Set<SQLiteErrorCode> CODES =
      Set.of(
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_CORRUPT_INDEX,
          SQLiteErrorCode.SQLITE_CORRUPT_SEQUENCE,
          SQLiteErrorCode.SQLITE_CORRUPT_VTAB,
          SQLiteErrorCode.SQLITE_FORMAT,
          SQLiteErrorCode.SQLITE_IOERR_SHORT_READ,
          SQLiteErrorCode.SQLITE_NOTADB);

  private Damage() {}

  /// Whether this error means that the file is damaged.
  public static boolean isMeantBy(@Nullable Throwable error) {
    return error instanceof SQLiteException e && CODES.contains(e.getResultCode());
  }

  /// Has the file read as a whole at the next start, because it seemed damaged while in use.
  public static void suspect(Path folder) {
    try {
      Files.write(folder.resolve(SUSPICION), new byte[0]);
    } catch (IOException _) {
      // Without it a large file is looked at less closely at the next start; nothing else is lost.
    }
  }

  /// What is wrong with the file, as far as can be seen before SQLite opens it: SQLite would throw
  /// the log away if the file is empty or has lost its header. Null if nothing is.
  public static @Nullable String ofFile(Path file) throws IOException {
    Path log = Path.of(file + "-wal");
    boolean hasLog = Files.exists(log) && Files.size(log) > 0;
    if (!Files.exists(file)) {
      return hasLog ? "the file is gone" : null;
    }
    if (Files.size(file) == 0) {
      return "the file is empty";
    }
    byte[] header = header(file);
    if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return "the file does not begin as a database";
    }
    if (hasLog && (header[18] != 2 || header[19] != 2)) {
      return "the file does not know of its log";
    }
    return null;
  }

  private static byte[] header(Path file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(100);
    try (FileChannel channel = FileChannel.open(file)) {
      channel.read(header);
    }
    return header.array();
  }

  /// Whether the file is to be read as a whole before it is used.
  public static boolean isToBeReadAsAWhole(Path file) throws IOException {
    return Files.size(file) < SMALL_BYTES || Files.exists(file.resolveSibling(SUSPICION));
  }

  /// The file was found to be sound.
  public static void dispelSuspicion(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(SUSPICION));
  }

  /// What is wrong inside of the database, or null if nothing is found. What is there beyond the
  /// tables and columns of this program is no damage.
  public static @Nullable String ofContent(Connection connection, boolean asAWhole, Schema ours)
      throws SQLException {
    try {
      String found = asAWhole ? quickCheck(connection) : "ok";
      if (!found.equals("ok")) {
        return found.replace('\n', ' ');
      }
      List<String> missing = ours.missingIn(Schema.of(connection));
      if (!missing.isEmpty()) {
        return "it lacks " + String.join(", ", missing);
      }
      readWhole(connection, List.of("rooms", "anchors", "cursors", "settings", "tokens"));
      LastEntries.check(connection, ENTRIES);
      return null;
    } catch (Contradiction e) {
      return e.where() + ": " + e.what();
    } catch (SQLException e) {
      if (isMeantBy(e)) {
        return e.getMessage();
      }
      throw e;
    }
  }

  private static String quickCheck(Connection connection) throws SQLException {
    Progress.step("reading the database page by page");
    String found = text(connection, "PRAGMA quick_check(1)");
    Progress.over();
    return found;
  }

  private static void readWhole(Connection connection, List<String> tables) throws SQLException {
    for (String table : tables) {
      try (Statement query = connection.createStatement();
          ResultSet rows = query.executeQuery("SELECT * FROM " + table)) {
        while (rows.next()) {
          rows.getObject(1);
        }
      }
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
