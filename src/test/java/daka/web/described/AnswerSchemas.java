package daka.web.described;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import daka.web.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes of the schemas, which let answers have more fields for those who ask, the ones for those
/// who answer: no field is there that is not described, and none that is only sent.
final class AnswerSchemas {
  /// What is added to the name of a schema as it stands in a place that has further fields.
  private static final String WITH_MORE = "WithMore";

  private AnswerSchemas() {}

  /// The document with nothing but its schemas, as answers have them.
  static ObjectNode of(JsonNode document) {
    ObjectNode closed = Json.MAPPER.createObjectNode();
    ObjectNode schemas = closed.putObject("components").putObject("schemas");
    for (Map.Entry<String, JsonNode> named : document.at("/components/schemas").properties()) {
      schemas.set(named.getKey(), closed(named.getValue()));
      schemas.set(named.getKey() + WITH_MORE, inside(named.getValue()));
    }
    return closed;
  }

  /// A schema that stands alone.
  static JsonNode closed(JsonNode schema) {
    JsonNode made = inside(schema);
    boolean tellsFields = made.has("properties") || made.has("allOf");
    if (made instanceof ObjectNode object && tellsFields && !made.has("additionalProperties")) {
      object.put("unevaluatedProperties", false);
    }
    return made;
  }

  /// The same beside others that tell further fields.
  private static JsonNode inside(JsonNode schema) {
    JsonNode made = schema.deepCopy();
    if (!(made instanceof ObjectNode object)) {
      return made;
    }
    if (object.get("properties") instanceof ObjectNode properties) {
      List<String> names = new ArrayList<>();
      properties.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (properties.get(name).path("writeOnly").asBoolean()) {
          properties.remove(name);
        } else {
          properties.set(name, closed(properties.get(name)));
        }
      }
    }
    for (String of : List.of("items", "additionalProperties")) {
      if (object.path(of).isObject()) {
        object.set(of, closed(object.get(of)));
      }
    }
    for (JsonNode part : object.path("allOf")) {
      if (part instanceof ObjectNode one) {
        one.setAll((ObjectNode) inside(one));
        if (one.has("$ref")) {
          one.put("$ref", one.get("$ref").asText() + WITH_MORE);
        }
      }
    }
    return object;
  }
}
