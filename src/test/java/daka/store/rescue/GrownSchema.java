package daka.store.rescue;

import daka.store.file.Database;
import daka.store.file.Migrations;
import daka.store.file.Sql;
import daka.store.file.TableMap;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/// A schema that has grown after the database was lived with, and ways to lose it.
public final class GrownSchema {
  /// The migration that adds to it; see [Migrations#FURTHER].
  public static final List<String> FILES = List.of("900-signing-up.sql");

  /// How many rows the new table has.
  public static final int ROWS = 4_000;

  private static final int PAGE = 4096;

  /// What becomes of the map beside the database.
  public enum OfMap {
    WHOLE,
    GONE,
    TRUNCATED,
    FLIPPED,
    OF_ANOTHER_KIOSK,
    FROM_BEFORE
  }

  private GrownSchema() {}

  /// Runs this where the program knows the further migration.
  public static <T> T with(Callable<T> work) throws Exception {
    return ScopedValue.where(Migrations.FURTHER, FILES).call(work::call);
  }

  /// Brings the database of a kiosk that is stopped up to this schema, and fills the new tables.
  public static void fill(Path folder) throws Exception {
    with(
        () -> {
          try (Database database = Database.open(folder)) {
            fill(database);
          }
          return folder;
        });
  }

  /// Makes the folders whose maps a damaged one may get: of a kiosk before the schema grew, and of
  /// another one.
  public static void makeOthers(Path before, Path other) throws Exception {
    makeOther(before, "");
    with(
        () -> {
          makeOther(other, "/centres/elsewhere/kiosks/other");
          return other;
        });
  }

  private static void makeOther(Path folder, String source) throws Exception {
    Files.createDirectories(folder);
    try (Database database = Database.open(folder)) {
      database.keepMap(source);
    }
  }

  /// Fills the new tables.
  public static void fill(Database database) throws SQLException {
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO sign_ups (resident, session, at)
                SELECT 1 + i %% (SELECT count(*) FROM residents), 'session ' || (i / 7), i * 1000000
                FROM n;
                INSERT INTO attendance SELECT session, resident, 'came at ' || min(at)
                FROM sign_ups GROUP BY 1, 2;
                INSERT INTO remarks SELECT 'word ' || number, number FROM sign_ups
                WHERE number %% 3 = 0;
                UPDATE rooms SET closed = 1 WHERE id = 'party';\
                """
                    .formatted(ROWS));
          }
        });
  }

  /// All that stands in the new tables and columns.
  public static List<String> rows(Database database) throws SQLException {
    return database.read(GrownSchema::rows);
  }

  private static List<String> rows(Connection connection) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String query :
        List.of(
            "SELECT concat_ws('|', number, resident, session, at, day) FROM sign_ups ORDER BY 1",
            "SELECT concat_ws('|', session, resident, note) FROM attendance ORDER BY 1",
            "SELECT concat_ws('|', rowid, word, said) FROM remarks ORDER BY 1",
            "SELECT concat_ws('|', id, closed) FROM rooms ORDER BY 1")) {
      rows.addAll(Sql.all(connection, query, row -> row.getString(1)));
    }
    return rows;
  }

  /// Fills the pages of the schema, but for the first one, with noise.
  ///
  /// @return whether there are any
  public static boolean loseSchema(Path folder, RandomGenerator random) throws IOException {
    List<Integer> pages = new ArrayList<>();
    try (RandomAccessFile file = open(folder)) {
      file.seek(100);
      if (file.readByte() == 5) {
        file.seek(103);
        int cells = file.readShort();
        file.seek(108);
        pages.add(file.readInt());
        for (int cell = 0; cell < cells; cell++) {
          file.seek(112 + 2L * cell);
          file.seek(file.readShort());
          pages.add(file.readInt());
        }
      }
      for (int page : pages) {
        byte[] noise = new byte[PAGE];
        random.nextBytes(noise);
        file.seek((page - 1L) * PAGE);
        file.write(noise);
      }
    }
    return !pages.isEmpty();
  }

  private static RandomAccessFile open(Path folder) throws IOException {
    return new RandomAccessFile(folder.resolve(Database.FILE).toFile(), "rw");
  }

  /// @param before the folder as it was before the schema grew
  /// @param other the folder of another kiosk
  public static void damageMap(OfMap way, Path folder, Path before, Path other) throws IOException {
    Path map = folder.resolve(TableMap.FILE);
    switch (way) {
      case WHOLE -> {}
      case GONE -> Files.delete(map);
      case TRUNCATED -> {
        byte[] bytes = Files.readAllBytes(map);
        Files.write(map, Arrays.copyOf(bytes, bytes.length / 2));
      }
      case FLIPPED -> {
        byte[] bytes = Files.readAllBytes(map);
        bytes[bytes.length / 3] ^= 4;
        Files.write(map, bytes);
      }
      case OF_ANOTHER_KIOSK -> replace(map, other);
      case FROM_BEFORE -> replace(map, before);
    }
  }

  private static void replace(Path map, Path from) throws IOException {
    Files.copy(from.resolve(TableMap.FILE), map, StandardCopyOption.REPLACE_EXISTING);
  }
}
