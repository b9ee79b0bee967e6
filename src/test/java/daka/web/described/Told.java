package daka.web.described;

import com.fasterxml.jackson.databind.JsonNode;
import daka.web.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What answers have told: ids, names and tags by what they are of, so that requests can be about
/// something that is there.
final class Told {
  /// The latest of each kind, so that what has been deleted is forgotten.
  private static final int KEPT = 12;

  private final Map<String, LinkedHashSet<String>> told = new LinkedHashMap<>();

  /// Takes up what an answer in JSON tells.
  ///
  /// @param about what it is of, such as `residents`
  void hear(String about, byte[] body) {
    try {
      hear(about, Json.MAPPER.readTree(body));
    } catch (IOException e) {
      throw new AssertionError("an answer that calls itself JSON is none", e);
    }
  }

  private void hear(String about, JsonNode node) {
    if (node.isArray()) {
      node.forEach(one -> hear(about, one));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isContainerNode()) {
        hear(field.getKey().replace('_', '-'), value);
      } else if (!value.isNull()) {
        keep(about + "." + field.getKey(), value.asText());
      }
    }
  }

  void keep(String key, String value) {
    LinkedHashSet<String> kept = told.computeIfAbsent(key, _ -> new LinkedHashSet<>());
    kept.remove(value);
    kept.addLast(value);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
  }

  /// What a field of this name may hold.
  List<String> values(String field) {
    return first(field + "s.id", field + "s." + field, "residents." + field, "waiting." + field);
  }

  /// What may stand in a path.
  ///
  /// @param about what the path is of, such as `visits`
  List<String> inPath(String about, String parameter) {
    return switch (parameter) {
      case "card" -> first("cards.id");
      case "other", "relative" -> first("residents.id");
      case "id" -> first(about + "." + about.replaceFirst("s$", ""), about + ".id");
      default -> first(about + "." + parameter, "consents.id");
    };
  }

  private List<String> first(String... keys) {
    for (String key : keys) {
      Collection<String> found = told.getOrDefault(key, new LinkedHashSet<>());
      if (!found.isEmpty()) {
        return new ArrayList<>(found);
      }
    }
    return List.of();
  }
}
