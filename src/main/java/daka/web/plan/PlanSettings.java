package daka.web.plan;

import com.fasterxml.jackson.databind.JsonNode;
import daka.config.Setting;
import daka.config.text.Edit;
import daka.web.http.Json;
import daka.web.http.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The settings that are of a centre and not of its kiosk, by their names in the config file.
final class PlanSettings {
  private static final List<String> NAMES =
      List.of(
          "centre.zone",
          "centre.after-closing",
          "centre.languages",
          "centre.capacity",
          "centre.personal-code",
          "sound.volume",
          "display.idle-seconds",
          "lan.second-factor",
          "retention.days",
          "retention.residents");

  private PlanSettings() {}

  /// What a plan makes of a setting.
  ///
  /// @param before what counts now; null if nothing does
  /// @param after what counts then
  record Difference(String name, @Nullable Object before, @Nullable Object after) {}

  /// What counts at present, of the tables that are there; null where nothing does.
  static Map<String, @Nullable Object> present(List<Setting> settings) {
    Map<String, @Nullable Object> present = new LinkedHashMap<>();
    for (String name : NAMES) {
      Setting setting = find(name, settings);
      if (setting != null && setting.there()) {
        present.put(name, counting(setting));
      }
    }
    return present;
  }

  private static @Nullable Setting find(String name, List<Setting> settings) {
    return settings.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
  }

  private static @Nullable Object counting(Setting setting) {
    return setting.value() == null ? setting.otherwise() : setting.value();
  }

  /// What a plan makes of the settings; nothing of those that stay as they are.
  ///
  /// @throws ProblemException 400 if it has one that no plan has
  static List<Difference> differences(
      Map<String, @Nullable JsonNode> planned, List<Setting> settings) {
    List<Difference> differences = new ArrayList<>();
    planned.forEach(
        (name, value) -> {
          Setting setting = NAMES.contains(name) ? find(name, settings) : null;
          if (setting == null) {
            throw ProblemException.badRequest(
                "\"settings\" has \"" + name + "\"; a plan has " + String.join(", ", NAMES));
          }
          Object before = setting.there() ? counting(setting) : null;
          Object after = value(name, value);
          if (!alike(before, after)) {
            differences.add(new Difference(name, before, after));
          }
        });
    return differences;
  }

  /// Numbers of any width are alike.
  private static boolean alike(@Nullable Object before, @Nullable Object after) {
    if (before instanceof Number was && after instanceof Number is) {
      return was.longValue() == is.longValue();
    }
    return Objects.equals(before, after);
  }

  private static @Nullable Object value(String name, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    Object plain = Json.MAPPER.convertValue(value, Object.class);
    boolean isGood =
        plain instanceof String
            || plain instanceof Boolean
            || plain instanceof Integer
            || plain instanceof Long
            || (plain instanceof List<?> list && list.stream().allMatch(String.class::isInstance));
    if (!isGood) {
      throw ProblemException.badRequest(
          "\"settings."
              + name
              + "\" has to be a text, a whole number, true, false, or a list of"
              + " texts");
    }
    return plain;
  }

  /// How the config file is to be changed so that it says what a plan says.
  static List<Edit> edits(List<Difference> differences, List<Setting> settings) {
    List<Edit> edits = new ArrayList<>();
    for (Difference each : differences) {
      Setting setting = Objects.requireNonNull(find(each.name(), settings));
      Object after = each.after();
      edits.add(
          after == null
              ? new Edit.Drop(setting.place(), setting.key())
              : new Edit.Put(setting.place(), setting.key(), after));
    }
    return edits;
  }
}
