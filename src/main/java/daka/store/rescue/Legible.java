package daka.store.rescue;

import daka.store.file.Database;
import daka.store.file.Migrations;
import daka.store.file.Schema;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.TableMap;
import daka.store.file.Writer;
import daka.store.proof.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// A damaged database in a form in which its tables can be looked for.
///
/// If its schema can be read, that is the file itself. Else it is a [RepairedCopy] by the map that
/// fits best: the one beside the database, the schema of the nightly copy, of which the tables
/// begin at the same pages, or that of an empty database, where tables are that were made with it.
///
/// @param file the database to read
/// @param map its tables, and the version of its schema
/// @param fits whether rows were found by it
/// @param note by what the tables were found, beginning with a semicolon; empty if by its own
///   schema
record Legible(Path file, TableMap map, boolean fits, String note) {
  /// Databases up to this version have no map, and their tables are on the pages of an empty one.
  private static final int LAST_ON_ITS_PAGES = 3;

  /// @throws StoreException if it was made by a newer version
  static Legible find(Path folder, Replacement replacement) throws SQLException, IOException {
    Path file = folder.resolve(Database.FILE);
    TableMap kept = TableMap.read(folder);
    TableMap own = Damage.ofFile(file) == null && Files.exists(file) ? ownMap(file, kept) : null;
    if (own != null) {
      return new Legible(file, own, true, "");
    }
    if (kept != null && kept.version() > Migrations.newest()) {
      throw new StoreException(
          "the database in "
              + folder
              + " is damaged, and was made by a newer version of Daka: install that one again");
    }
    RepairedCopy copy = RepairedCopy.make(file, replacement);
    MapFit best = null;
    String by = "";
    for (Map.Entry<TableMap, String> map : maps(folder, kept).entrySet()) {
      MapFit fit = MapFit.of(copy, map.getKey());
      if (best == null || fit.isBetterThan(best)) {
        best = fit;
        by = map.getValue();
      }
    }
    TableMap map = best == null ? ofNew(Migrations.newest(), false) : best.map();
    copy.mapBy(map);
    boolean fits = best != null && best.fits();
    return new Legible(copy.file(), map, fits, fits ? "; its tables were found by " + by : "");
  }

  /// The map of a database of which the schema can be read and has what its version needs. The
  /// number of the version stands in the header, and may be what is damaged.
  private static @Nullable TableMap ownMap(Path file, @Nullable TableMap kept) throws SQLException {
    try (Connection damaged = Database.connect(file, true)) {
      Schema found = Schema.of(damaged);
      TableMap map = TableMap.of(damaged, "");
      List<Integer> versions = new ArrayList<>(List.of(map.version()));
      if (kept != null) {
        versions.add(kept.version());
      }
      for (int version = Migrations.newest(); version > 0; version--) {
        versions.add(version);
      }
      for (int version : versions) {
        if (version > 0
            && version <= Migrations.newest()
            && Schema.ofVersion(version).missingIn(found).isEmpty()) {
          return new TableMap(map.source(), version, map.objects());
        }
      }
      return null;
    } catch (SQLException e) {
      if (Damage.isMeantBy(e)) {
        return null;
      }
      throw e;
    }
  }

  /// The maps that may be its own, the likeliest first, and what they are from: a database without
  /// a map was made by an old version.
  private static Map<TableMap, String> maps(Path folder, @Nullable TableMap kept)
      throws SQLException {
    Map<TableMap, String> maps = new LinkedHashMap<>();
    if (kept != null) {
      maps.put(kept, TableMap.FILE);
    }
    try (NightlyRows copy = NightlyRows.open(folder)) {
      if (copy != null) {
        maps.putIfAbsent(copy.map(), "those of the nightly copy");
      }
    }
    for (int version = LAST_ON_ITS_PAGES; version <= Migrations.newest(); version++) {
      for (boolean vacuumed : new boolean[] {false, true}) {
        maps.putIfAbsent(
            ofNew(version, vacuumed),
            "those of a new database of version " + version + ", and others it had are lost");
      }
    }
    return maps;
  }

  /// The map of an empty database.
  private static TableMap ofNew(int version, boolean vacuumed) throws SQLException {
    try (Connection empty = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
      Migrations.apply(new Writer(empty), version);
      if (vacuumed) {
        Sql.change(empty, "VACUUM");
      }
      return TableMap.of(empty, "");
    }
  }
}
