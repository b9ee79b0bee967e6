package daka.rig.pi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the pins, the PWM channel and the buses of a virtual Pi were told, as its kernel saw it.
///
/// @param pi the machine
public record Traces(VirtualPi pi) {
  private static final String TRACING = "/sys/kernel/tracing/";
  private static final String I2C = "/sys/kernel/debug/lab-i2c/";
  private static final String SPI = "/sys/kernel/debug/lab-spi/";
  private static final String PINS = "/sys/devices/platform/labgpio/gpiochip0/sim_gpio";

  private static final Pattern TIME = Pattern.compile("\\s(\\d+)\\.(\\d{6}): (\\w+): (.*)$");
  private static final Pattern PIN = Pattern.compile("(\\d+) set (\\d)");
  private static final Pattern TONE =
      Pattern.compile("period=(\\d+) duty_cycle=(\\d+) .*enabled=(\\d)");

  /// A pin that was set.
  ///
  /// @param micros when, on the clock of the machine since it was started
  /// @param pin its number on the chip
  public record Level(long micros, int pin, boolean high) {}

  /// What the PWM channel was set to.
  ///
  /// @param micros when, on the clock of the machine since it was started
  public record Pwm(long micros, long periodNanos, long dutyNanos, boolean enabled) {}

  /// Forgets what was, and begins to keep what pins and the PWM channel are told.
  public void begin() throws IOException {
    // Those that are asked again and again would fill it.
    pi.put(TRACING + "events/gpio/gpio_value/filter", "get == 0");
    pi.put(TRACING + "buffer_size_kb", "512");
    pi.put(TRACING + "events/gpio/gpio_value/enable", "1");
    pi.put(TRACING + "events/pwm/pwm_apply/enable", "1");
    pi.put(TRACING + "trace", "");
  }

  /// What pins were set to since [#begin()], in order.
  public List<Level> levels() throws IOException {
    List<Level> levels = new ArrayList<>();
    int base = base();
    for (String line : pi.get(TRACING + "trace").lines().toList()) {
      Matcher event = TIME.matcher(line);
      if (event.find() && event.group(3).equals("gpio_value")) {
        Matcher pin = PIN.matcher(event.group(4));
        if (pin.find()) {
          levels.add(
              new Level(
                  micros(event), Integer.parseInt(pin.group(1)) - base, pin.group(2).equals("1")));
        }
      }
    }
    return levels;
  }

  /// The kernel's number of the chip's first pin.
  private int base() throws IOException {
    return Integer.parseInt(pi.run("cat /sys/class/gpio/gpiochip*/base").strip());
  }

  /// What the PWM channel was set to since [#begin()], in order.
  public List<Pwm> pwm() throws IOException {
    List<Pwm> states = new ArrayList<>();
    for (String line : pi.get(TRACING + "trace").lines().toList()) {
      Matcher event = TIME.matcher(line);
      if (event.find() && event.group(3).equals("pwm_apply")) {
        Matcher tone = TONE.matcher(event.group(4));
        if (tone.find()) {
          states.add(
              new Pwm(
                  micros(event),
                  Long.parseLong(tone.group(1)),
                  Long.parseLong(tone.group(2)),
                  tone.group(3).equals("1")));
        }
      }
    }
    return states;
  }

  private static long micros(Matcher event) {
    return Long.parseLong(event.group(1)) * 1_000_000 + Long.parseLong(event.group(2));
  }

  /// The level of an output pin, or what an input is held at.
  public boolean isHigh(int pin) throws IOException {
    return pi.get(level(pin)).strip().equals("1");
  }

  /// The file that says `1` while a pin is high.
  static String level(int pin) {
    return PINS + pin + "/value";
  }

  /// Holds an input pin at a level.
  public void hold(int pin, boolean high) throws IOException {
    pi.put(PINS + pin + "/pull", high ? "pull-up" : "pull-down");
  }

  /// Every message to and from the device at an address, in order: a line each, `MICROSECONDS w
  /// HEX` for what it was sent, and `r` for what it answered.
  public String i2c(int address) throws IOException {
    return pi.get(I2C + String.format(Locale.ROOT, "%02x.log", address));
  }

  /// Every message to the chip at an SPI bus's chip select, in order, as [#i2c] has them.
  public String spi(int chipSelect) throws IOException {
    return pi.get(SPI + chipSelect + ".log");
  }
}
