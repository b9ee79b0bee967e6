package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import daka.kiosk.JournalFollower;
import daka.rig.pi.PiKiosk;
import daka.rig.pi.PiSite;
import daka.rig.pi.VirtualPi;
import daka.upstream.Receiver;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// A virtual Pi with the delivered kiosk running in it, the town that it forwards to, and what its
/// neighbours see of it.
record PiCentre(
    VirtualPi pi, PiKiosk kiosk, Receiver town, Door door, String token, JournalFollower journal)
    implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Path TARGET = Path.of("target");
  private static final Path JVM_OPTIONS = Path.of("deploy", "jvm.options");

  /// Starts both, and returns when the kiosk answers taps.
  ///
  /// @param machine the folder it is started from
  /// @param folder new, for what it leaves behind
  /// @param residents how many are registered
  static PiCentre start(Path machine, Path folder, int residents, String config) throws Exception {
    long begun = System.nanoTime();
    PiSite site = PiSite.make(folder, residents, config, JVM_OPTIONS);
    Receiver town = new Receiver();
    VirtualPi pi = VirtualPi.start(machine, TARGET, site.folder(), town.url().getPort());
    try {
      double booted = seconds(begun);
      site.layInto(pi);
      // A camera that films would make the start longer.
      pi.camera().pullOut();
      PiKiosk kiosk = PiKiosk.start(pi);
      kiosk.awaitReady();
      System.out.printf(
          "virtual Pi: up after %.1f s, its kiosk ready after %.1f s%n", booted, seconds(begun));
      Door door = new Door(pi.kiosk());
      return new PiCentre(
          pi, kiosk, town, door, site.token(), new JournalFollower(door, site.token()));
    } catch (Exception e) {
      pi.close();
      town.close();
      throw e;
    }
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /// Waits until `/healthz` says this of a reader: ok, warning or failed.
  void awaitReader(String id, String state) throws Exception {
    Await.that(
        PATIENCE,
        () -> door.part("reader " + id).path("state").asText().equals(state),
        () -> "reader " + id + " is not " + state + ":\n" + kiosk.log());
  }

  /// Waits until so many people have arrived at a reader since the start.
  void awaitArrivals(String reader, long count) throws Exception {
    Await.that(
        PATIENCE,
        () -> arrivals(reader) == count,
        () -> "not " + count + " arrivals at " + reader + ": " + journal.of(reader));
  }

  /// How many people have arrived at a reader since the start.
  long arrivals(String reader) throws Exception {
    return journal.of(reader).stream()
        .filter(entry -> entry.path("type").asText().equals("daka.visit.arrived"))
        .count();
  }

  /// The visit log.
  List<JsonNode> visits() throws Exception {
    List<JsonNode> visits = new ArrayList<>();
    for (String row : door.get("/api/v1/visits.ndjson", token).body().lines().toList()) {
      visits.add(Door.JSON.readTree(row));
    }
    return visits;
  }

  /// How its parts are, by their names, while a tap would be recorded.
  Map<String, String> health() throws Exception {
    HttpResponse<String> answer = door.get("/healthz");
    assertEquals(200, answer.statusCode(), answer::body);
    Map<String, String> parts = new TreeMap<>();
    Door.JSON
        .readTree(answer.body())
        .path("parts")
        .forEach(part -> parts.put(part.path("name").asText(), part.path("state").asText()));
    return parts;
  }

  /// Waits until the town has all there is, in order.
  void awaitForwarded() throws Exception {
    int all = journal.all().size();
    Await.that(
        PATIENCE,
        () -> town.sequences().size() >= all,
        () -> "the town has " + town.sequences().size() + " of " + all + ":\n" + kiosk.log());
    assertEquals(LongStream.rangeClosed(1, all).boxed().toList(), town.sequences().subList(0, all));
  }

  @Override
  public void close() {
    pi.close();
    town.close();
  }
}
