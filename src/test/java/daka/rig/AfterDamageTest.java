package daka.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.store.OpenStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clock is set while somebody is inside, and then the checker looks for the visit.
class AfterDamageTest {
  private static final String CARD = Site.card(1);
  private static final Instant WRONG = OpenStore.MORNING.minus(Duration.ofDays(3_652));

  @TempDir Path folder;
  private Site site;
  private OpenStore store;

  @BeforeEach
  void a_visit_that_was_corrected() throws Exception {
    site = new Site(folder);
    store = new OpenStore(Files.createDirectories(site.data()));
    store.resident("王小明", CARD);
    store.boot("second", "unknown");
    store.setClock(WRONG);
    store.desk.scan(OpenStore.entrance(CARD));
    store.pass(Duration.ofMinutes(10));
    store.correctClock(OpenStore.MORNING, "synchronised");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void a_visit_that_was_corrected_by_a_clock_step_is_not_lost() throws Exception {
    AfterDamage check = check(WRONG);
    assertEquals(List.of(), check.check(Set.of()));
    assertEquals(0, check.lost());
  }

  @Test
  void nor_is_one_of_which_only_the_corrected_row_is_left() throws Exception {
    store.execute("DELETE FROM journal WHERE number = 1");
    AfterDamage check = check(WRONG);
    check.check(Set.of());
    assertEquals(0, check.lost());
  }

  @Test
  void a_visit_with_another_time_is_lost() throws Exception {
    for (Instant other : List.of(WRONG.plusMillis(1), OpenStore.MORNING)) {
      AfterDamage check = check(other);
      check.check(Set.of());
      assertEquals(1, check.lost());
    }
  }

  private AfterDamage check(Instant answered) throws Exception {
    List<Outcome> answers = List.of(new Outcome.Recorded(CARD, 1, answered));
    return new AfterDamage(site, answers, List.of(), KioskLog.read(site).entries());
  }
}
