package daka.web.described;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import daka.web.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Spoils bodies and values that were good.
final class OddBodies {
  private static final ObjectWriter ASCII =
      Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Texts that programs trip over.
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\u001b[2J",
          "\r\nSet-Cookie: a=b",
          "\ud800",
          "\u202e王",
          "\ufeff",
          "=cmd|' /C calc'!A0",
          "'; DROP TABLE visits; --",
          "../../etc/passwd",
          "-1",
          "0",
          "007",
          "1e9",
          "NaN",
          "9223372036854775807",
          "9223372036854775808",
          "999999999999999999",
          "0000-00-00",
          "2026-02-30",
          "9999-12-31",
          "+1000000-01-01",
          "true",
          "null",
          "{}",
          "👩‍👩‍👧",
          "王".repeat(2_000),
          "9".repeat(400));

  private final Random random;

  OddBodies(Random random) {
    this.random = random;
  }

  String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  /// The bytes of a body in which something is wrong, or of none that is JSON at all.
  byte[] of(JsonNode good) {
    JsonNode body = good.deepCopy();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      body = spoilt(body);
    }
    byte[] bytes = bytes(body);
    return switch (random.nextInt(12)) {
      case 0 -> torn(bytes);
      case 1 -> ("{\"a\":".repeat(2_000) + "1").getBytes(StandardCharsets.UTF_8);
      case 2 -> new byte[0];
      case 3 -> twice(bytes);
      default -> bytes;
    };
  }

  /// Half of a pair of characters can be written with its number alone.
  private static byte[] bytes(JsonNode body) {
    try {
      return ASCII.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] torn(byte[] bytes) {
    byte[] torn = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    if (torn.length > 0) {
      torn[random.nextInt(torn.length)] = (byte) random.nextInt(256);
    }
    return torn;
  }

  /// With each field given twice.
  private static byte[] twice(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("{") && text.length() > 2
        ? (text.substring(0, text.length() - 1) + "," + text.substring(1))
            .getBytes(StandardCharsets.UTF_8)
        : bytes;
  }

  private JsonNode spoilt(JsonNode body) {
    List<ObjectNode> objects = new ArrayList<>();
    if (body instanceof ObjectNode object) {
      objects.add(object);
    }
    body.findParents("name").forEach(found -> keep(found, objects));
    body.forEach(inner -> inner.forEach(innermost -> keep(innermost, objects)));
    if (objects.isEmpty() || random.nextInt(20) == 0) {
      return value();
    }
    ObjectNode object = objects.get(random.nextInt(objects.size()));
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || random.nextInt(6) == 0) {
      object.set(random.nextBoolean() ? "unknown" : text(), value());
    } else {
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(3) == 0) {
        object.remove(name);
      } else {
        object.set(name, value());
      }
    }
    return body;
  }

  private static void keep(JsonNode found, List<ObjectNode> objects) {
    if (found instanceof ObjectNode object) {
      objects.add(object);
    }
  }

  private JsonNode value() {
    return switch (random.nextInt(10)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(true);
      case 2 -> JSON.numberNode(-1);
      case 3 -> JSON.numberNode(new BigInteger("9".repeat(40)));
      case 4 -> JSON.numberNode(1.5e300);
      case 5 -> many();
      case 6 -> JSON.objectNode().put("a", text());
      default -> JSON.textNode(text());
    };
  }

  private ArrayNode many() {
    ArrayNode many = JSON.arrayNode();
    for (int i = random.nextInt(1_000); i > 0; i--) {
      many.add(i % 3 == 0 ? JSON.nullNode() : JSON.textNode("a" + i));
    }
    return many;
  }
}
