package daka.web.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import daka.device.Waiting;
import daka.web.http.Json;
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
import org.jspecify.annotations.Nullable;

/// A page of the kiosk without a browser: it follows the screen with a cookie, and asks with it.
final class FollowingPage implements AutoCloseable {
  private final RunningKiosk kiosk;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String name;
  final String cookie;
  final String setCookie;
  private final InputStream stream;
  private final Thread reader;
  private volatile JsonNode state = MissingNode.getInstance();

  FollowingPage(RunningKiosk kiosk, String name) throws Exception {
    this(kiosk, name, null);
  }

  /// @param known the cookie that the browser has already, or null
  FollowingPage(RunningKiosk kiosk, String name, @Nullable String known) throws Exception {
    this.kiosk = kiosk;
    this.name = name;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(kiosk.url("/screen/events?page=" + name)));
    if (known != null) {
      request.header("Cookie", known);
    }
    HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
    setCookie = response.headers().firstValue("Set-Cookie").orElse("");
    cookie = known == null ? setCookie.split(";", 2)[0] : known;
    stream = response.body();
    reader = Thread.ofVirtual().start(this::read);
    Waiting.await("the first state", () -> !state.isMissingNode());
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: {\"")) {
          state = Json.MAPPER.readTree(line.substring("data: ".length()));
        }
      }
    } catch (IOException e) {
      // The page was closed, or the kiosk.
    }
  }

  /// The last state.
  JsonNode state() {
    return state;
  }

  boolean isUnlocked() {
    return state.hasNonNull("staff");
  }

  void awaitUnlocked(boolean unlocked) {
    Waiting.await(
        unlocked ? "the page to be unlocked" : "the page to be locked",
        () -> isUnlocked() == unlocked);
  }

  /// The status of an answer to what this page asks for.
  int status(String path) throws Exception {
    return get(path).statusCode();
  }

  HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return change("POST", path, json);
  }

  HttpResponse<String> put(String path, String json) throws Exception {
    return change("PUT", path, json);
  }

  /// Does something to what is there, whatever it is now.
  private HttpResponse<String> change(String method, String path, String json) throws Exception {
    return http.send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .method(method, BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(kiosk.url(path)))
        .header("Cookie", cookie)
        .header("Daka-Page", name)
        .timeout(RunningKiosk.PATIENCE);
  }

  @Override
  public void close() throws IOException {
    stream.close();
    reader.interrupt();
    http.close();
  }
}
