package daka.store.rescue;

import daka.health.Progress;
import daka.store.copies.CopyNote;
import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.StoreException;
import daka.store.file.TableMap;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConnection;

/// Makes a copy of everything a kiosk keeps, also while it runs: one file, a database of its own,
/// with the keys beside it put in. Whoever has the copy has the register and the keys, so only its
/// owner may read it.
///
/// The copy shows one moment. It gets its name only once SQLite's integrity check and [Verify] have
/// found it sound and it is on the disk, and until then an older copy of that name stays: a power
/// cut leaves one or the other. A store that has lost the end of its journal is not sound: an older
/// copy may have what is missing.
public final class Backup {
  /// The name of the copy in the data folder that is made each night.
  public static final String NIGHTLY = "daka.copy.db";

  private static final int WHOLE = -1;
  private static final int BUSY_MILLIS = 100;
  private static final int BUSY_TIMES = 50;

  private final Path folder;
  private final InstantSource clock;

  /// @param folder the data folder
  public Backup(Path folder) {
    this(folder, InstantSource.system());
  }

  /// @param folder the data folder
  /// @param clock tells when the copy was made
  public Backup(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Makes the copy.
  ///
  /// @param to the file it becomes; one that is there is replaced
  /// @return what was proven of the copy
  /// @throws StoreException if it cannot be made, or what was copied is not sound; there is no new
  ///   copy then, and the old one is as it was
  public Proof.Proven make(Path to) {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Proof.Proven proven = fill(part);
      name(part, to);
      return proven;
    } catch (SQLException | IOException e) {
      throw new StoreException(
          "copying the database of "
              + folder
              + " to "
              + to
              + ": "
              + e.getMessage()
              + ". Check that the folder exists, has space, and may be written to",
          e);
    } finally {
      drop(part);
    }
  }

  private Proof.Proven fill(Path part) throws SQLException, IOException {
    Path file = folder.resolve(Database.FILE);
    if (!Files.exists(file)) {
      throw new StoreException(
          "there is no store in "
              + folder
              + ": name the data folder of the config, or start the kiosk once");
    }
    HeadMark.Found mark = HeadMark.find(folder);
    try (Connection source = Database.connect(file, true)) {
      Progress.step("copying bytes", Files.size(file), () -> size(part));
      source
          .unwrap(SQLiteConnection.class)
          .getDatabase()
          .backup("main", part.toString(), null, BUSY_MILLIS, BUSY_TIMES, WHOLE);
    }
    try (Connection copy = asOneFile(part)) {
      KeyCopies.pack(copy, folder);
      Proof.Proven proven = soundness(copy, file, mark);
      CopyNote.of(proven, clock.instant()).keep(copy);
      TableMap.keep(folder, copy, null);
      return proven;
    }
  }

  /// How large it is by now; 0 if it is not there.
  static long size(Path part) {
    try {
      return Files.size(part);
    } catch (IOException e) {
      return 0;
    }
  }

  /// A connection that keeps no log beside the file.
  private static Connection asOneFile(Path part) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.DELETE);
    return config.createConnection("jdbc:sqlite:" + part);
  }

  /// @param mark how far the journal that was copied is known to have come; nothing is known of one
  ///   that was copied before
  /// @throws StoreException if it is not sound
  static Proof.Proven soundness(Connection copy, Path of, HeadMark.Found mark) throws SQLException {
    Progress.step("checking the copy page by page");
    String damage = integrity(copy);
    if (!damage.equals("ok")) {
      throw new StoreException(
          of + " is damaged (" + damage + "): start the kiosk, which saves what can be read of it");
    }
    return switch (Verify.prove(copy, mark)) {
      case Proof.Proven proven -> proven;
      case Proof.Broken(String where, String what, String cure) ->
          throw new StoreException(of + " is not sound: " + where + ": " + what + ". " + cure);
    };
  }

  private static String integrity(Connection copy) throws SQLException {
    try (Statement statement = copy.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
      return row.next() ? row.getString(1).replace('\n', ' ') : "";
    }
  }

  private static void name(Path part, Path to) throws IOException {
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(to.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private static void drop(Path part) {
    try {
      Files.deleteIfExists(part);
      Files.deleteIfExists(Path.of(part + "-journal"));
    } catch (IOException _) {
      // The next copy of this name begins with deleting it.
    }
  }
}
