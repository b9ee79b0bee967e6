package daka.bench;

import daka.store.OpenStore;
import daka.store.file.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.sqlite.SQLiteConfig;

/// The floor under a tap: one visit and one journal row of the usual size, inserted by bare
/// sqlite-jdbc into the same schema with the same settings, and committed.
final class BareInserts implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement visit;
  private final PreparedStatement entry;
  private final String event = "x".repeat(520);
  private final byte[] hash = new byte[32];

  BareInserts(Path folder) throws SQLException {
    new OpenStore(folder).close();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false);
    config.setCacheSize(-16 * 1024);
    connection =
        DriverManager.getConnection(
            "jdbc:sqlite:" + folder.resolve(Database.FILE), config.toProperties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
    }
    connection.setAutoCommit(false);
    visit =
        connection.prepareStatement(
            "INSERT INTO visits (id, resident, party, room, reader, arrived, departed, ended,"
                + " outside_hours, evidence, override) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    entry =
        connection.prepareStatement("INSERT INTO journal (number, event, hash) VALUES (?, ?, ?)");
  }

  void register(int count) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO residents (id, name, role, subject, created)"
                + " VALUES (?, '王小明', 'resident', ?, 0)")) {
      for (int i = 1; i <= count; i++) {
        insert.setLong(1, i);
        insert.setString(2, "subject-" + i);
        insert.executeUpdate();
      }
    }
    connection.commit();
  }

  void tap(long id) throws SQLException {
    visit.setLong(1, id);
    visit.setLong(2, id);
    visit.setInt(3, 1);
    visit.setString(4, "hall");
    visit.setString(5, "door");
    visit.setLong(6, 1_795_396_502_120L);
    visit.setNull(7, Types.INTEGER);
    visit.setNull(8, Types.VARCHAR);
    visit.setInt(9, 0);
    visit.setString(10, "qr");
    visit.setNull(11, Types.VARCHAR);
    visit.executeUpdate();
    entry.setLong(1, id);
    entry.setString(2, event);
    entry.setBytes(3, hash);
    entry.executeUpdate();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
