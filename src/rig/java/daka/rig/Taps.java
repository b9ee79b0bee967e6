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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The people with their cards, who tap one after the other as they are let in, and keep what was
/// answered, over as many deaths of the kiosk as it takes. Whoever never reached the kiosk taps
/// again at the next one.
final class Taps implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// How long several taps may take: an emulated machine that has just begun may take many seconds
  /// for each.
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final int PEOPLE = 4;

  private final Queue<String> waiting;
  private final Diary diary;
  private int letIn;

  /// @param diary takes the outcomes
  Taps(Collection<String> cards, Diary diary) {
    this.waiting = new ArrayDeque<>(cards);
    this.diary = diary;
  }

  /// Those who stand before one kiosk, as long as it lives.
  final class Crowd {
    private final HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Thread> people = new ArrayList<>();
    private final URI scans;
    private boolean sentAway;

    private Crowd(URI kiosk) {
      scans = kiosk.resolve("/api/v1/scans");
      for (int i = 0; i < PEOPLE; i++) {
        people.add(Thread.ofPlatform().name("tap-" + i).daemon().start(this::queueUp));
      }
    }

    private void queueUp() {
      try {
        boolean alive = true;
        while (alive) {
          String card = next(this);
          alive = card != null && tap(this, card);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("the diary cannot be written", e);
      }
    }

    /// Sends everybody away who has not tapped, and waits for the outcome of the others.
    void leave() throws InterruptedException {
      synchronized (Taps.this) {
        sentAway = true;
        letIn = 0;
        Taps.this.notifyAll();
      }
      for (Thread person : people) {
        person.join();
      }
      http.shutdownNow();
    }
  }

  /// People come to this kiosk. Nobody taps before they are let in.
  Crowd at(URI kiosk) {
    return new Crowd(kiosk);
  }

  /// So many more people may tap.
  synchronized void letIn(int count) {
    letIn += count;
    notifyAll();
  }

  private synchronized @Nullable String next(Crowd crowd) throws InterruptedException {
    while (!crowd.sentAway && (letIn == 0 || waiting.isEmpty())) {
      wait();
    }
    if (crowd.sentAway) {
      return null;
    }
    letIn--;
    return waiting.remove();
  }

  private synchronized void back(String card) {
    waiting.add(card);
  }

  /// @return whether the kiosk answered
  private boolean tap(Crowd crowd, String card) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(crowd.scans)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"payload\":\"" + card + "\"}"))
            .build();
    String body;
    try {
      body = crowd.http.send(request, BodyHandlers.ofString()).body();
    } catch (ConnectException e) {
      back(card);
      return false;
    } catch (IOException e) {
      diary.write(new Outcome.Unanswered(card));
      return false;
    }
    diary.write(outcome(card, body));
    return true;
  }

  private static Outcome outcome(String card, String body) throws IOException {
    JsonNode answer = JSON.readTree(body);
    return switch (answer.path("decision").asText()) {
      case "arrived" -> new Outcome.Recorded(card, visit(answer), at(answer));
      case "departed" -> new Outcome.Left(card, visit(answer), at(answer));
      default -> new Outcome.Turned(card, body);
    };
  }

  private static long visit(JsonNode answer) {
    return answer.path("visit").asLong();
  }

  private static Instant at(JsonNode answer) {
    return OffsetDateTime.parse(answer.path("at").asText()).toInstant();
  }

  /// Waits until this many taps have an outcome, or the kiosk is dead.
  ///
  /// @param alive whether it is not
  void await(int count, BooleanSupplier alive) throws InterruptedException {
    long until = System.nanoTime() + LONGEST.toNanos();
    while (diary.size() < count && alive.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "after %s only %d of %d taps are over".formatted(LONGEST, diary.size(), count));
      }
      diary.await(count, 20);
    }
  }

  /// How many have an outcome.
  int over() {
    return diary.size();
  }

  List<Outcome> outcomes() throws IOException {
    return diary.read();
  }

  /// How many have not tapped yet.
  synchronized int left() {
    return waiting.size();
  }

  @Override
  public void close() throws IOException {
    diary.close();
  }
}
