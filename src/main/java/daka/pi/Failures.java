package daka.pi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What Pi4J throws, said so that a person can cure it. It throws unchecked exceptions of many
/// kinds, and the error of the kernel is the innermost text.
final class Failures {
  private static final String GROUPS =
      "Let the kiosk's user be in the groups gpio, i2c and spi, and restart the kiosk;"
          + " firmware-config/apply sets this up.";
  private static final String BUSY =
      "Stop the other program or driver (gpioinfo names who has a pin), or take another pin or"
          + " address in the config.";
  private static final String NATIVE =
      "Use the 64-bit Raspberry Pi OS and keep lib/native beside daka.jar, or let -Djava.io.tmpdir"
          + " name a folder that is not mounted noexec; then restart the kiosk.";
  private static final String ANSWER =
      "Look whether the device has power and is wired to this bus, and whether its address is that"
          + " of the config (i2cdetect -y shows the addresses that answer).";
  static final String NO_CHIP =
      "Use the kernel of Raspberry Pi OS, whose chip is labelled pinctrl-bcm2711 or pinctrl-rp1"
          + " (gpiodetect lists what there is).";
  private static final String UNKNOWN = "It is tried again by itself; look at its wiring.";

  private Failures() {}

  /// Does it, and says what is wrong if it fails.
  static <T> T translate(String doing, Opened.Use<T> use) throws PiException {
    try {
      return use.use();
    } catch (RuntimeException | LinkageError e) {
      throw of(doing, e);
    }
  }

  static PiException of(String doing, Throwable thrown) {
    String reason = reason(thrown);
    String lower = reason.toLowerCase(Locale.ROOT);
    if (thrown instanceof LinkageError || lower.contains("os.arch")) {
      return new PiException(doing + ": Pi4J's native library cannot be used: " + reason, NATIVE);
    }
    if (lower.contains("permission denied")
        || lower.contains("not permitted")
        || lower.contains("not readable")
        || lower.contains("not writable")) {
      return new PiException(doing + ": may not be used: " + reason, GROUPS);
    }
    if (lower.contains("suitable gpiochip")) {
      return new PiException("there is no gpiochip of a Raspberry Pi: " + reason, NO_CHIP);
    }
    if (lower.contains("busy")) {
      return new PiException(doing + ": another program has it: " + reason, BUSY);
    }
    if (lower.contains("no such device or address")
        || lower.contains("i/o error")
        || lower.contains("input/output error")) {
      return new PiException(doing + ": nothing answers: " + reason, ANSWER);
    }
    return new PiException(doing + " failed: " + reason, UNKNOWN);
  }

  /// The innermost text there is.
  static String reason(Throwable thrown) {
    String reason = thrown.getClass().getSimpleName();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        reason = cause.getMessage().strip();
      }
    }
    return reason;
  }

  /// @throws PiException if the node is not there, or this user may not write to it
  static void checkNode(Path node, String missingCure) throws PiException {
    if (!Files.exists(node)) {
      throw new PiException(node + " does not exist", missingCure);
    }
    if (!Files.isWritable(node)) {
      throw new PiException(node + " may not be used", GROUPS);
    }
  }
}
