package daka.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Reads an event that was stored, and sees whether it is the one canonical text of what it says.
/// Shares nothing with [daka.store.journal.EventWriter], so that neither proves its own mistakes.
public final class CanonicalEvent {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Whole numbers below this are the same in every language.
  private static final long EXACT = 1L << 53;

  private CanonicalEvent() {}

  /// The event of this entry.
  ///
  /// @throws Contradiction if the text is not canonical JSON (RFC 8785), or is another entry's
  public static JsonNode read(long number, String text) throws Contradiction {
    JsonNode event = parse(number, text);
    if (!event.isObject() || !canonical(event).equals(text)) {
      throw Contradiction.at(number, "its event is not canonical JSON");
    }
    String sequence = event.path("sequence").asText();
    if (!sequence.equals(String.format(Locale.ROOT, "%012d", number))) {
      throw Contradiction.at(number, "its event says that it is number " + sequence);
    }
    return event;
  }

  /// The event of this entry, canonical or not.
  ///
  /// @throws Contradiction if the text is not JSON
  public static JsonNode parse(long number, String text) throws Contradiction {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException _) {
      throw Contradiction.at(number, "its event is not JSON");
    }
  }

  private static String canonical(JsonNode event) {
    StringBuilder text = new StringBuilder(512);
    write(text, event);
    return text.toString();
  }

  private static void write(StringBuilder text, JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> writeObject(text, node);
      case ARRAY -> {
        String separator = "[";
        for (JsonNode element : node) {
          write(text.append(separator), element);
          separator = ",";
        }
        text.append(node.isEmpty() ? "[]" : "]");
      }
      case STRING -> writeString(text, node.textValue());
      case NUMBER -> text.append(number(node));
      case BOOLEAN, NULL -> text.append(node.asText());
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no JSON was parsed to this");
    }
  }

  /// A number as ECMAScript writes a double (RFC 8785, 3.2.2.3). Events of this version have whole
  /// ones only.
  private static String number(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong() && Math.abs(node.longValue()) < EXACT) {
      return node.asText();
    }
    double value = node.doubleValue();
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + placed(digits, point);
  }

  /// @param point how many digits stand before the decimal point
  private static String placed(String digits, int point) {
    int count = digits.length();
    if (point > 21 || point <= -6) {
      return digits.charAt(0)
          + (count > 1 ? "." + digits.substring(1) : "")
          + (point > 0 ? "e+" : "e")
          + (point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    return point >= count
        ? digits + "0".repeat(point - count)
        : digits.substring(0, point) + "." + digits.substring(point);
  }

  private static void writeObject(StringBuilder text, JsonNode object) {
    Map<String, JsonNode> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    String separator = "{";
    for (Map.Entry<String, JsonNode> member : members.entrySet()) {
      writeString(text.append(separator), member.getKey());
      write(text.append(':'), member.getValue());
      separator = ",";
    }
    text.append(members.isEmpty() ? "{}" : "}");
  }

  private static void writeString(StringBuilder text, String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      int named = "\b\t\n\f\r".indexOf(c);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (named >= 0) {
        text.append('\\').append("btnfr".charAt(named));
      } else if (c < ' ') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
