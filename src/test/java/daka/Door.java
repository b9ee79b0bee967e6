package daka;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.check.LeftBehind;
import daka.device.Waiting;
import daka.web.described.HeldAtClient;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The listener of a running kiosk, as its neighbours use it. Each answer is held against the
/// description.
///
/// @param kiosk the address it listens at
public record Door(URI kiosk) {
  public static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Waiting.PATIENCE;

  public HttpResponse<String> tap(String card) throws Exception {
    byte[] body = JSON.writeValueAsBytes(Map.of("payload", card));
    return tap("application/json", body);
  }

  /// What a tap is answered.
  JsonNode decision(String card) throws Exception {
    return JSON.readTree(tap(card).body());
  }

  /// A card as a camera sees it, such as `image/png`.
  public HttpResponse<String> tap(String type, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(kiosk.resolve("/api/v1/scans"))
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return ask(request);
  }

  public HttpResponse<String> get(String path) throws Exception {
    return ask(HttpRequest.newBuilder(kiosk.resolve(path)).timeout(PATIENCE).build());
  }

  public HttpResponse<String> get(String path, String token) throws Exception {
    return ask(
        HttpRequest.newBuilder(kiosk.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static HttpResponse<String> ask(HttpRequest request) throws Exception {
    return HeldAtClient.atKiosk(HTTP.send(request, BodyHandlers.ofString()));
  }

  /// What `/healthz` says of one part.
  public JsonNode part(String name) throws Exception {
    for (JsonNode part : JSON.readTree(get("/healthz").body()).path("parts")) {
      if (part.path("name").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("/healthz says nothing of " + name);
  }

  public Page page() throws Exception {
    return new Page(
        HTTP.send(
                HttpRequest.newBuilder(kiosk.resolve("/screen/events")).build(),
                BodyHandlers.ofInputStream())
            .body());
  }

  /// A page that follows the screen.
  public static final class Page implements AutoCloseable {
    private final BufferedReader lines;
    private volatile @Nullable String last;

    private Page(InputStream events) {
      lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
      LeftBehind.offer("followed.json", () -> Optional.ofNullable(last).map(Page::bytes));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Waits for the next state.
    public JsonNode state() throws IOException {
      boolean state = false;
      while (true) {
        String line = requireNonNull(lines.readLine(), "the stream has ended");
        if (line.startsWith("event: ")) {
          state = line.equals("event: state");
        } else if (state && line.startsWith("data: ")) {
          last = line.substring(6);
          return JSON.readTree(last);
        }
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
