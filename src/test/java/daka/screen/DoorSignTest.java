package daka.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.store.OpenStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorSignTest {
  @TempDir Path folder;

  @Test
  void the_store_is_known_by_its_name() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      assertEquals(DoorSign.STORE, store.ledger.health().name());
    }
  }

  @Test
  void a_room_without_places_is_closed_and_one_that_nobody_knows_is_dark() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      CentreSign sign = new CentreSign("yimin", "益民", List.of("en"), OpenStore.HOURS);
      store.capacity("party", 0);
      ScreenState state = new Screen(sign, store.ledger::rooms, store::now, () -> 0, 70).state();

      assertEquals("Closed", DoorSign.of("party", state, true).getClass().getSimpleName());
      assertEquals("Free", DoorSign.of("hall", state, true).getClass().getSimpleName());
      assertEquals(new DoorSign.Dark(), DoorSign.of("hall", state, false));
      assertEquals(new DoorSign.Dark(), DoorSign.of("cellar", state, true));
    }
  }
}
