package daka.signal.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import daka.checkin.Room;
import daka.checkin.RoomClosure;
import daka.screen.CentreSign;
import daka.screen.Screen;
import daka.screen.ScreenState;
import daka.store.OpenStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelTextTest {
  @TempDir Path folder;

  @Test
  void the_store_is_known_by_its_name() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      assertEquals(PanelText.STORE, store.ledger.health().name());
    }
  }

  @Test
  void a_room_that_is_closed_on_a_weekday_says_so_on_that_day_only() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      CentreSign sign = new CentreSign("yimin", "益民", List.of("en"), OpenStore.HOURS);
      RoomClosure mondays = RoomClosure.of(List.of("mon")).orElseThrow();
      store.put(new Room("party", "党员", "1F", 30, mondays));
      Screen screen = new Screen(sign, store.ledger::rooms, store::now, () -> 0, 70);

      assertInstanceOf(PanelText.Closed.class, PanelText.of("party", screen.state(), true));
      store.pass(Duration.ofDays(1));
      screen.roomsChanged();
      assertInstanceOf(PanelText.Free.class, PanelText.of("party", screen.state(), true));
    }
  }

  @Test
  void a_room_without_places_is_closed_and_one_that_nobody_knows_is_dark() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      CentreSign sign = new CentreSign("yimin", "益民", List.of("en"), OpenStore.HOURS);
      store.capacity("party", 0);
      ScreenState state = new Screen(sign, store.ledger::rooms, store::now, () -> 0, 70).state();

      assertEquals("Closed", PanelText.of("party", state, true).getClass().getSimpleName());
      assertEquals("Free", PanelText.of("hall", state, true).getClass().getSimpleName());
      assertEquals(new PanelText.Dark(), PanelText.of("hall", state, false));
      assertEquals(new PanelText.Dark(), PanelText.of("cellar", state, true));
    }
  }
}
