package daka.web.described;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes values that a schema allows, out of what the kiosk has told before and of what people
/// write.
final class MadeValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST = 3;

  /// Tried in turn where a pattern or a format wants something.
  private static final List<String> TEXTS =
      List.of(
          "王小明",
          "hall",
          "sports",
          "1",
          "2",
          "17",
          "2026-11-23",
          "2026-12-31",
          "2030-02-28",
          "1948",
          "1948-05-01",
          "2026-11-23T10:00:00+08:00",
          "08:30-12:00",
          "14:00-21:00",
          "mon",
          "en",
          "zh-Hant",
          "13800001234",
          "4321",
          "123456",
          "W-17",
          "a-1",
          "purple tin eats a slow river",
          "Culture & Sports",
          "Zoë");

  private final Description description;
  private final Told told;
  private final Random random;

  MadeValues(Description description, Told told, Random random) {
    this.description = description;
    this.told = told;
    this.random = random;
  }

  /// @param name of the field or parameter that it is for
  JsonNode of(JsonNode given, String name) {
    JsonNode schema = description.resolve(given);
    if (schema.has("enum")) {
      return one(schema.get("enum"));
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.has(choice)) {
        return of(one(schema.get(choice)), name);
      }
    }
    if (schema.has("allOf")) {
      ObjectNode all = JSON.objectNode();
      schema.get("allOf").forEach(part -> all.setAll((ObjectNode) of(part, name)));
      return all;
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> array(schema, name);
      case "integer" -> JSON.numberNode(integer(schema));
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> JSON.textNode(text(schema, name));
    };
  }

  private JsonNode one(JsonNode array) {
    return array.get(random.nextInt(array.size()));
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? one(type).asText() : type.asText();
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode made = JSON.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    boolean alone = schema.path("maxProperties").asInt() == 1;
    int chosen = alone ? random.nextInt(schema.path("properties").size()) : -1;
    int at = 0;
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      boolean isSent = !description.resolve(property.getValue()).path("readOnly").asBoolean();
      boolean isWanted =
          alone ? at == chosen : required.contains(property.getKey()) || random.nextInt(10) < 4;
      if (isSent && isWanted) {
        made.set(property.getKey(), of(property.getValue(), property.getKey()));
      }
      at++;
    }
    if (schema.path("additionalProperties").isObject()) {
      made.set(one(List.of("en", "zh-Hant")), of(schema.get("additionalProperties"), "text"));
    }
    return made;
  }

  private ArrayNode array(JsonNode schema, String name) {
    ArrayNode made = JSON.arrayNode();
    int least = schema.path("minItems").asInt();
    int size = least + random.nextInt(Math.min(MOST, schema.path("maxItems").asInt(MOST)));
    for (int i = 0; i < size; i++) {
      made.add(of(schema.path("items"), name.replaceFirst("s$", "")));
    }
    return made;
  }

  private long integer(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(least + 20);
    return random.nextInt(4) == 0 ? most : random.nextLong(least, Math.min(most, least + 20) + 1);
  }

  private String text(JsonNode schema, String name) {
    if (schema.has("examples") && random.nextInt(8) > 0) {
      return one(schema.get("examples")).asText();
    }
    List<String> known = told.values(name);
    List<String> fit = new ArrayList<>();
    for (String text : TEXTS) {
      if (isFit(schema, text)) {
        fit.add(text);
      }
    }
    if (!known.isEmpty() && (fit.isEmpty() || random.nextBoolean())) {
      return one(known);
    }
    return fit.isEmpty() ? one(TEXTS) : one(fit);
  }

  private boolean isFit(JsonNode schema, String text) {
    return description.faults(schema, JSON.textNode(text)).isEmpty();
  }
}
