package daka.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import daka.event.Entry;
import daka.web.http.Json;
import daka.web.visits.FormulaSigns;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The audit log as CSV (RFC 4180), disarmed as the visit log is; see [FormulaSigns]. A new column
/// is the last one.
final class AuditCsv {
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "at",
          "by",
          "who",
          "action",
          "target",
          "id",
          "fields",
          "rows",
          "about",
          "sha256",
          "from",
          "hashreason",
          "reason_sha256",
          "hashsalt",
          "hash",
          "hashbefore");

  /// With a byte-order mark, by which spreadsheets know it for UTF-8.
  static final byte[] HEADER = ("\uFEFF" + String.join(",", COLUMNS) + "\r\n").getBytes(UTF_8);

  private AuditCsv() {}

  static byte[] row(Entry entry) {
    JsonNode json = parse(entry);
    return COLUMNS.stream()
        .map(column -> cell(json.path(column)))
        .collect(Collectors.joining(",", "", "\r\n"))
        .getBytes(UTF_8);
  }

  private static JsonNode parse(Entry entry) {
    try {
      return Json.MAPPER.readTree(entry.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("audit entry " + entry.number() + " is not JSON", e);
    }
  }

  private static String cell(JsonNode value) {
    String text =
        value.isArray()
            ? StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" "))
            : value.asText();
    byte[] bytes = text.getBytes(UTF_8);
    String disarmed = FormulaSigns.begin(bytes, 0, bytes.length) ? "'" + text : text;
    return disarmed.matches("[^,\";\\r\\n\\t]*")
        ? disarmed
        : '"' + disarmed.replace("\"", "\"\"") + '"';
  }
}
