package daka;

import daka.rig.pi.PiKiosk;
import daka.rig.pi.PiSite;
import daka.rig.pi.VirtualPi;
import java.nio.file.Path;
import java.time.Duration;

/// A virtual Pi with the delivered kiosk running in it, and what its neighbours see of it.
record PiCentre(VirtualPi pi, PiKiosk kiosk, Door door, JournalFollower journal)
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
    VirtualPi pi = VirtualPi.start(machine, TARGET, site.folder());
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
      return new PiCentre(pi, kiosk, door, new JournalFollower(door, site.token()));
    } catch (Exception e) {
      pi.close();
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

  @Override
  public void close() {
    pi.close();
  }
}
