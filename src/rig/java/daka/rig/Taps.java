package daka.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Taps every card once and keeps what was answered, over as many deaths of the kiosk as it takes.
/// A card whose tap never reached the kiosk is tapped again at the next one.
final class Taps {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PEOPLE = 4;

  private final Queue<String> waiting;
  private final List<Outcome> outcomes = new ArrayList<>();

  Taps(Collection<String> cards) {
    waiting = new ConcurrentLinkedQueue<>(cards);
  }

  /// Taps at this kiosk from several threads until it dies or no card is left.
  ///
  /// @return to be joined
  List<Thread> at(URI kiosk) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<Thread> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(Thread.ofPlatform().name("tap-" + i).daemon().start(() -> queueUp(http, kiosk)));
    }
    return people;
  }

  private void queueUp(HttpClient http, URI kiosk) {
    boolean alive = true;
    for (String card = waiting.poll(); card != null; card = alive ? waiting.poll() : null) {
      alive = tap(http, kiosk, card);
    }
  }

  /// @return whether the kiosk answered
  private boolean tap(HttpClient http, URI kiosk, String card) {
    HttpRequest request =
        HttpRequest.newBuilder(kiosk.resolve("/api/v1/scans"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"payload\":\"" + card + "\"}"))
            .build();
    try {
      add(outcome(card, http.send(request, BodyHandlers.ofString()).body()));
      return true;
    } catch (ConnectException e) {
      waiting.add(card);
    } catch (IOException e) {
      add(new Outcome.Unanswered(card));
    } catch (InterruptedException e) {
      add(new Outcome.Unanswered(card));
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static Outcome outcome(String card, String body) throws IOException {
    JsonNode answer = JSON.readTree(body);
    return answer.path("decision").asText().equals("arrived")
        ? new Outcome.Recorded(
            card,
            answer.path("visit").asLong(),
            OffsetDateTime.parse(answer.path("at").asText()).toInstant())
        : new Outcome.Turned(card, body);
  }

  private synchronized void add(Outcome outcome) {
    outcomes.add(outcome);
    notifyAll();
  }

  /// Waits until this many taps have an outcome.
  synchronized void awaitOutcomes(int count) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (outcomes.size() < count) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new IllegalStateException(
            "after " + PATIENCE + " only " + outcomes.size() + " of " + count + " taps are over");
      }
      wait(left);
    }
  }

  synchronized List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  int left() {
    return waiting.size();
  }
}
