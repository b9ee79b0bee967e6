package daka.store.rescue;

import daka.health.Progress;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.TableMap;
import daka.store.journal.JournalSource;
import daka.store.proof.Damage;
import daka.store.rescue.ReadableRows.Copied;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Copies what can be read of each table that a damaged database has into a new one of the same
/// version. Which tables those are is told by the schema: those of this program, and whatever
/// somebody else made.
///
/// A table of which nothing at all can be read is taken from the nightly copy, if there is one; and
/// so are entries of the journal that the copy still has, since the chain of hashes proves them. No
/// other row is taken from it: it may have been deleted since.
final class SalvagedTables {
  /// So many ids are left out where rows may be lost, so that none is given to a second row.
  private static final long MARGIN = 1_000;

  private static final int SHORTEST_ROW = 16;

  private final Connection fresh;
  private final Legible legible;
  private final RowsRead read = new RowsRead();
  private final @Nullable NightlyRows nightly;
  private final Set<String> unread = new LinkedHashSet<>();
  private final Set<String> lost = new LinkedHashSet<>();
  private final Set<String> fromCopy = new LinkedHashSet<>();
  private final Set<String> left = new LinkedHashSet<>();

  /// @param fresh of the version of the map, with what its migrations put in
  SalvagedTables(Connection fresh, Legible legible, @Nullable NightlyRows nightly) {
    this.fresh = fresh;
    this.legible = legible;
    this.nightly = nightly;
  }

  void copy() throws SQLException {
    makeForeignTables();
    List<SavedTable> tables = SavedTable.all(fresh);
    for (SavedTable table : tables) {
      execute(
          "CREATE TEMP TABLE %s AS SELECT %s FROM %s"
              .formatted(usual(table), table.list(), table.quoted()));
      execute("DELETE FROM " + table.quoted());
    }
    copy(tables);
    fillFromNightly(tables);
    for (SavedTable table : tables) {
      if (lost.contains(table.name())) {
        execute(
            "INSERT OR IGNORE INTO %s (%s) SELECT %2$s FROM %s"
                .formatted(table.quoted(), table.list(), usual(table)));
      }
      execute("DROP TABLE temp." + usual(table));
    }
    raiseSequences();
  }

  private static String usual(SavedTable table) {
    return SavedTable.quote("usual " + table.name());
  }

  private void makeForeignTables() throws SQLException {
    List<String> known = SavedTable.all(fresh).stream().map(SavedTable::name).toList();
    for (TableMap.Item table : legible.map().tables()) {
      if (known.stream().noneMatch(table.name()::equalsIgnoreCase)) {
        make(table);
      }
    }
  }

  private void make(TableMap.Item item) {
    try (PreparedStatement statement = fresh.prepareStatement(item.sql())) {
      statement.executeUpdate();
    } catch (SQLException _) {
      left.add(item.type() + " " + item.name());
    }
  }

  private void copy(List<SavedTable> tables) throws SQLException {
    try (Connection damaged = Database.connect(legible.file(), true)) {
      tellStep(damaged, tables);
      for (SavedTable table : tables) {
        Copied copied = copy(damaged, table);
        if (!copied.whole()) {
          lost.add(table.name());
        }
        if (!copied.whole() && copied.rows() == 0) {
          unread.add(table.name());
        }
      }
    } catch (SQLException e) {
      if (!Damage.isMeantBy(e)) {
        throw e;
      }
      // Not even which tables there are can be read.
      tables.forEach(table -> lost.add(table.name()));
      tables.forEach(table -> unread.add(table.name()));
    }
  }

  /// How many rows there are is not known without reading them, but how far their keys are apart. A
  /// key that was damaged says nothing: no row is shorter than a few bytes.
  private void tellStep(Connection damaged, List<SavedTable> tables) {
    long most = legible.file().toFile().length() / SHORTEST_ROW;
    long expected = 0;
    for (SavedTable table : tables) {
      if (table.rowIds() && isMapped(table)) {
        expected += Math.min(most, ReadableRows.expected(damaged, table));
      }
    }
    Progress.step("reading the rows", Math.min(most, expected), read::get);
  }

  private Copied copy(Connection damaged, SavedTable table) throws SQLException {
    if (!legible.fits() || !isMapped(table)) {
      return new Copied(0, false);
    }
    return ReadableRows.copy(damaged, fresh, table, read);
  }

  private boolean isMapped(SavedTable table) {
    return legible.map().tables().stream().anyMatch(t -> t.name().equalsIgnoreCase(table.name()));
  }

  private void fillFromNightly(List<SavedTable> tables) throws SQLException {
    NightlyRows copy = nightly;
    if (copy == null) {
      return;
    }
    for (SavedTable table : tables) {
      boolean entries =
          table.name().equals("journal")
              && lost.contains("journal")
              && JournalSource.read(copy.connection()).equals(JournalSource.read(fresh));
      if (unread.contains(table.name()) || entries) {
        if (ReadableRows.copy(copy.connection(), fresh, table, read).rows() > 0) {
          fromCopy.add(table.name());
        }
      }
    }
  }

  /// An id that was given and belongs to nobody any more is not given again.
  private void raiseSequences() throws SQLException {
    if (Sql.first(fresh, "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'", row -> 1)
        == null) {
      return;
    }
    try (Connection damaged = Database.connect(legible.file(), true);
        DamagedScan scan =
            new DamagedScan(damaged, "SELECT name, seq FROM sqlite_sequence", null)) {
      for (var row = scan.next(); row != null; row = scan.next()) {
        if (row[0] instanceof String table && row[1] instanceof Number seq) {
          Sql.change(
              fresh,
              "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE EXISTS (SELECT 1 FROM"
                  + " sqlite_schema WHERE type = 'table' AND name = ?1)"
                  + " AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
              table);
          Sql.change(
              fresh,
              "UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1 AND ?2 BETWEEN seq AND seq + ?3",
              table,
              seq.longValue(),
              Restoration.LEAP);
        }
      }
    } catch (SQLException e) {
      if (!Damage.isMeantBy(e)) {
        throw e;
      }
    }
    for (String table : lost) {
      Sql.change(fresh, "UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ?", MARGIN, table);
    }
  }

  /// Makes the indexes, views and triggers of others again, as far as that goes.
  void makeForeignRest() throws SQLException {
    Set<String> known = new LinkedHashSet<>();
    Sql.all(fresh, "SELECT lower(name) FROM sqlite_schema", row -> known.add(row.getString(1)));
    for (String type : List.of("index", "view", "trigger")) {
      for (TableMap.Item item : legible.map().objects()) {
        if (item.type().equals(type)
            && !item.sql().isEmpty()
            && !known.contains(item.name().toLowerCase(Locale.ROOT))) {
          make(item);
        }
      }
    }
  }

  /// The tables that could not be read as a whole.
  Set<String> lost() {
    return lost;
  }

  /// What is to be said of it, each beginning with a semicolon.
  String notes() {
    List<String> notes = new ArrayList<>(List.of(legible.note()));
    if (!lost.isEmpty()) {
      notes.add("; not all could be read of: " + String.join(", ", lost));
    }
    if (!fromCopy.isEmpty()) {
      notes.add("; taken from the nightly copy: " + String.join(", ", fromCopy));
    }
    if (!left.isEmpty()) {
      notes.add("; not taken over: " + String.join(", ", left));
    }
    return String.join("", notes);
  }

  /// Whether entries of the journal came from the nightly copy.
  boolean hasEntriesOfCopy() {
    return fromCopy.contains("journal");
  }

  private void execute(String sql) throws SQLException {
    Sql.change(fresh, sql);
  }
}
