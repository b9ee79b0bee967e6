package daka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.check.LeftBehind;
import daka.device.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/// Debian's Prometheus, at work on a config.
final class Prometheus implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
  private static final Path TOOL = Path.of("/usr/bin/promtool");
  private static final Pattern LISTENS =
      Pattern.compile("msg=\"Listening on\" address=(?:\\S+):(\\d+)");
  private static final String READY = "Server is ready to receive web requests";
  private static final Duration PATIENCE = Waiting.PATIENCE;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();

  /// @param folder where it keeps what it has read
  Prometheus(Path config, Path folder) throws IOException {
    mustBeHere();
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder,
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .start();
    LeftBehind.offerText("prometheus.log", () -> String.join("\n", log));
    Thread.ofPlatform().name("prometheus-log").daemon().start(this::read);
  }

  static void mustBeHere() {
    if (!Files.isExecutable(PROGRAM) || !Files.isExecutable(TOOL)) {
      throw new TestAbortedException("there is no Prometheus here (Debian's package prometheus)");
    }
  }

  private void read() {
    int listens = 0;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        Matcher told = LISTENS.matcher(line);
        if (told.find()) {
          listens = Integer.parseInt(told.group(1));
        }
        if (line.contains(READY)) {
          port.complete(listens);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      log.add("(its log could not be read to the end: " + e.getMessage() + ")");
    }
    port.completeExceptionally(new IOException("Prometheus ended: " + String.join("\n", log)));
  }

  /// What promtool says to these words; a test fails if it finds fault.
  static void promtool(String... words) throws Exception {
    mustBeHere();
    List<String> command = new ArrayList<>(List.of(TOOL.toString()));
    command.addAll(List.of(words));
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new AssertionError("promtool " + String.join(" ", words) + ": " + said);
    }
  }

  /// The series that this query finds now.
  ///
  /// @throws AssertionError if it is no query
  JsonNode query(String query) throws Exception {
    return get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
        .path("result");
  }

  /// The data of an answer of its API.
  JsonNode get(String path) throws Exception {
    URI url =
        URI.create("http://127.0.0.1:" + port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) + path);
    String body =
        http.send(HttpRequest.newBuilder(url).timeout(PATIENCE).build(), BodyHandlers.ofString())
            .body();
    JsonNode answer = JSON.readTree(body);
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(path + ": " + body);
    }
    return answer.path("data");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
