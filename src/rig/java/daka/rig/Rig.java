package daka.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.upstream.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Runs a kiosk, taps at it from several threads, kills it at a random moment, and starts it again
/// on the same data, round after round. A receiver listens all the time and misbehaves. After the
/// last round the kiosk lives until every tap is made and everything is forwarded; then [Checker]
/// compares what was answered with what is there.
public final class Rig {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CATCHING_UP = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /// How long after an answer the kiosk is killed at most, in microseconds: several taps.
  private static final int MOST_MICROS = 5_000;

  /// One round in so many kills the kiosk while it starts.
  private static final int STARTS = 5;

  private final List<String> main;
  private final int rounds;
  private final Random random;
  private final Site site;
  private final Receiver receiver;
  private final Taps taps;
  private Duration start = Duration.ofSeconds(1);

  /// @param main the class to start and its first arguments
  /// @param rounds how often the kiosk is killed
  /// @param taps how many taps there are in all
  /// @param seed decides when the kiosk is killed and what the receiver does
  public Rig(List<String> main, int rounds, int taps, long seed, Path folder, Receiver receiver)
      throws IOException, SQLException {
    this.main = main;
    this.rounds = rounds;
    this.random = new Random(seed);
    this.receiver = receiver;
    this.site = Site.make(folder, receiver.url(), taps);
    this.taps = new Taps(LongStream.rangeClosed(1, taps).mapToObj(Site::card).toList());
    Random moods = new Random(seed + 1);
    receiver.behave(_ -> mood(moods));
  }

  /// Fails one time in three, and one time in ten keeps the batch and tells nobody.
  private static Receiver.Answer mood(Random random) {
    int draw = random.nextInt(30);
    if (draw < 10) {
      return new Receiver.Answer.Status(500);
    }
    return draw < 13 ? new Receiver.Answer.Drop(true) : new Receiver.Answer.Store();
  }

  /// Does all rounds.
  public Findings run() throws Exception {
    for (int left = rounds; left > 0; left--) {
      round(left);
    }
    try (KioskProcess kiosk = KioskProcess.start(site, main)) {
      URI address = kiosk.awaitReady();
      join(taps.at(address));
      awaitForwarded(address);
      int exit = kiosk.stop();
      if (exit != 0) {
        throw new IllegalStateException("the kiosk stopped with " + exit + ":\n" + kiosk.log());
      }
    }
    return new Checker(site, taps.outcomes(), receiver.received()).check();
  }

  private void round(int left) throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(site, main)) {
      if (random.nextInt(STARTS) == 0) {
        kiosk.live(Duration.ofNanos(random.nextLong(start.toNanos())));
        kiosk.kill();
        return;
      }
      long begun = System.nanoTime();
      URI address = kiosk.awaitReady();
      start = Duration.ofNanos(System.nanoTime() - begun);
      int share = 2 * taps.left() / left;
      int enough = taps.outcomes().size() + random.nextInt(Math.min(taps.left(), share) + 1);
      List<Thread> people = taps.at(address);
      taps.awaitOutcomes(enough);
      kiosk.live(Duration.ofNanos(1_000L * random.nextInt(MOST_MICROS)));
      kiosk.kill();
      join(people);
    }
  }

  private static void join(List<Thread> people) throws InterruptedException {
    for (Thread person : people) {
      person.join();
    }
  }

  /// What the kiosk says is asked, and not the receiver: one that waited for the receiver could not
  /// notice that an event is never sent.
  private void awaitForwarded(URI kiosk) throws Exception {
    long until = System.nanoTime() + CATCHING_UP.toNanos();
    while (!isForwarded(kiosk)) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("not everything was forwarded within " + CATCHING_UP);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private static boolean isForwarded(URI kiosk) throws IOException {
    try (InputStream health = kiosk.resolve("/healthz").toURL().openStream()) {
      for (JsonNode part : JSON.readTree(health).path("parts")) {
        if (part.path("name").asText().equals("upstream")) {
          return part.path("detail").asText().startsWith("all sent");
        }
      }
    }
    return false;
  }
}
