package daka.store.rescue;

import daka.health.Progress;
import daka.store.audit.Asker;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.Migrations;
import daka.store.file.Schema;
import daka.store.file.StoreException;
import daka.store.file.Writer;
import daka.store.journal.JournalSource;
import daka.store.proof.Damage;
import daka.store.proof.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts a copy that [Backup] made in the place of a kiosk's database, which is kept under a dated
/// name. A power cut leaves the one or the other; see [Replacement]. Should no kiosk get ready with
/// the copy, that database comes back; see [RestorationTrial].
///
/// What was recorded after the copy was made may have reached the town and whoever pulls the
/// journal. So that none of its numbers is used twice, new entries and visits are numbered from far
/// above the end of the copy, which an anchor declares, and have a source of their own.
public final class Restoration {
  /// More entries than a kiosk makes in years.
  public static final long LEAP = 1_000_000;

  private final Path folder;
  private final InstantSource clock;
  private final Asker asker;

  /// By the command `restore`.
  ///
  /// @param folder the data folder, locked for this; see [daka.store.file.DataFolder]
  public Restoration(Path folder, InstantSource clock) {
    this(folder, clock, Asker.command("restore", clock));
  }

  /// @param folder the data folder, locked for this; see [daka.store.file.DataFolder]
  /// @param asker who wants it, for the audit log
  public Restoration(Path folder, InstantSource clock, Asker asker) {
    this.folder = folder;
    this.clock = clock;
    this.asker = asker;
  }

  /// What was restored.
  ///
  /// @param proven what was proven of the copy
  /// @param kept what the database there was is called now; null if there was none
  public record Restored(Proof.Proven proven, @Nullable Path kept) {}

  /// Restores a copy.
  ///
  /// @throws StoreException if it cannot be read, is not sound, or was made by a newer version; the
  ///   database there is stays as it was then
  public Restored run(Path from) {
    if (!Files.isRegularFile(from)) {
      throw new StoreException("there is no copy " + from + ": name the file that backup made");
    }
    try {
      Replacement.finish(folder);
      RestorationTrial.finish(folder);
      Replacement replacement = Replacement.at(folder, clock.instant());
      Path part = replacement.part();
      Progress.step("copying bytes", Files.size(from), () -> Backup.size(part));
      Files.copy(from, part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
      Proof.Proven proven = prepare(from, replacement);
      boolean first = !Files.exists(folder.resolve(Database.FILE));
      if (!first) {
        RestorationTrial.begin(folder, replacement.stamp());
      }
      replacement.complete();
      return new Restored(proven, first ? null : replacement.replaced());
    } catch (SQLException | IOException e) {
      throw new StoreException(
          "restoring " + from + " to " + folder + ": " + e.getMessage() + cure(e), e);
    } finally {
      clear();
    }
  }

  private static String cure(Exception e) {
    return Damage.isMeantBy(e)
        ? ". It is no copy that backup made, or is damaged: take another"
        : ". Check that the folder has space for it and may be written to";
  }

  private Proof.Proven prepare(Path from, Replacement replacement) throws SQLException {
    try (Connection connection = Salvage.unsynced(replacement.part())) {
      Proof.Proven proven = Backup.soundness(connection, from, HeadMark.Found.NONE);
      Migrations.apply(new Writer(connection));
      List<String> missing = Schema.ours().missingIn(Schema.of(connection));
      if (!missing.isEmpty()) {
        throw new StoreException(
            from + " lacks " + String.join(", ", missing) + ": take another copy");
      }
      connection.setAutoCommit(false);
      UndoneRestore.forget(connection);
      leap(connection, "restored from a copy, replacing " + replacement.stamp());
      JournalSource.write(connection, "/" + replacement.stamp());
      asker.call(() -> leapAudit(connection));
      connection.commit();
      return proven;
    }
  }

  private void leap(Connection connection, String reason) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet end =
            query.executeQuery(
                "SELECT number, hash FROM (SELECT number, hash FROM journal UNION ALL SELECT"
                    + " number, hash FROM anchors) ORDER BY number DESC LIMIT 1");
        PreparedStatement anchor =
            connection.prepareStatement(
                "INSERT INTO anchors (number, hash, reason, at) VALUES (?, ?, ?, ?)")) {
      end.next();
      anchor.setLong(1, end.getLong(1) + LEAP);
      anchor.setBytes(2, end.getBytes(2));
      anchor.setString(3, reason);
      anchor.setLong(4, clock.instant().toEpochMilli());
      anchor.executeUpdate();
    }
  }

  /// What was done after the copy was made may stand in the log of another machine.
  private static boolean leapAudit(Connection connection) throws SQLException {
    AuditLog.appendLoss(connection, LEAP, null);
    AuditLog.append(connection, Deed.of("store.restored"));
    return true;
  }

  private void clear() {
    try {
      Replacement.finish(folder);
    } catch (IOException _) {
      // The next start does it.
    }
  }
}
