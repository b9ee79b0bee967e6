package daka.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which keys there are, as what reads them looks at them.
final class Settings {
  /// Every table that may stand there once, with nothing in it.
  private static final String ALL =
      List.of(
              "centre",
              "kiosk",
              "lamps",
              "beeper",
              "door",
              "call-button",
              "display",
              "sound",
              "lan",
              "upstream",
              "mqtt",
              "retention",
              "audit",
              "data")
          .stream()
          .map(table -> "[" + table + "]\n")
          .collect(Collectors.joining());

  private Settings() {}

  static List<Setting> of(Path file, byte[] bytes) {
    List<Setting> settings = new ArrayList<>(read(file, bytes));
    Set<String> tables = settings.stream().map(Setting::table).collect(Collectors.toSet());
    read(file, ALL.getBytes(StandardCharsets.UTF_8)).stream()
        .filter(setting -> !tables.contains(setting.table()))
        .map(Setting::absent)
        .forEach(settings::add);
    return settings;
  }

  private static List<Setting> read(Path file, byte[] bytes) {
    ConfigFile read = new ConfigFile(file);
    read.read(bytes);
    return read.settings();
  }
}
