package daka.firmware;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the firmware of a Raspberry Pi makes of a config.txt, as far as its documentation says: the
/// last of several settings counts, those under a filter count on the models it names, a filter of
/// a model replaces the one before, `[all]` ends all, and a `dtparam` below a `dtoverlay` is that
/// overlay's until an empty one.
final class FirmwareSettings {
  private static final List<String> MODELS = List.of("pi4", "pi5", "cm4", "cm5", "pi3", "pi02");

  private FirmwareSettings() {}

  /// The settings that count on a model, by name.
  static Map<String, String> on(String model, String config) {
    Map<String, String> settings = new LinkedHashMap<>();
    boolean meant = true;
    boolean other = true;
    String overlay = "";
    for (String each : config.split("\r?\n", -1)) {
      String line = each.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        String filter = line.substring(1, line.length() - 1);
        if (filter.equals("all")) {
          meant = true;
          other = true;
        } else if (MODELS.contains(filter)) {
          meant = filter.equals(model);
        } else {
          other = false;
        }
      } else if (meant && other && !line.isEmpty() && !line.startsWith("#")) {
        int at = line.indexOf('=');
        String name = at < 0 ? line : line.substring(0, at);
        String value = at < 0 ? "" : line.substring(at + 1);
        switch (name) {
          case "dtoverlay" -> {
            overlay = value.split("[,:]", 2)[0];
            if (!overlay.isEmpty()) {
              settings.put("dtoverlay=" + overlay, value);
            }
          }
          case "dtparam" -> {
            for (String parameter : value.split(",", -1)) {
              String[] parts = parameter.split("=", 2);
              settings.put(
                  overlay + ":" + parts[0].replaceFirst("^i2c$", "i2c_arm"),
                  parts.length == 1 ? "on" : parts[1]);
            }
          }
          case "gpio" -> settings.put("gpio=" + value.split("=", 2)[0], value);
          default -> settings.put(name, value);
        }
      }
    }
    return settings;
  }
}
