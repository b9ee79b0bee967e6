package daka.plugged;

import daka.plugged.Plugged.Form;
import daka.plugged.Plugged.Kind;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;

/// What types, points or is pressed: the nodes of evdev.
final class InputDevices {
  /// Numbers of linux/input-event-codes.h.
  private static final int KEY_1 = 2;

  private static final int KEY_ENTER = 28;
  private static final int KEY_A = 30;
  private static final int BTN_TOUCH = 0x14a;
  private static final int ABS_X = 0;
  private static final int REL_X = 0;

  private InputDevices() {}

  static List<Plugged> in(Sysfs sys) {
    return sys.in("sys/class/input").stream()
        .filter(path -> Sysfs.name(path).matches("event\\d{1,4}"))
        .map(path -> device(sys, path))
        .toList();
  }

  private static Plugged device(Sysfs sys, Path event) {
    Path device = event.resolve("device");
    Form form = form(device.resolve("capabilities"));
    return new Plugged(
        Kind.INPUT,
        sys.lasting("input/" + Sysfs.name(event), "input/by-id", "input/by-path"),
        Sysfs.text(device.resolve("name")),
        form,
        form == Form.TYPES ? List.of("keyboard") : List.of(),
        null);
  }

  private static Form form(Path capabilities) {
    BigInteger keys = bits(Sysfs.text(capabilities.resolve("key")));
    if (keys.testBit(KEY_ENTER) && (keys.testBit(KEY_1) || keys.testBit(KEY_A))) {
      return Form.TYPES;
    }
    if (bits(Sysfs.text(capabilities.resolve("abs"))).testBit(ABS_X) && keys.testBit(BTN_TOUCH)) {
      return Form.TOUCH;
    }
    return bits(Sysfs.text(capabilities.resolve("rel"))).testBit(REL_X)
        ? Form.POINTER
        : Form.BUTTONS;
  }

  /// Words of 64 bits in hexadecimal digits, the highest first.
  private static BigInteger bits(String words) {
    BigInteger bits = BigInteger.ZERO;
    for (String word : words.split(" ", -1)) {
      if (!word.matches("[0-9a-f]{1,16}")) {
        return BigInteger.ZERO;
      }
      bits = bits.shiftLeft(Long.SIZE).or(new BigInteger(word, 16));
    }
    return bits;
  }
}
