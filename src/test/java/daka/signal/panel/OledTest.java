package daka.signal.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.pi.PiException;
import daka.screen.ScreenState.RoomView;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The driver against both chips, and what is seen on the glass against the picture that is drawn.
class OledTest {
  private static final PanelText FREE = new PanelText.Free(room(20, 8));
  private static final PanelText FULL = new PanelText.Full(room(20, 20));
  private static final PanelText DARK = new PanelText.Dark();
  private static final Dots NOTHING = new Dots();

  private final AtomicLong nanos = new AtomicLong();
  private final PanelDrawing drawing = new PanelDrawing("zh-Hans");

  private static RoomView room(int capacity, int inside) {
    return new RoomView("sports", "文体活动室", "2F", capacity, inside, Math.max(0, capacity - inside));
  }

  /// A panel of each chip, with its bus.
  private final class Wired {
    final OledModel glass;
    final PanelBus bus;
    final OledChip chip;

    Wired(OledChip chip) {
      this.chip = chip;
      this.glass =
          switch (chip) {
            case SSD1306 -> OledModel.ssd1306();
            case SH1106 -> OledModel.sh1106();
          };
      this.bus = new PanelBus(glass);
    }

    Oled open() {
      return new Oled(bus.open(), chip, () -> drawing, nanos::get);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_glass_shows_the_picture_dot_by_dot(OledChip chip) throws Exception {
    Wired wired = new Wired(chip);
    wired.open().show(FREE);

    assertEquals(drawing.draw(FREE), wired.glass.shown());
    assertNotEquals(NOTHING, wired.glass.shown());
    assertEquals(List.of(), wired.glass.mistakes());
  }

  @ParameterizedTest
  @EnumSource
  void noise_of_the_memory_is_never_seen(OledChip chip) throws Exception {
    Wired wired = new Wired(chip);
    Dots drawn = drawing.draw(FREE);
    wired.bus.beforeEach(
        _ -> assertTrue(Set.of(NOTHING, drawn).contains(wired.glass.shown()), "noise"));
    wired.open().show(FREE);

    assertEquals(drawn, wired.glass.shown());
  }

  @ParameterizedTest
  @EnumSource
  void only_pages_that_changed_are_sent(OledChip chip) throws Exception {
    Wired wired = new Wired(chip);
    Oled panel = wired.open();
    panel.show(FREE);
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), wired.glass.pages());

    panel.show(new PanelText.Free(room(20, 9)));
    List<Integer> changed = wired.glass.pages();
    assertTrue(changed.getFirst() >= 2 && changed.size() < 7, "the name is not sent: " + changed);
    assertEquals(drawing.draw(new PanelText.Free(room(20, 9))), wired.glass.shown());

    panel.show(new PanelText.Free(room(20, 9)));
    assertEquals(List.of(), wired.glass.pages());
  }

  @ParameterizedTest
  @EnumSource
  void a_dark_panel_shows_nothing_and_comes_back_whole(OledChip chip) throws Exception {
    Wired wired = new Wired(chip);
    Oled panel = wired.open();
    panel.show(FREE);
    panel.show(DARK);
    assertEquals(NOTHING, wired.glass.shown());

    panel.show(FULL);
    assertEquals(drawing.draw(FULL), wired.glass.shown());
    assertEquals(List.of(), wired.glass.mistakes());
  }

  @ParameterizedTest
  @EnumSource
  void the_picture_moves_by_a_dot_every_minute_and_loses_none(OledChip chip) throws Exception {
    Wired wired = new Wired(chip);
    Oled panel = wired.open();
    Set<Dots> seen = new HashSet<>();
    for (int minute = 0; minute < 8; minute++) {
      panel.show(FULL);
      seen.add(wired.glass.shown());
      assertEquals(lit(drawing.draw(FULL)), lit(wired.glass.shown()));
      nanos.addAndGet(Oled.STAY.toNanos());
    }

    Dots drawn = drawing.draw(FULL);
    assertEquals(Set.of(drawn, drawn.moved(1, 0), drawn.moved(1, 1), drawn.moved(0, 1)), seen);
  }

  @ParameterizedTest
  @EnumSource
  void a_chip_in_any_state_is_brought_back_by_renewing(OledChip chip) throws Exception {
    Random random = new Random(1306);
    Wired wired = new Wired(chip);
    Oled panel = wired.open();
    panel.show(FULL);
    for (int i = 0; i < 60; i++) {
      wired.glass.garble(random);
      panel.renew();
      panel.show(i % 2 == 0 ? FREE : FULL);

      assertEquals(drawing.draw(i % 2 == 0 ? FREE : FULL), wired.glass.shown(), "round " + i);
    }
    assertEquals(List.of(), wired.glass.mistakes());
  }

  @ParameterizedTest
  @EnumSource
  void a_transfer_that_breaks_off_anywhere_is_told_and_healed_by_opening_anew(OledChip chip)
      throws Exception {
    Wired wired = new Wired(chip);
    wired.open().show(FREE);
    int whole = wired.bus.transfers().stream().mapToInt(bytes -> bytes.length).sum();
    for (int bytes = 0; bytes < whole; bytes += 23) {
      Oled lost = wired.open();
      wired.bus.unplugAfter(bytes);
      assertThrows(PiException.class, () -> lost.show(FULL));
      wired.bus.answerAgain();

      wired.open().show(FREE);
      assertEquals(drawing.draw(FREE), wired.glass.shown(), "at " + bytes);
    }
  }

  @Test
  void all_that_is_needed_to_draw_is_here() {
    drawing.draw(FREE);
    assertNull(drawing.shortfall());
  }

  private static long lit(Dots dots) {
    return dots.toString().chars().filter(dot -> dot == '#').count();
  }
}
