package daka.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import daka.event.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes an audit entry as a frame of syslog: a message of RFC 5424, and before it the count of
/// its octets (RFC 5425, 4.3). The message is the entry as JSON in ASCII, with its hash, by which
/// it can be compared with the kiosk's own.
///
/// It has no names: of whoever has a token or an account there is a keyed pseudonym, the same from
/// entry to entry, and what is about tokens and accounts tells neither path nor id. Reasons stay at
/// the kiosk.
final class SyslogFrame {
  /// Facility 13, log audit; severities 4, warning, and 6, informational (RFC 5424, 6.2.1).
  private static final int WARNING = 13 * 8 + 4;

  private static final int INFORMATIONAL = 13 * 8 + 6;

  /// The largest `sequenceId` (RFC 5424, 7.3.1).
  private static final long MOST = Integer.MAX_VALUE;

  private static final int MOST_MSGID = 32;
  private static final int PSEUDONYM_BYTES = 8;
  private static final Pattern FAILURE =
      Pattern.compile(".*\\.(refused|failed|held-up|locked|lost)");
  private static final Pattern NAMED = Pattern.compile("(token|account|session|sign-in)\\..*");
  private static final Set<String> NAMERS = Set.of("token", "account", "nobody");

  private static final List<String> TOLD =
      List.of(
          "number", "at", "by", "who", "action", "target", "id", "fields", "rows", "about",
          "sha256", "from", "hash");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final String host;
  private final SecretKeySpec key;

  /// @param host the name of this kiosk, printable ASCII
  /// @param key of the pseudonyms
  SyslogFrame(String host, byte[] key) {
    this.host = host;
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  byte[] write(Entry entry) {
    ObjectNode told = told(entry);
    String action = told.path("action").asText();
    String message =
        "<%d>1 %s %s daka - %s [meta sequenceId=\"%d\"] %s"
            .formatted(
                FAILURE.matcher(action).matches() ? WARNING : INFORMATIONAL,
                told.path("at").asText(),
                host,
                action.substring(0, Math.min(action.length(), MOST_MSGID)),
                (entry.number() - 1) % MOST + 1,
                json(told));
    byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(octets.length + 8);
    frame.writeBytes((octets.length + " ").getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(octets);
    return frame.toByteArray();
  }

  private static String json(ObjectNode told) {
    try {
      return JSON.writeValueAsString(told);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object of text and numbers is always JSON", e);
    }
  }

  private ObjectNode told(Entry entry) {
    JsonNode all = parse(entry);
    ObjectNode told = JSON.createObjectNode();
    TOLD.stream().filter(all::has).forEach(name -> told.set(name, all.get(name)));
    if (NAMERS.contains(all.path("by").asText()) && !all.path("who").asText().isEmpty()) {
      told.put("who", pseudonym(all.path("by").asText() + " " + all.path("who").asText()));
    }
    if (NAMED.matcher(all.path("action").asText()).matches()) {
      told.remove(List.of("id", "target"));
    }
    return told;
  }

  private static JsonNode parse(Entry entry) {
    try {
      return JSON.readTree(entry.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("audit entry " + entry.number() + " is not JSON", e);
    }
  }

  private String pseudonym(String who) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] digest = mac.doFinal(who.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, PSEUDONYM_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
    }
  }
}
