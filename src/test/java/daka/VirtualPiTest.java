package daka;

import static daka.PiCentre.PATIENCE;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.rig.Site;
import daka.rig.pi.CameraPlug;
import daka.rig.pi.Eavesdropper;
import daka.rig.pi.KeyboardPlug;
import daka.rig.pi.Keys;
import daka.rig.pi.LabCamera;
import daka.rig.pi.Preparation;
import daka.rig.pi.SerialPlug;
import daka.rig.pi.SerialWire;
import daka.rig.pi.VirtualPi;
import daka.rig.pi.Wedge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The jar as it is delivered on an arm64 machine with the devices of a Raspberry Pi, driven and
/// looked at from outside. One machine and one kiosk serve all tests; each has cards and readers of
/// its own.
@Timeout(900)
class VirtualPiTest {
  /// How often each reader is pulled out.
  private static final int TIMES = Integer.getInteger("rig.plugs", 50);

  /// How long a code is held before the camera: about ten seconds.
  private static final int HELD_FRAMES = 150;

  private static final int RESIDENTS = 600;

  @TempDir static Path folder;
  private static @Nullable String skipped;
  private static @Nullable PiCentre started;

  private PiCentre centre;
  private VirtualPi pi;

  @BeforeAll
  static void start() throws Exception {
    switch (Preparation.prepare()) {
      case Preparation.NotHere(String reason) -> skipped = reason;
      case Preparation.Ready(Path machine) ->
          started = PiCentre.start(machine, folder, RESIDENTS, config("daka.toml"));
    }
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
  }

  private static String config(String name) throws IOException {
    try (InputStream file = VirtualPiTest.class.getResourceAsStream("virtual-pi/" + name)) {
      return new String(requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @BeforeEach
  void share() {
    // Each test is counted as skipped, which it would not be if the class were.
    if (skipped != null) {
      throw new TestAbortedException(skipped);
    }
    centre = requireNonNull(started);
    pi = centre.pi();
  }

  @Test
  void a_line_from_a_serial_reader_becomes_a_visit() throws Exception {
    try (SerialWire uart = pi.uart()) {
      centre.awaitReader("counter", "ok");
      uart.send(Site.card(1) + "\r\n");
      centre.awaitArrivals("counter", 1);
    }
  }

  @Test
  void what_a_scanner_types_becomes_a_visit_and_reaches_nobody_else() throws Exception {
    try (Wedge wedge = pi.plugInKeyboard("desk");
        Wedge free = pi.plugInKeyboard("free");
        Eavesdropper other = pi.eavesdrop(wedge.node());
        Eavesdropper control = pi.eavesdrop(free.node())) {
      centre.awaitReader("desk", "ok");
      wedge.type(Site.card(2) + "\n");
      centre.awaitArrivals("desk", 1);
      free.type(Site.card(2) + "\n");
      free.await();
      assertTrue(control.events() > 0, "a keyboard that nobody has grabbed is heard");

      wedge.chord(Keys.LEFT_CTRL, Keys.LEFT_ALT, Keys.DELETE);
      wedge.chord(Keys.LEFT_ALT, Keys.F4);
      wedge.type("\n\n\n");
      wedge.type("x".repeat(4_000) + "\n");
      awaitNextScan(wedge, Site.card(3));
      assertEquals(2, centre.arrivals("desk"));
      assertEquals(0, other.events(), "events that another program was given");
    }
  }

  /// Presents a card until it is read, as people do: what is in front of it in the queue may be in
  /// its way.
  private void awaitNextScan(Wedge wedge, String card) throws Exception {
    long before = centre.arrivals("desk");
    Await.that(
        PATIENCE,
        () -> {
          wedge.type(card + "\n");
          wedge.await();
          return centre.arrivals("desk") > before;
        },
        () -> card + " is not read:\n" + centre.kiosk().log());
  }

  @Test
  void a_code_before_the_camera_becomes_one_visit_however_long_it_is_held() throws Exception {
    LabCamera camera = pi.camera();
    camera.plugIn();
    camera.show(CameraPlug.desk());
    centre.awaitReader("camera", "ok");
    long begun = camera.frames();
    camera.show(CameraPlug.code(Site.card(4)));
    centre.awaitArrivals("camera", 1);
    long read = camera.frames();
    System.out.printf("virtual Pi: a code is read %d frames after it is shown%n", read - begun);
    Await.that(PATIENCE, () -> camera.frames() > read + HELD_FRAMES, () -> "the camera stands still");
    camera.show(CameraPlug.desk());
    assertEquals(1, centre.journal().of("camera").size(), "what was read");
  }

  @Test
  void check_names_each_device_that_is_missing_and_the_cure() throws Exception {
    pi.put("/tmp/check.toml", config("check.toml"));
    try (Wedge _ = pi.plugInKeyboard("spare")) {
      String said =
          pi.run(
              "java -XX:TieredStopAtLevel=1 -jar /app/daka.jar check --config /tmp/check.toml;"
                  + " [ $? -eq 1 ]");
      for (String there : List.of("keyboard", "camera")) {
        assertTrue(said.contains("ok reader " + there + ": "), said);
      }
      for (String missing : List.of("keyboard", "serial", "camera")) {
        assertTrue(
            said.lines()
                .anyMatch(
                    line ->
                        line.startsWith("FAILED reader no-" + missing + ": ")
                            && line.contains("is not there")
                            && line.contains("plug the ")),
            said);
      }
    }
  }

  @Test
  void a_reader_pulled_out_in_mid_scan_again_and_again_reads_all_and_loses_nothing()
      throws Exception {
    pi.camera().pullOut();
    centre.awaitReader("camera", "failed");
    pullOut(1, 100);
    Map<String, Long> threads = centre.kiosk().threads();
    Map<String, Long> descriptors = centre.kiosk().descriptors();
    long begun = System.nanoTime();
    pullOut(TIMES, 110);
    System.out.printf(
        "virtual Pi: each reader pulled out %d times in %.0f s%n", TIMES, PiCentre.seconds(begun));
    assertEquals(Map.of(), grown(threads, centre.kiosk().threads()), "threads");
    assertEquals(Map.of(), grown(descriptors, centre.kiosk().descriptors()), "descriptors");
  }

  /// All readers side by side.
  private void pullOut(int times, int first) throws Exception {
    List<PullingOut> readers =
        List.of(
            new PullingOut(centre, "usb-serial", new SerialPlug(pi), false),
            new PullingOut(centre, "wedge", new KeyboardPlug(pi, "wedge"), false),
            new PullingOut(centre, "camera", new CameraPlug(pi.camera()), true));
    try (ExecutorService hands = Executors.newFixedThreadPool(readers.size())) {
      List<Callable<List<JsonNode>>> rounds =
          readers.stream()
              .map(reader -> reader.rounds(times, first + 2 * times * readers.indexOf(reader)))
              .toList();
      for (Future<List<JsonNode>> done : hands.invokeAll(rounds)) {
        assertTrue(done.get().size() >= times);
      }
    }
  }

  private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> grown = new HashMap<>(after);
    grown.entrySet().removeIf(one -> one.getValue() <= before.getOrDefault(one.getKey(), 0L));
    return grown;
  }
}
