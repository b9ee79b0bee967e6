package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.rig.Site;
import daka.rig.pi.PiKiosk;
import daka.rig.pi.PiSite;
import daka.rig.pi.Preparation;
import daka.rig.pi.SerialPlug;
import daka.rig.pi.SerialWire;
import daka.rig.pi.VirtualPi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/// The jar as it is delivered on an arm64 machine with the devices of a Raspberry Pi, driven and
/// looked at from outside. One machine and one kiosk serve all tests, each with cards of its own.
@Timeout(600)
class VirtualPiTest {
  private static final Path TARGET = Path.of("target");
  private static final Path JVM_OPTIONS = Path.of("deploy", "jvm.options");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// How often each reader is pulled out.
  private static final int TIMES = Integer.getInteger("rig.plugs", 50);

  private static final int RESIDENTS = 400;

  private static final String CONFIG =
      """
      [centre]
      id = "yimin"
      name = "益民社区邻里中心"
      hours = "00:00-24:00"

      [kiosk]
      id = "entrance"
      room = "hall"
      data = "%s"
      listen = "127.0.0.1:8080"

      [[reader]]
      id = "counter"
      kind = "serial"
      device = "/dev/ttyS0"

      [[reader]]
      id = "door"
      kind = "serial"
      device = "/dev/serial/by-id/ftdi_sio"
      room = "sports"
      """
          .formatted(PiSite.DATA);

  @TempDir static Path folder;

  /// What all tests share, made by the first of them.
  private record Running(VirtualPi pi, PiKiosk kiosk, Door door, JournalFollower journal) {}

  private static @Nullable Preparation preparation;
  private static @Nullable Running running;

  @BeforeEach
  void start() throws Exception {
    if (preparation == null) {
      preparation = Preparation.prepare();
    }
    switch (preparation) {
      case Preparation.NotHere(String reason) -> {
        System.out.println(reason);
        throw new TestAbortedException(reason);
      }
      case Preparation.Ready(Path machine) -> {
        if (running == null) {
          running = start(machine);
        }
      }
    }
  }

  private static Running start(Path machine) throws Exception {
    long begun = System.nanoTime();
    PiSite site = PiSite.make(folder, RESIDENTS, CONFIG, JVM_OPTIONS);
    VirtualPi pi = VirtualPi.start(machine, TARGET, site.folder());
    double booted = seconds(begun);
    try {
      site.layInto(pi);
      PiKiosk kiosk = PiKiosk.start(pi);
      kiosk.awaitReady();
      System.out.printf(
          "virtual Pi: up in %.1f s, kiosk ready %.1f s later%n", booted, seconds(begun) - booted);
      Door door = new Door(pi.kiosk());
      return new Running(pi, kiosk, door, new JournalFollower(door, site.token()));
    } catch (Exception e) {
      pi.close();
      throw e;
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.pi().close();
    }
  }

  private static Running shared() {
    if (running == null) {
      throw new IllegalStateException("no machine was started");
    }
    return running;
  }

  @Test
  void a_line_from_a_serial_reader_becomes_a_visit() throws Exception {
    try (SerialWire uart = shared().pi().uart()) {
      awaitReader("counter");
      uart.send(Site.card(1) + "\r\n");
      awaitArrivals("counter", 1);
    }
  }

  @Test
  void a_reader_pulled_out_in_mid_scan_again_and_again_reads_all_and_loses_nothing()
      throws Exception {
    Running now = shared();
    pullOut(1, 51);
    Map<String, Long> threads = now.kiosk().threads();
    Map<String, Long> descriptors = now.kiosk().descriptors();
    long begun = System.nanoTime();
    pullOut(TIMES, 101);
    System.out.printf("virtual Pi: pulled out %d times in %.0f s%n", TIMES, seconds(begun));
    assertEquals(Map.of(), grown(threads, now.kiosk().threads()), "threads");
    assertEquals(Map.of(), grown(descriptors, now.kiosk().descriptors()), "descriptors");
  }

  private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> grown = new HashMap<>(after);
    grown.entrySet().removeIf(one -> one.getValue() <= before.getOrDefault(one.getKey(), 0L));
    return grown;
  }

  /// Pulls out all readers, side by side, and looks what was registered.
  private static void pullOut(int times, int first) throws Exception {
    Running now = shared();
    List<PullingOut> people =
        List.of(
            new PullingOut(
                now.door(), now.journal(), "door", new SerialPlug(now.pi()), times, first));
    Map<String, Integer> before = new HashMap<>();
    for (PullingOut person : people) {
      before.put(person.reader(), now.journal().of(person.reader()).size());
    }
    try (ExecutorService hands = Executors.newFixedThreadPool(people.size())) {
      for (Future<PullingOut> done : hands.invokeAll(people)) {
        String reader = done.get().reader();
        List<JsonNode> all = now.journal().of(reader);
        List<JsonNode> entries = all.subList(before.getOrDefault(reader, 0), all.size());
        assertEquals(times, entries.size(), entries::toString);
        assertTrue(entries.stream().allMatch(VirtualPiTest::isArrival), entries::toString);
        long residents =
            entries.stream().map(entry -> entry.at("/data/subject")).distinct().count();
        assertEquals(times, residents, entries::toString);
      }
    }
  }

  private static void awaitReader(String id) throws Exception {
    Await.that(
        PATIENCE,
        () -> shared().door().part("reader " + id).path("state").asText().equals("ok"),
        () -> "reader " + id + " does not work");
  }

  private static void awaitArrivals(String reader, int count) throws Exception {
    JournalFollower journal = shared().journal();
    Await.that(
        PATIENCE,
        () -> journal.of(reader).stream().filter(VirtualPiTest::isArrival).count() == count,
        () -> "not " + count + " arrivals at " + reader);
  }

  private static boolean isArrival(JsonNode entry) {
    return entry.path("type").asText().equals("daka.visit.arrived");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_machine_is_off_as_soon_as_whoever_switched_it_on_is_gone(
      boolean killed, @TempDir Path site) throws Exception {
    Process boot = boot(site);
    try {
      Await.that(
          PATIENCE, () -> Files.exists(site.resolve("ttyS0.sock")), () -> "QEMU does not start");
      assertTrue(processesAt(site) > 1, "QEMU runs");
      if (killed) {
        boot.destroyForcibly();
      } else {
        boot.getOutputStream().close();
      }
      Await.that(PATIENCE, () -> processesAt(site) == 0, () -> processesAt(site) + " are left");
    } finally {
      boot.destroyForcibly();
    }
  }

  private static Process boot(Path site) throws IOException {
    if (!(preparation instanceof Preparation.Ready(Path machine))) {
      throw new IllegalStateException("no machine was prepared");
    }
    String boot = Preparation.SCRIPTS.resolve("boot").toString();
    String folder = site.toString();
    // With port 0 the system chooses.
    return new ProcessBuilder(boot, machine.toString(), folder, folder, "0", "0")
        .redirectErrorStream(true)
        .redirectOutput(site.resolve("console.log").toFile())
        .start();
  }

  private static long processesAt(Path site) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(site.toString()))
        .count();
  }

  @Test
  void where_it_is_not_possible_one_line_says_why(@TempDir Path empty) throws Exception {
    Path file = Files.createFile(empty.resolve("file"));
    Preparation prepared = Preparation.prepare(Map.of("DAKA_VIRTUAL_PI", file + "/cache"));
    assertEquals(
        new Preparation.NotHere(
            "virtual Pi: not possible here: the folder " + file + "/cache cannot be made"),
        prepared);
  }
}
