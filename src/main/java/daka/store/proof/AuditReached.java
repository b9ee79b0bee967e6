package daka.store.proof;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.audit.AuditReport;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// How far the audit log had come when an entry of the journal told so.
///
/// @param entry the number of that entry in the journal
/// @param number the number of the last audit entry at that time
/// @param hash its hash
record AuditReached(long entry, long number, byte[] hash) {

  /// Null if the event is of another type, or makes no sense.
  static @Nullable AuditReached of(long entry, JsonNode event) {
    if (!event.path("type").asText().equals(AuditReport.TYPE)) {
      return null;
    }
    JsonNode data = event.path("data");
    try {
      byte[] hash = HexFormat.of().parseHex(data.path("hash").asText());
      return new AuditReached(entry, data.path("number").asLong(), hash);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
