package daka.signal.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.pi.PiException;
import daka.screen.ScreenState.RoomView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The driver against a controller that takes time.
class Hd44780Test {
  private static final int STANDARD_MODE = 100_000;
  private static final PanelText FREE = new PanelText.Free(room("Sports Hall", 20, 8));
  private static final PanelText FULL = new PanelText.Full(room("Sports Hall", 20, 20));
  private static final PanelText DARK = new PanelText.Dark();

  private final LcdModel lcd = new LcdModel(STANDARD_MODE);
  private final PanelBus bus = new PanelBus(lcd);
  private Hd44780 panel = opened(lcd);

  private Hd44780 opened(LcdModel model) {
    return new Hd44780(bus.open(), model::pass);
  }

  private static RoomView room(String name, int capacity, int inside) {
    return new RoomView("sports", name, "2F", capacity, inside, Math.max(0, capacity - inside));
  }

  @Test
  void a_small_panel_shows_the_room_and_how_many_more_may_come_in() throws Exception {
    panel.show(FREE);

    assertEquals(List.of("Sports Hall", "12 free"), lcd.rows(16, 2));
    assertTrue(lcd.isLit());
  }

  @Test
  void a_large_panel_shows_how_many_are_inside_too() throws Exception {
    panel.show(FREE);

    assertEquals(List.of("Sports Hall", "12 free", "8 of 20 inside", ""), lcd.rows(20, 4));
  }

  @Test
  void a_room_is_called_by_its_english_name_else_by_one_in_latin_letters() throws Exception {
    Map<String, String> both = Map.of("en", "Culture & Sports", "fr", "Salle de sport");
    panel.show(new PanelText.Free(named("文体活动室", both)));
    assertEquals("Culture & Sports", lcd.rows(16, 2).getFirst());
    panel.show(new PanelText.Free(named("文体活动室", Map.of("fr", "Salle de sport"))));
    assertEquals("Salle de sport", lcd.rows(16, 2).getFirst());
    panel.show(new PanelText.Free(named("文体活动室", Map.of("zh-Hant", "文體活動室"))));
    assertEquals("SPORTS", lcd.rows(16, 2).getFirst());
  }

  private static RoomView named(String name, Map<String, String> others) {
    return new RoomView("sports", name, "zh-Hans", others, "2F", 20, 8, 12, false);
  }

  @Test
  void a_full_room_says_so() throws Exception {
    panel.show(FULL);

    assertEquals(List.of("Sports Hall", "FULL", "20 of 20 inside", ""), lcd.rows(20, 4));
  }

  @Test
  void a_room_whose_number_is_not_known_shows_none() throws Exception {
    panel.show(new PanelText.Unknown(room("Sports Hall", 20, 8)));

    assertEquals(List.of("Sports Hall", "ask the staff", "", ""), lcd.rows(20, 4));
  }

  @Test
  void a_room_without_places_is_closed_and_not_full() throws Exception {
    panel.show(new PanelText.Closed(room("Sports Hall", 0, 0)));

    assertEquals(List.of("Sports Hall", "CLOSED", "", ""), lcd.rows(20, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "文体活动室,            SPORTS",
    "Café Zürich,          Cafe Zurich",
    "Ｒｏｏｍ　１,           Room 1",
    "A\\B,                 SPORTS",
    "A~B,                  SPORTS",
    "Room of the long name, Room of the long nam",
    "' ',                  SPORTS"
  })
  void a_room_is_called_by_what_the_letters_can_say(String name, String shown) throws Exception {
    panel.show(new PanelText.Free(room(name, 20, 8)));

    assertEquals(shown, lcd.rows(20, 4).getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000, 400_000})
  void nothing_comes_before_the_controller_is_ready_for_it(int hertz) throws Exception {
    LcdModel fresh = new LcdModel(hertz);
    Hd44780 hurried = new Hd44780(new PanelBus(fresh).open(), fresh::pass);
    hurried.show(FREE);
    hurried.show(FULL);
    hurried.renew();
    hurried.show(FULL);
    hurried.show(DARK);
    hurried.show(FREE);

    assertEquals(List.of(), fresh.mistakes());
    assertEquals("12 free", fresh.rows(16, 2).getLast());
  }

  @Test
  void the_model_tells_of_a_driver_that_does_not_wait() throws Exception {
    LcdModel fresh = new LcdModel(STANDARD_MODE);
    new Hd44780(new PanelBus(fresh).open(), _ -> {}).show(FREE);

    assertFalse(fresh.mistakes().isEmpty());
  }

  @Test
  void only_rows_that_changed_are_sent() throws Exception {
    panel.show(FREE);
    bus.transfers();
    panel.show(new PanelText.Free(room("Sports Hall", 30, 18)));
    assertEquals(3, bus.transfers().size(), "an address, a row, and that it is on");

    panel.show(new PanelText.Free(room("Sports Hall", 30, 18)));
    assertEquals(0, bus.transfers().size());
  }

  @Test
  void a_dark_panel_has_neither_letters_nor_light_and_comes_back() throws Exception {
    panel.show(FREE);
    panel.show(DARK);
    assertEquals(List.of("", ""), lcd.rows(16, 2));
    assertFalse(lcd.isLit());

    panel.show(FULL);
    assertEquals(List.of("Sports Hall", "FULL"), lcd.rows(16, 2));
    assertTrue(lcd.isLit());
  }

  @Test
  void a_controller_in_any_state_is_brought_back_by_renewing() throws Exception {
    Random random = new Random(44_780);
    panel.show(FULL);
    for (int i = 0; i < 500; i++) {
      lcd.garble(random);
      panel.renew();
      panel.show(i % 2 == 0 ? FREE : FULL);

      assertEquals(i % 2 == 0 ? "12 free" : "FULL", lcd.rows(20, 4).get(1), "round " + i);
      assertEquals("Sports Hall", lcd.rows(20, 4).getFirst());
    }
  }

  /// The way into four-bit mode may lead through one-line mode, for less time than the letters take
  /// to fade.
  @Test
  void renewing_changes_nothing_that_is_seen() throws Exception {
    panel.show(FREE);
    AtomicReference<Duration> read = new AtomicReference<>(lcd.time());
    bus.beforeEach(
        _ -> {
          if (lcd.rows(20, 4).equals(List.of("Sports Hall", "12 free", "8 of 20 inside", ""))) {
            read.set(lcd.time());
          }
          Duration gone = lcd.time().minus(read.get());
          assertTrue(gone.compareTo(Duration.ofMillis(10)) < 0, "not to be read for " + gone);
        });
    panel.renew();
    panel.show(FREE);

    assertEquals("12 free", lcd.rows(20, 4).get(1));
  }

  @Test
  void a_transfer_that_breaks_off_anywhere_is_told_and_healed_by_opening_anew() throws Exception {
    panel.show(FREE);
    int whole = bus.transfers().stream().mapToInt(bytes -> bytes.length).sum();
    for (int bytes = 0; bytes < whole; bytes++) {
      Hd44780 lost = opened(lcd);
      bus.unplugAfter(bytes);
      assertThrows(PiException.class, () -> lost.show(FULL));
      bus.answerAgain();

      panel = opened(lcd);
      panel.show(FREE);
      assertEquals(
          List.of("Sports Hall", "12 free", "8 of 20 inside", ""), lcd.rows(20, 4), "at " + bytes);
    }
  }
}
