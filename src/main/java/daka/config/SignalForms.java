package daka.config;

import daka.config.Signals.Beeper;
import daka.config.Signals.CallButton;
import daka.config.Signals.Display;
import daka.config.Signals.Door;
import daka.config.Signals.Lamps;
import daka.config.Signals.Panel;
import daka.config.Signals.PanelKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads the sections of what is driven beside the screen, and compares their pins and addresses.
final class SignalForms {
  /// The pins on the header of a Raspberry Pi.
  private static final Form<Integer> PIN = Forms.number(0, 27);

  private static final Form<Integer> BUS = Forms.number(0, 63);

  private static final Form<String> PANEL_KIND =
      Forms.word(List.of("hd44780", "ssd1306", "sh1106"));
  private static final int HD44780_ADDRESS = 0x27;
  private static final int OLED_ADDRESS = 0x3C;

  private final PathForms paths;
  private final BiConsumer<String, Section> mention;
  private final Map<Integer, Integer> pins = new HashMap<>();
  private final Map<List<Integer>, Integer> addresses = new HashMap<>();

  /// @param mention takes each room that is named, and the section that names it
  SignalForms(PathForms paths, BiConsumer<String, Section> mention) {
    this.paths = paths;
    this.mention = mention;
  }

  Signals signals(Section file) {
    return new Signals(
        file.has("lamps") ? lamps(file.section("lamps")) : null,
        file.has("beeper") ? beeper(file.section("beeper")) : null,
        file.has("door") ? door(file.section("door")) : null,
        file.has("call-button") ? callButton(file.section("call-button")) : null,
        file.sections("panel").stream().map(this::panel).toList(),
        file.has("display") ? display(file.section("display")) : null);
  }

  private Lamps lamps(Section section) {
    Integer red = section.optional("red", PIN);
    Integer green = section.optional("green", PIN);
    if (!section.has("red") && !section.has("green")) {
      section.missing("green", "a pin for one of the lamps green and red");
    }
    onlyOne(section, "red", red);
    onlyOne(section, "green", green);
    boolean activeLow = section.optional("active-low", Forms.FLAG, false);
    section.close();
    return new Lamps(red, green, activeLow);
  }

  private Beeper beeper(Section section) {
    int chip = section.optional("chip", Forms.number(0, 63), 0);
    int channel = section.optional("channel", Forms.number(0, 15), 0);
    section.close();
    return new Beeper(chip, channel);
  }

  private Door door(Section section) {
    int pin = section.required("pin", PIN);
    onlyOne(section, "pin", pin);
    int pulse = section.optional("pulse-ms", Forms.number(100, 30_000), 3_000);
    boolean activeLow = section.optional("active-low", Forms.FLAG, false);
    section.close();
    return new Door(pin, Duration.ofMillis(pulse), activeLow);
  }

  private CallButton callButton(Section section) {
    int pin = section.required("pin", PIN);
    onlyOne(section, "pin", pin);
    section.close();
    return new CallButton(pin);
  }

  private Panel panel(Section section) {
    String room = section.required("room", Forms.SLUG);
    mention.accept(room, section);
    String kind = section.required("kind", PANEL_KIND);
    int bus = section.optional("bus", BUS, 1);
    boolean letters = kind.equals("hd44780");
    int address =
        section.optional("address", BusForms.ADDRESS, letters ? HD44780_ADDRESS : OLED_ADDRESS);
    String key = section.has("address") ? "address" : "kind";
    section.once(key, List.of(bus, address), addresses, "an address that no other panel has");
    section.close();
    return new Panel(room, kindOf(kind), bus, address);
  }

  private static PanelKind kindOf(String kind) {
    return kind.isEmpty() ? PanelKind.HD44780 : PanelKind.valueOf(kind.toUpperCase(Locale.ROOT));
  }

  private Display display(Section section) {
    Path backlight =
        section.optional(
            "backlight", paths.path("a folder such as \"/sys/class/backlight/10-0045\""));
    String output = section.optional("output", Forms.TEXT);
    if (backlight != null && output != null) {
      section.wrong("output", "either backlight or output, not both");
    }
    if (!section.has("backlight") && !section.has("output")) {
      section.missing("backlight", "a backlight, or else an output");
    }
    int idle = section.optional("idle-seconds", Forms.number(10, 86_400), 120);
    section.close();
    return new Display(backlight, output, Duration.ofSeconds(idle));
  }

  private void onlyOne(Section section, String key, @Nullable Integer pin) {
    if (pin != null) {
      section.once(key, pin, pins, "a pin that nothing else has");
    }
  }
}
