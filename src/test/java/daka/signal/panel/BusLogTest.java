package daka.signal.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.screen.ScreenState.RoomView;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A log of a bus is read as the panel at its end does.
class BusLogTest {
  private static final PanelText FREE =
      new PanelText.Free(new RoomView("sports", "Sports Hall", "2F", 20, 8, 12));

  @Test
  void letters_are_read_from_a_log() throws Exception {
    LcdModel lcd = new LcdModel(100_000);
    StringBuilder log = new StringBuilder();
    PanelBus bus = logged(lcd, log);
    new Hd44780(bus.open(), lcd::pass).show(FREE);

    LcdModel read = new LcdModel(100_000);
    BusLog.replay(log.toString(), read);
    assertEquals(List.of("Sports Hall", "12 free"), read.rows(16, 2));
  }

  @Test
  void a_number_is_read_from_a_log() throws Exception {
    OledModel glass = OledModel.sh1106();
    StringBuilder log = new StringBuilder();
    PanelDrawing bars = new PanelDrawing((PanelPicture) null);
    new Oled(logged(glass, log).open(), OledChip.SH1106, () -> bars, () -> 0).show(FREE);

    OledModel read = OledModel.sh1106();
    BusLog.replay(log.toString(), read);
    assertTrue(Bars.show(read.shown(), 12));
    assertFalse(Bars.show(read.shown(), 11));
  }

  private static PanelBus logged(Chip chip, StringBuilder log) {
    PanelBus bus = new PanelBus(chip);
    bus.beforeEach(
        bytes -> log.append("1 w ").append(HexFormat.of().formatHex(bytes)).append('\n'));
    return bus;
  }
}
