package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.event.HashChain;
import daka.store.file.Database;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Damage of every kind at random places.
class SalvageSearchTest extends CutOffKiosk {
  private static final int SEEDS = Fuzz.rounds(4);

  @ParameterizedTest
  @ForeignBytes
  @EnumSource(Damager.Way.class)
  void whatever_the_damage_the_kiosk_opens_and_all_that_is_readable_is_there(Damager.Way way)
      throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Path damaged = Files.createDirectory(folder.resolve(way + "-" + seed));
      copy(template, damaged);
      Damager damager = new Damager(damaged, Fuzz.random(seed));
      damager.damage(way);
      if (seed % 4 == 3 && Files.exists(damaged.resolve(Database.FILE))) {
        damager.damage(Damager.Way.FLIP_BYTES);
      }
      openAndCheck(damaged, way + " by seed " + seed);
    }
  }

  private void openAndCheck(Path damaged, String what) throws Exception {
    Set<Long> readable = readable(damaged);
    StoreOpening.Opened opened = new StoreOpening(damaged, () -> end).open();
    try (Database database = opened.database()) {
      Map<Long, String> saved = journal(database);
      readable.removeAll(saved.keySet());
      assertEquals(Set.of(), readable, () -> what + ": " + opened.note());
      List<Long> changed =
          saved.entrySet().stream()
              .filter(entry -> !isOriginal(entry.getKey(), entry.getValue()))
              .map(Map.Entry::getKey)
              .collect(Collectors.toList());
      tap(database);
      Proof proof = new Verify(damaged).prove();
      if (opened.note() == null && proof instanceof Proof.Broken) {
        // A byte that changed in the middle of a large table is not looked for at every start.
        return;
      }
      assertInstanceOf(Proof.Proven.class, proof, () -> what + ": " + opened.note() + proof);
      changed.removeIf(number -> !saved.containsKey(number - 1));
      assertEquals(
          List.of(), changed, () -> what + " (all but those after a gap): " + opened.note());
    }
    StoreOpening.Opened again = new StoreOpening(damaged, () -> end).open();
    again.database().close();
    assertNull(again.note(), what);
  }

  private static boolean isOriginal(long number, String json) {
    return withoutBefore(json).equals(withoutBefore(ENTRIES.getOrDefault(number, "")));
  }

  /// The unsent entries that a look at each finds unchanged.
  private Set<Long> readable(Path damaged) throws Exception {
    Path examined = Files.createTempDirectory(folder, "examined");
    copy(damaged, examined);
    Set<Long> readable = new TreeSet<>();
    try (var connection = Database.connect(examined.resolve(Database.FILE), true)) {
      for (long number = SENT + 1; number <= ENTRIES.size(); number++) {
        if (isUnchanged(connection, number)) {
          readable.add(number);
        }
      }
    } catch (SQLException _) {
      // Nothing is readable without repairs.
    }
    return readable;
  }

  private static boolean isUnchanged(Connection connection, long number) {
    try (var query =
        connection.prepareStatement("SELECT event, hash FROM journal WHERE number = ?")) {
      query.setLong(1, number);
      try (var row = query.executeQuery()) {
        return row.next()
            && HashChain.publish(row.getString(1), null, row.getBytes(2))
                .equals(withoutBefore(ENTRIES.getOrDefault(number, "")));
      }
    } catch (SQLException _) {
      return false;
    }
  }

  private static String withoutBefore(String json) {
    return json.replaceFirst(",\"hashbefore\":\"[0-9a-f]*\"", "");
  }
}
