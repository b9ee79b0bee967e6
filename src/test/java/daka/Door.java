package daka;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// The listener of a running kiosk, as its neighbours use it.
///
/// @param kiosk the address it listens at
record Door(URI kiosk) {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  HttpResponse<String> tap(String card) throws Exception {
    byte[] body = JSON.writeValueAsBytes(Map.of("payload", card));
    return tap("application/json", body);
  }

  /// What a tap is answered.
  JsonNode decision(String card) throws Exception {
    return JSON.readTree(tap(card).body());
  }

  HttpResponse<String> tap(String type, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(kiosk.resolve("/api/v1/scans"))
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(kiosk.resolve(path)).timeout(PATIENCE).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String token) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(kiosk.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  /// What `/healthz` says of one part.
  JsonNode part(String name) throws Exception {
    for (JsonNode part : JSON.readTree(get("/healthz").body()).path("parts")) {
      if (part.path("name").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("/healthz says nothing of " + name);
  }

  Page page() throws Exception {
    return new Page(
        HTTP.send(
                HttpRequest.newBuilder(kiosk.resolve("/screen/events")).build(),
                BodyHandlers.ofInputStream())
            .body());
  }

  /// A page that follows the screen.
  static final class Page implements AutoCloseable {
    private final BufferedReader lines;

    private Page(InputStream events) {
      lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
    }

    /// Waits for the next state.
    JsonNode state() throws IOException {
      boolean state = false;
      while (true) {
        String line = requireNonNull(lines.readLine(), "the stream has ended");
        if (line.startsWith("event: ")) {
          state = line.equals("event: state");
        } else if (state && line.startsWith("data: ")) {
          return JSON.readTree(line.substring(6));
        }
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
