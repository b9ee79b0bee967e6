package daka.store.register;

import static java.util.Objects.requireNonNull;

import daka.checkin.CardKind;
import daka.health.Progress;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.SqlWork;
import daka.store.register.NewResident.NewCardRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Brings many residents into the register in parts, between which people tap, and yet all or none.
///
/// First they are set down beside the register, where nobody sees them. The part that sets down the
/// last decides the import in the same transaction. Then they are moved. If the power goes before
/// the decision, the next start forgets them; if it goes after it, the next start moves the rest.
public final class ImportStage {
  /// How many residents a tap may have to wait for: some milliseconds on a Raspberry Pi.
  static final int PART = 20;

  private static final String COLUMNS =
      "number, name, role, phone, born, language, note, subject, subject_kind, cards, resident";
  private static final Duration MOST_REST = Duration.ofMillis(20);
  private static final String DECIDED = "import";

  private final Database database;

  ImportStage(Database database) {
    this.database = database;
  }

  /// Finishes what an earlier process began, or takes it back. A disk that is full keeps no kiosk
  /// from starting: the next start, or the next import, tries again.
  public static void settle(Database database) {
    try {
      new ImportStage(database).settle();
    } catch (SQLException | RuntimeException e) {
      Logger.warn(
          "an import that was interrupted could not be finished, the next start tries again: {}",
          e.getMessage());
    }
  }

  /// The same, for somebody who is about to import.
  void settle() throws SQLException {
    boolean decided = isDecided();
    if (!database.read(ImportStage::isPending)) {
      // Set down in a database that was damaged, and not saved from it.
      if (decided) {
        database.write(ImportStage::forget);
      }
    } else if (decided) {
      move();
      Logger.info("an import that was interrupted is finished");
    } else {
      takeBack();
      Logger.info("an import that was interrupted before it was decided is taken back");
    }
  }

  private static boolean isPending(Connection connection) throws SQLException {
    return Sql.first(connection, "SELECT number FROM import_lines LIMIT 1", row -> row.getLong(1))
        != null;
  }

  private boolean isDecided() throws SQLException {
    return database.read(connection -> decidedAt(connection) != null);
  }

  private static @Nullable Instant decidedAt(Connection connection) throws SQLException {
    return Sql.first(
        connection,
        "SELECT value FROM settings WHERE name = ?",
        row -> Instant.ofEpochMilli(Long.parseLong(row.getString(1))),
        DECIDED);
  }

  /// Takes back what is not decided.
  void takeBack() throws SQLException {
    while (part(
            connection ->
                Sql.change(
                    connection,
                    "DELETE FROM import_lines WHERE number IN"
                        + " (SELECT number FROM import_lines LIMIT ?)",
                    PART))
        > 0) {
      // People tap between the parts.
    }
  }

  /// Sets the residents down and decides to register them, at this time.
  ///
  /// @throws SQLException if they could not be set down; see [#takeBack()]
  void decide(List<StagedLine> residents, Instant now) throws SQLException {
    AtomicLong down = new AtomicLong();
    Progress.step("setting residents down", residents.size(), down::get);
    for (int from = 0; from < residents.size(); from += PART) {
      int first = from;
      int end = Math.min(from + PART, residents.size());
      part(
          connection -> {
            setDown(connection, residents.subList(first, end), first);
            if (end == residents.size()) {
              Sql.change(
                  connection,
                  "INSERT INTO settings (name, value) VALUES (?, ?)",
                  DECIDED,
                  Long.toString(now.toEpochMilli()));
              AuditLog.append(connection, Deed.of("residents.imported").rows(residents.size()));
            }
            return end;
          });
      down.set(end);
    }
  }

  private static void setDown(Connection connection, List<StagedLine> part, int before)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO import_lines ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      int number = before;
      for (StagedLine line : part) {
        NewResident resident = line.what();
        Person person = resident.person();
        CardKind kind = resident.subjectKind();
        Sql.change(
            insert,
            ++number,
            person.name(),
            person.role().wireName(),
            person.phone(),
            person.born(),
            person.language(),
            person.note(),
            resident.subject(),
            kind == null ? null : kind.wireName(),
            resident.cards().stream()
                .map(
                    card ->
                        card.kind().wireName() + " " + card.fingerprint() + " " + card.waiting())
                .collect(Collectors.joining("\n")),
            line.resident());
      }
    }
  }

  /// Moves what was decided into the register.
  ///
  /// @throws SQLException if it could not be moved; the rest still waits
  void move() throws SQLException {
    long all = database.read(ImportStage::count);
    AtomicLong moved = new AtomicLong();
    Progress.step("registering residents", all, moved::get);
    while (part(ImportStage::movePart)) {
      // People tap between the parts.
      moved.addAndGet(PART);
    }
    Progress.over();
  }

  private static long count(Connection connection) throws SQLException {
    return requireNonNull(
        Sql.first(connection, "SELECT count(*) FROM import_lines", row -> row.getLong(1)));
  }

  /// Writes one part, and rests as long as it took: half of the disk's time is for who taps.
  private <T> T part(SqlWork<T> part) throws SQLException {
    long begun = System.nanoTime();
    T result = database.write(part);
    LockSupport.parkNanos(Math.min(System.nanoTime() - begun, MOST_REST.toNanos()));
    return result;
  }

  private record Waiting(long number, StagedLine line) {}

  /// @return whether some are left
  private static boolean movePart(Connection connection) throws SQLException {
    List<Waiting> part =
        Sql.all(
            connection,
            "SELECT " + COLUMNS + " FROM import_lines ORDER BY number LIMIT ?",
            ImportStage::waiting,
            PART);
    if (!part.isEmpty()) {
      Instant now = requireNonNull(decidedAt(connection));
      try (ResidentInserts inserts = new ResidentInserts(connection, now, TokenRole.ADMIN);
          PreparedStatement taken = CardEnrolment.prepareTaken(connection)) {
        for (Waiting waiting : part) {
          bring(
              connection,
              inserts,
              waiting.line().resident(),
              withoutTaken(waiting.line().what(), taken));
        }
      }
      Sql.change(connection, "DELETE FROM import_lines WHERE number <= ?", part.getLast().number());
    }
    boolean left = isPending(connection);
    if (!left) {
      forget(connection);
    }
    return left;
  }

  private static void bring(
      Connection connection, ResidentInserts inserts, @Nullable Long id, NewResident with)
      throws SQLException {
    if (id == null) {
      inserts.add(with);
      return;
    }
    Resident before = ResidentRows.find(connection, id);
    if (before == null) {
      // Deleted while the import was interrupted.
      return;
    }
    ResidentRows.update(connection, id, with.person().saidToBeChild(before.person().child()));
    for (NewCardRow card : with.cards()) {
      inserts.addCard(id, card);
    }
    CardKind kind = with.subjectKind();
    if (kind != null) {
      Cards.know(connection, inserts, id, with.subject(), kind);
    }
    AuditLog.append(
        connection,
        Deed.of("resident.changed")
            .id(id)
            .fields(
                Person.changed(
                    before.person(), with.person().saidToBeChild(before.person().child())))
            .rows(with.cards().size()));
  }

  private static int forget(Connection connection) throws SQLException {
    return Sql.change(connection, "DELETE FROM settings WHERE name = ?", DECIDED);
  }

  /// A card can only have been given to somebody since the check if the import was interrupted.
  private static NewResident withoutTaken(NewResident resident, PreparedStatement taken)
      throws SQLException {
    List<NewCardRow> free = new ArrayList<>();
    for (NewCardRow card : resident.cards()) {
      taken.setString(1, card.fingerprint());
      try (ResultSet row = taken.executeQuery()) {
        if (!row.next()) {
          free.add(card);
        }
      }
    }
    return new NewResident(resident.person(), resident.subject(), resident.subjectKind(), free);
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    String kind = row.getString(9);
    List<NewCardRow> cards =
        row.getString(10).lines().map(line -> card(line.split(" ", 3))).toList();
    return new Waiting(
        row.getLong(1),
        new StagedLine(
            row.getObject(11) == null ? null : row.getLong(11),
            new NewResident(
                ResidentRows.person(row, false),
                row.getString(8),
                kind == null ? null : CardKind.ofWireName(kind).orElseThrow(),
                cards)));
  }

  private static NewCardRow card(String[] fields) {
    return new NewCardRow(
        CardKind.ofWireName(fields[0]).orElseThrow(), fields[1], fields[2], false, null);
  }
}
