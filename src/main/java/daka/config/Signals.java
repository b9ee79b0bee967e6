package daka.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the kiosk drives beside the screen, and the button it listens to. Pins are numbered as the
/// chip numbers them (BCM), not as they stand on the header. Nothing need be there: what is missing
/// is told, and everything else works.
///
/// @param lamps null if there are none
/// @param beeper null if there is none
/// @param door null if there is none to open
/// @param callButton null if there is none
/// @param panels in the order of the file; may be empty
/// @param display null if the light of the screen is left alone
public record Signals(
    @Nullable Lamps lamps,
    @Nullable Beeper beeper,
    @Nullable Door door,
    @Nullable CallButton callButton,
    List<Panel> panels,
    @Nullable Display display) {

  /// `[lamps]`: plain lamps that go with an answer.
  ///
  /// @param red the pin of the lamp for refusals, null if there is none
  /// @param green the pin of the lamp for everything that was recorded, null if there is none
  /// @param activeLow whether a lamp is lit by a low level; false unless said otherwise
  public record Lamps(@Nullable Integer red, @Nullable Integer green, boolean activeLow) {}

  /// `[beeper]`: a passive piezo on a PWM channel.
  ///
  /// @param chip the number in `/sys/class/pwm/pwmchipN`, 0 unless said otherwise
  /// @param channel of the chip, 0 unless said otherwise
  public record Beeper(int chip, int channel) {}

  /// `[door]`: the relay of a door opener.
  ///
  /// @param pulse how long the door is kept open after an arrival: 0.1 s to 30 s, 3 s unless said
  ///   otherwise
  /// @param activeLow whether a low level opens the door; false unless said otherwise
  public record Door(int pin, Duration pulse, boolean activeLow) {}

  /// `[call-button]`: a button that calls the staff, to ground.
  public record CallButton(int pin) {}

  /// `[[panel]]`: a small display at the door of a room, on an I²C bus.
  ///
  /// @param bus the number in `/dev/i2c-N`, 1 unless said otherwise
  /// @param address 0x27 for an HD44780 and 0x3C for the others unless said otherwise
  public record Panel(String room, PanelKind kind, int bus, int address) {}

  public enum PanelKind {
    /// 16 by 2 or 20 by 4 letters behind a PCF8574.
    HD44780,
    /// 128 by 64 dots.
    SSD1306,
    /// 128 by 64 dots.
    SH1106
  }

  /// `[display]`: the light of the screen, by one of two ways.
  ///
  /// @param backlight a folder of `/sys/class/backlight`; null if the output is switched instead
  /// @param output the name that `wlr-randr` knows the screen by, such as `HDMI-A-1`; null if there
  ///   is a backlight
  /// @param idle after how long without a touch or a tap the light is dimmed; 2 minutes unless said
  ///   otherwise
  public record Display(@Nullable Path backlight, @Nullable String output, Duration idle) {}
}
