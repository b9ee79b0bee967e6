package daka.pi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the kernel does with a pin that a program drove when that program is killed. Raspberry Pi
/// OS leaves it as it is, so that `gpioset` can end; with `dtparam=strict_gpiod` it becomes an
/// input again, as everywhere else, and is at its level at rest by the pull of the chip.
///
/// Source: parameter `persist_gpio_outputs` of the drivers pinctrl-bcm2835 and pinctrl-rp1.
final class KeptOutputs {
  private static final List<String> PARAMETERS =
      List.of(
          "pinctrl_bcm2835/parameters/persist_gpio_outputs",
          "pinctrl_rp1/parameters/persist_gpio_outputs");

  private KeptOutputs() {}

  /// Whether the kernel says that it leaves pins as they are.
  ///
  /// @param modules `/sys/module`
  static boolean in(Path modules) {
    return PARAMETERS.stream().map(modules::resolve).anyMatch(KeptOutputs::isYes);
  }

  private static boolean isYes(Path parameter) {
    try {
      return Files.readString(parameter).strip().equals("Y");
    } catch (IOException e) {
      return false;
    }
  }
}
