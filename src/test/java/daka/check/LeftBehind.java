package daka.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What would explain a failure: whoever is part of a scene offers it here, and [FailedTests] takes
/// it if a test fails.
public final class LeftBehind {
  /// Of a test that starts hundreds of kiosks, the last ones explain it.
  private static final int LAST = 12;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Deque<Offer> OFFERS = new ArrayDeque<>();
  private static int count;
  private static int before;

  private LeftBehind() {}

  /// Makes its content when it is asked for.
  public interface Source {
    /// @return nothing if there is nothing any more, such as of a page that is closed
    /// @throws Exception if it cannot be had, which is written down instead
    Optional<byte[]> content() throws Exception;
  }

  /// @param file the file's name, with a number before its end where there are more of them
  record Offer(int number, String file, Source source) {}

  /// Offers what will be a file of this name, until the test is over, or the class if it is offered
  /// before its tests.
  public static synchronized void offer(String file, Source source) {
    int dot = file.lastIndexOf('.');
    count++;
    OFFERS.add(
        new Offer(count, file.substring(0, dot) + "-" + count + file.substring(dot), source));
    if (OFFERS.size() > LAST) {
      OFFERS.remove();
    }
  }

  /// Offers a text.
  public static void offerText(String file, TextSource source) {
    offer(file, () -> Optional.of(source.text().getBytes(StandardCharsets.UTF_8)));
  }

  /// A text when it is asked for.
  public interface TextSource {
    /// @throws Exception if it cannot be had
    String text() throws Exception;
  }

  /// Offers the state that the pages of a kiosk draw, for as long as it answers.
  ///
  /// @param kiosk the address of its own listener
  public static void offerState(URI kiosk) {
    offer("state.json", () -> state(kiosk));
  }

  private static Optional<byte[]> state(URI kiosk) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(kiosk.resolve("/screen/events")).timeout(PATIENCE).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
        return lines
            .dropWhile(line -> !line.equals("event: state"))
            .filter(line -> line.startsWith("data: "))
            .findFirst()
            .map(line -> line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
      } finally {
        client.shutdownNow();
      }
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  static synchronized List<Offer> offers() {
    return new ArrayList<>(OFFERS);
  }

  /// A test begins: what is offered from now on is its own.
  static synchronized void begin() {
    before = count;
  }

  /// A test is over.
  static synchronized void end() {
    OFFERS.removeIf(offer -> offer.number() > before);
  }

  /// All tests of a class are over.
  static synchronized void forget() {
    OFFERS.clear();
    count = 0;
  }

  /// Where the files of a test are.
  static Path folder(String type, String test) {
    String name = test.replaceAll("[^\\w\\p{IsHan}.-]+", "_");
    return Path.of("target", "failed", type, name.substring(0, Math.min(100, name.length())));
  }
}
