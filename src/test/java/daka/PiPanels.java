package daka;

import static daka.PiCentre.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.rig.pi.PiKiosk;
import daka.rig.pi.Traces;
import daka.signal.panel.Bars;
import daka.signal.panel.BusLog;
import daka.signal.panel.LcdModel;
import daka.signal.panel.OledModel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The two panels at a door of a centre in a virtual Pi, as the config has them, rebuilt from the
/// bytes on the bus.
record PiPanels(Traces traces, PiKiosk kiosk) {
  private static final int LETTERS = 0x27;
  private static final int DOTS = 0x3C;

  /// Waits until both show a number of free places.
  void await(int free) throws Exception {
    Await.that(
        PATIENCE,
        () -> letters().rows(16, 2).getLast().equals(free + " free"),
        () -> letters().rows(16, 2) + "\n" + kiosk.log());
    assertEquals(List.of(), letters().mistakes());
    Await.that(
        PATIENCE,
        () -> Bars.show(dots().shown(), free),
        () -> dots().mistakes() + "\n" + kiosk.log());
    assertEquals(List.of(), dots().mistakes());
  }

  private LcdModel letters() throws IOException {
    LcdModel glass = new LcdModel(100_000);
    // It has had power since the machine was started.
    glass.pass(Duration.ofSeconds(1));
    BusLog.replay(traces.i2c(LETTERS), glass);
    return glass;
  }

  private OledModel dots() throws IOException {
    OledModel glass = OledModel.ssd1306();
    BusLog.replay(traces.i2c(DOTS), glass);
    return glass;
  }
}
