package daka;

import daka.config.Config;
import daka.config.Signals;
import daka.pi.Pi;
import daka.screen.Panel;
import daka.screen.RoomPanel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Makes the panels the config names.
final class Panels {
  /// How long to wait before a panel that does not answer is tried again.
  private static final Duration RETRY = Duration.ofSeconds(1);

  private Panels() {}

  static List<RoomPanel> of(Config config, Pi pi, InstantSource clock) {
    return config.signals().panels().stream().map(panel -> of(panel, config, pi, clock)).toList();
  }

  private static RoomPanel of(Signals.Panel panel, Config config, Pi pi, InstantSource clock) {
    return new RoomPanel(
        panel.room(),
        fitting(panel.kind(), config.centre().languages().getFirst()),
        () -> pi.i2c(panel.bus(), panel.address()),
        config.centre().hours(),
        clock,
        System::nanoTime,
        RETRY);
  }

  private static Panel.Fitting fitting(Signals.PanelKind kind, String language) {
    return switch (kind) {
      case HD44780 -> Panel.hd44780();
      case SSD1306 -> Panel.ssd1306(language, System::nanoTime);
      case SH1106 -> Panel.sh1106(language, System::nanoTime);
    };
  }
}
