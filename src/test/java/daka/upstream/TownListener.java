package daka.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import daka.device.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A town that listens to a broker by Debian's mosquitto_sub: keeps each event once, in the order
/// in which they came, and the latest of every other topic.
public final class TownListener implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final Set<String> known = new HashSet<>();
  private final List<Long> sequences = new ArrayList<>();
  private final Map<String, JsonNode> latest = new ConcurrentHashMap<>();
  private Process process;
  private int duplicates;

  public TownListener(int port) throws Exception {
    this.port = port;
    process = subscribe();
  }

  /// QoS 0, so that the broker has nothing in its memory that a kill could lose.
  private Process subscribe() throws Exception {
    Process begun =
        new ProcessBuilder(
                "stdbuf",
                "-oL",
                "mosquitto_sub",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-V",
                "mqttv5",
                "-d",
                "-q",
                "0",
                "-t",
                "daka/#",
                "-F",
                "%t %r %p")
            .redirectErrorStream(true)
            .start();
    CountDownLatch subscribed = new CountDownLatch(1);
    Thread.ofPlatform().name("mosquitto_sub").daemon().start(() -> read(begun, subscribed));
    if (!subscribed.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("mosquitto_sub did not subscribe");
    }
    return begun;
  }

  /// Subscribes anew at a broker that was restarted.
  void again() throws Exception {
    close();
    process = subscribe();
  }

  private void read(Process from, CountDownLatch subscribed) {
    try (BufferedReader lines = from.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("Subscribed")) {
          subscribed.countDown();
        } else if (line.startsWith("daka/")) {
          String[] parts = line.split(" ", 3);
          take(parts[0], JSON.readTree(parts[2]));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Closed.
    }
  }

  private synchronized void take(String topic, JsonNode json) {
    if (!topic.endsWith("/journal")) {
      latest.put(topic, json);
    } else if (known.add(json.get("source").asText() + json.get("id").asText())) {
      sequences.add(json.get("sequence").asLong());
    } else {
      duplicates++;
    }
  }

  /// The numbers of what came in the journal, each once.
  public synchronized List<Long> sequences() {
    return List.copyOf(sequences);
  }

  synchronized int count() {
    return sequences.size();
  }

  synchronized int duplicates() {
    return duplicates;
  }

  /// What a topic said last in this field, or an empty text.
  public String said(String topic, String field) {
    return said(topic).path(field).asText();
  }

  /// What a topic said last, or a missing node.
  JsonNode said(String topic) {
    return latest.getOrDefault(topic, MissingNode.getInstance());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
