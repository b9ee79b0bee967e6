package daka.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/// What a kiosk says of itself at `/healthz`.
///
/// @param kiosk the address of its listener
record HealthPage(URI kiosk) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Whether a tap would be recorded.
  boolean isWell() {
    try {
      return !parts().isMissingNode();
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether it has nothing left to forward by any way that it has.
  boolean isAllForwarded() throws IOException {
    JsonNode parts = parts();
    boolean forwards = false;
    for (Route route : Route.values()) {
      String detail = detail(parts, route);
      forwards |= !detail.isEmpty();
      if (!detail.isEmpty() && !isAllSent(detail)) {
        return false;
      }
    }
    return forwards;
  }

  /// The same of one way; false also if it does not answer.
  boolean isForwarded(Route route) {
    try {
      return isAllSent(detail(parts(), route));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isAllSent(String detail) {
    return detail.startsWith("all sent");
  }

  private static String detail(JsonNode parts, Route route) {
    for (JsonNode part : parts) {
      if (part.path("name").asText().equals(route.forwarder())) {
        return part.path("detail").asText();
      }
    }
    return "";
  }

  private JsonNode parts() throws IOException {
    HttpURLConnection health =
        (HttpURLConnection) kiosk.resolve("/healthz").toURL().openConnection();
    try (InputStream in = health.getInputStream()) {
      return JSON.readTree(in).path("parts");
    }
  }
}
