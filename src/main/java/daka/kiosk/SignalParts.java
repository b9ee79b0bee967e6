package daka.kiosk;

import daka.checkin.Hours;
import daka.config.Signals;
import daka.pi.InputPin;
import daka.pi.OutputPin;
import daka.pi.Pi;
import daka.screen.Screen;
import daka.signal.Attempt;
import daka.signal.Backlight;
import daka.signal.Beeper;
import daka.signal.CallButton;
import daka.signal.Display;
import daka.signal.DoorOpener;
import daka.signal.FollowingDevice;
import daka.signal.Lamps;
import daka.signal.ScreenLight;
import daka.signal.Signal;
import daka.signal.WaylandOutput;
import daka.signal.panel.Panel;
import daka.signal.panel.RoomPanel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes what the config names beside the screen.
public final class SignalParts {
  /// How long to wait before a device that is missing is looked for again.
  private static final Duration RETRY = Duration.ofSeconds(1);

  /// The same where each try starts a program.
  private static final Duration SLOW_RETRY = Duration.ofSeconds(5);

  private final Pi pi;
  private final Screen screen;
  private final Hours hours;
  private final InstantSource clock;

  public SignalParts(Pi pi, Screen screen, Hours hours, InstantSource clock) {
    this.pi = pi;
    this.screen = screen;
    this.hours = hours;
    this.clock = clock;
  }

  /// Those that the config names, the door first: nothing else may keep it open.
  public List<Signal> of(Signals config) {
    List<Signal> signals = new ArrayList<>();
    if (config.door() != null) {
      signals.add(door(config.door()));
    }
    if (config.lamps() != null) {
      signals.add(lamps(config.lamps()));
    }
    if (config.beeper() != null) {
      signals.add(beeper(config.beeper()));
    }
    if (config.callButton() != null) {
      signals.add(callButton(config.callButton()));
    }
    if (config.display() != null) {
      signals.add(display(config.display()));
    }
    config.panels().forEach(panel -> signals.add(panel(panel)));
    return signals;
  }

  private Signal door(Signals.Door door) {
    return following(
        "door",
        RETRY,
        () ->
            DoorOpener.open(
                "pin " + door.pin(),
                output(door.pin(), "daka door"),
                door.pulse(),
                door.activeLow(),
                Pi.keepsOutputs(),
                System::nanoTime));
  }

  private Signal lamps(Signals.Lamps lamps) {
    List<String> where = new ArrayList<>();
    List<Attempt> attempts = new ArrayList<>();
    if (lamps.red() != null) {
      attempts.add(Attempt.RED);
      where.add("red on pin " + lamps.red());
    }
    if (lamps.green() != null) {
      attempts.add(Attempt.GREEN);
      where.add("green on pin " + lamps.green());
    }
    return following(
        "lamps",
        RETRY,
        () ->
            Lamps.open(
                String.join(", ", where),
                lamp(lamps.red(), "red"),
                lamp(lamps.green(), "green"),
                lamps.activeLow(),
                System::nanoTime),
        attempts);
  }

  private OutputPin.@Nullable Opening lamp(@Nullable Integer pin, String colour) {
    return pin == null ? null : output(pin, "daka " + colour + " lamp");
  }

  private OutputPin.Opening output(int pin, String name) {
    return rest -> pi.output(pin, name, rest);
  }

  private Signal beeper(Signals.Beeper beeper) {
    return following(
        "beeper",
        RETRY,
        () ->
            Beeper.open(
                "channel " + beeper.channel() + " of pwmchip" + beeper.chip(),
                () -> pi.pwm(beeper.chip(), beeper.channel()),
                System::nanoTime),
        List.of(Attempt.BEEP));
  }

  private Signal callButton(Signals.CallButton button) {
    InputPin.Opening opening =
        listener ->
            pi.input(
                button.pin(), "daka call button", InputPin.Pull.UP, CallButton.DEBOUNCE, listener);
    return new Signal(
        "call button",
        RETRY,
        new CallButton("pin " + button.pin(), opening, screen::call, System::nanoTime));
  }

  private Signal display(Signals.Display display) {
    ScreenLight.Opening opening = light(display);
    return following(
        "display",
        SLOW_RETRY,
        () -> new Display(opening.open(), screen, display.idle(), hours, clock, System::nanoTime));
  }

  private static ScreenLight.Opening light(Signals.Display display) {
    Path backlight = display.backlight();
    if (backlight != null) {
      return () -> Backlight.open(backlight);
    }
    String output = String.valueOf(display.output());
    return () -> WaylandOutput.open("wlr-randr", output);
  }

  private Signal panel(Signals.Panel panel) {
    return following(
        "panel " + panel.room(),
        RETRY,
        () ->
            RoomPanel.open(
                panel.room(),
                "%s at 0x%02X on bus %d".formatted(panel.kind(), panel.address(), panel.bus()),
                fitting(panel.kind()),
                () -> pi.i2c(panel.bus(), panel.address()),
                hours,
                clock,
                System::nanoTime));
  }

  private Panel.Fitting fitting(Signals.PanelKind kind) {
    String language = screen.state().centre().languages().getFirst();
    return switch (kind) {
      case HD44780 -> Panel.hd44780();
      case SSD1306 -> Panel.ssd1306(language, System::nanoTime);
      case SH1106 -> Panel.sh1106(language, System::nanoTime);
    };
  }

  private Signal following(String name, Duration retry, FollowingDevice.Opening opening) {
    return following(name, retry, opening, List.of());
  }

  private Signal following(
      String name, Duration retry, FollowingDevice.Opening opening, List<Attempt> attempts) {
    return new Signal(name, retry, new FollowingDevice(screen, opening), attempts);
  }
}
