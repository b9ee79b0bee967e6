package daka;

import static daka.PiCentre.PATIENCE;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.check.Needs;
import daka.rig.Prepared;
import daka.rig.Site;
import daka.rig.pi.CameraPlug;
import daka.rig.pi.Eavesdropper;
import daka.rig.pi.Keys;
import daka.rig.pi.LabCamera;
import daka.rig.pi.PiKiosk;
import daka.rig.pi.PiSite;
import daka.rig.pi.Preparation;
import daka.rig.pi.SerialWire;
import daka.rig.pi.VirtualPi;
import daka.rig.pi.Wedge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The jar as it is delivered on an arm64 machine with the devices of a Raspberry Pi, driven and
/// looked at from outside. One machine and one kiosk serve all tests; each has cards and readers of
/// its own.
@Needs.VirtualPi
@Timeout(1_200)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VirtualPiTest {
  /// How often each reader is pulled out.
  private static final int TIMES = Integer.getInteger("rig.plugs", 50);

  /// How long a code is held before the camera: about ten seconds.
  private static final int HELD_FRAMES = 150;

  /// What the beeper plays for those who come in, in hertz.
  private static final List<Long> RISING = List.of(880L, 1109L, 1319L);

  private static final int RESIDENTS = 1_200;

  /// The first of those who tap while the clock is set.
  private static final int CROWD = 700;

  @TempDir static Path folder;
  private static @Nullable String skipped;
  private static @Nullable PiCentre started;

  private PiCentre centre;
  private VirtualPi pi;
  private PiSignals signals;

  @BeforeAll
  static void start() throws Exception {
    switch (Preparation.prepare()) {
      case Prepared.NotHere(String reason) -> skipped = reason;
      case Prepared.Ready(Path machine) ->
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
    signals = new PiSignals(pi.traces());
  }

  @Test
  void a_line_from_a_serial_reader_becomes_a_visit() throws Exception {
    comeInAtTheCounter(Site.card(1));
  }

  private void comeInAtTheCounter(String card) throws Exception {
    try (SerialWire uart = pi.uart()) {
      centre.awaitReader("counter", "ok");
      long before = centre.arrivals("counter");
      uart.send(card + "\r\n");
      centre.awaitArrivals("counter", before + 1);
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
    camera.show(CameraPlug.desk());
    camera.plugIn();
    centre.awaitReader("camera", "ok");
    long begun = camera.frames();
    camera.show(CameraPlug.code(Site.card(4)));
    centre.awaitArrivals("camera", 1);
    long read = camera.frames();
    System.out.printf("virtual Pi: a code is read %d frames after it is shown%n", read - begun);
    Await.that(
        PATIENCE, () -> camera.frames() > read + HELD_FRAMES, () -> "the camera stands still");
    camera.show(CameraPlug.desk());
    camera.pullOut();
    assertEquals(1, centre.journal().of("camera").size(), "what was read");
  }

  @Test
  void an_arrival_is_told_by_the_green_lamp_three_rising_notes_and_the_door() throws Exception {
    for (int card = 10; hear(Site.card(card), PiSignals.GREEN, RISING); card++) {
      signals.awaitPulse(PiSignals.DOOR);
      assertEquals(List.of(), signals.pulses(PiSignals.RED));
      assertTrue(card < 20, "no arrival was told with all of its notes");
    }
    System.out.printf(
        "virtual Pi: green lamp %s ms, door %s ms, notes %s Hz%n",
        signals.pulses(PiSignals.GREEN), signals.pulses(PiSignals.DOOR), signals.notes());
  }

  @Test
  void a_refusal_is_told_by_the_red_lamp_and_two_low_notes_and_opens_no_door() throws Exception {
    for (int card = 0; hear("NOBODY-" + card, PiSignals.RED, List.of(523L, 523L)); card++) {
      assertTrue(card < 10, "no refusal was told with all of its notes");
    }
    assertEquals(List.of(), signals.pulses(PiSignals.GREEN));
    assertEquals(List.of(), signals.pulses(PiSignals.DOOR));
  }

  /// Presents a card, and waits until its lamp is dark again.
  ///
  /// @return whether some of the notes are missing: a machine that is short of time drops those
  ///   that are late, as it should
  private boolean hear(String card, int lamp, List<Long> notes) throws Exception {
    try (SerialWire uart = pi.uart()) {
      centre.awaitReader("counter", "ok");
      signals.begin();
      uart.send(card + "\r\n");
      signals.awaitPulse(lamp);
    }
    List<Long> heard = signals.notes();
    Iterator<Long> rest = notes.iterator();
    assertTrue(heard.stream().allMatch(note -> isLater(note, rest)), heard::toString);
    return !heard.equals(notes);
  }

  private static boolean isLater(long note, Iterator<Long> notes) {
    while (notes.hasNext()) {
      if (notes.next() == note) {
        return true;
      }
    }
    return false;
  }

  @Test
  void the_panels_at_a_door_tell_how_many_more_may_come_in() throws Exception {
    PiPanels panels = new PiPanels(signals.traces(), centre.kiosk());
    panels.await(PiSite.PLACES);
    try (Wedge wedge = pi.plugInKeyboard("veterans")) {
      centre.awaitReader("veterans", "ok");
      wedge.type(Site.card(7) + "\n");
      panels.await(PiSite.PLACES - 1);
    }
  }

  @Test
  void the_button_calls_the_staff_to_the_screens() throws Exception {
    try (Door.Page page = centre.door().page()) {
      JsonNode before = page.state().path("called");
      signals.traces().hold(PiSignals.BUTTON, true);
      signals.traces().hold(PiSignals.BUTTON, false);
      JsonNode state = page.state();
      while (state.path("called").equals(before)) {
        state = page.state();
      }
      signals.traces().hold(PiSignals.BUTTON, true);
      assertTrue(state.path("called").isObject(), state::toString);
    }
  }

  @Test
  void the_screen_is_dimmed_when_nobody_is_there_and_bright_at_a_tap() throws Exception {
    signals.awaitBrightness(255 * 15 / 100);
    try (SerialWire uart = pi.uart()) {
      centre.awaitReader("counter", "ok");
      uart.send(Site.card(6) + "\r\n");
      signals.awaitBrightness(255);
    }
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
      assertTrue(said.contains("ok lamps: "), said);
      for (String missing :
          List.of(
              "reader no-keyboard",
              "reader no-serial",
              "reader no-camera",
              "reader no-rc522",
              "reader no-pn532",
              "beeper",
              "display",
              "panel sports")) {
        assertTrue(
            said.lines().anyMatch(line -> line.startsWith("FAILED " + missing + ": ")), said);
      }
      assertTrue(signals.traces().spi(0).contains(" w "), "nothing was sent over SPI");
      assertTrue(signals.traces().i2c(0x24).contains(" w "), "nothing was sent to 0x24");
      System.out.print(
          said.lines()
              .filter(line -> line.startsWith("FAILED"))
              .map(line -> "  " + line + "\n")
              .collect(Collectors.joining()));
    }
  }

  /// Comes late, when there are the visits of all other tests to put right.
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void a_clock_set_ten_years_back_and_forward_is_journaled_corrects_the_visits_and_stops_nothing()
      throws Exception {
    AtomicInteger next = new AtomicInteger(CROWD);
    Supplier<String> cards = () -> Site.card(next.getAndIncrement());
    try (ClockSteps clock = new ClockSteps(centre);
        Tapping people = new Tapping(centre.door(), cards)) {
      for (int days : List.of(-VirtualPi.TEN_YEARS, VirtualPi.TEN_YEARS)) {
        String card = cards.get();
        try (Tapping held = new Tapping(centre.door(), () -> card)) {
          held.await("repeated");
          clock.set(days);
          held.await("already-in");
          Tapping.assertHeld(held.end());
        }
        comeInAtTheCounter(cards.get());
        clock.assertShown(people.answered());
      }
      clock.assertShown(people.end());
      clock.assertNothingStopped();
    }
    hear(cards.get(), PiSignals.GREEN, RISING);
    centre.awaitForwarded();
    String proof =
        pi.run("java -XX:TieredStopAtLevel=1 -jar /app/daka.jar verify --data " + PiSite.DATA);
    assertTrue(proof.contains("proven: "), proof);
  }

  @Test
  void a_reader_pulled_out_in_mid_scan_again_and_again_reads_all_and_loses_nothing()
      throws Exception {
    PullingOut.all(centre, 1, 100);
    Map<String, Long> threads = centre.kiosk().threads();
    Map<String, Long> descriptors = centre.kiosk().descriptors();
    long begun = System.nanoTime();
    PullingOut.all(centre, TIMES, 110);
    System.out.printf(
        "virtual Pi: each reader pulled out %d times in %.0f s%n", TIMES, PiCentre.seconds(begun));
    assertEquals(Map.of(), grown(threads, centre.kiosk().threads()), "threads");
    assertEquals(Map.of(), grown(descriptors, centre.kiosk().descriptors()), "descriptors");
  }

  private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> grown = new HashMap<>(after);
    grown.entrySet().removeIf(one -> one.getValue() <= before.getOrDefault(one.getKey(), 0L));
    return grown;
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void a_kiosk_that_is_killed_or_stopped_while_the_door_is_open_leaves_it_shut_and_the_visit_kept()
      throws Exception {
    long before = centre.arrivals("counter");
    endWhileTheDoorIsOpen(centre.kiosk(), Site.card(8), "KILL");
    long begun = System.nanoTime();
    PiKiosk again = PiKiosk.start(pi);
    again.awaitReady();
    System.out.printf("virtual Pi: ready again after %.1f s%n", PiCentre.seconds(begun));
    centre.awaitArrivals("counter", before + 1);
    endWhileTheDoorIsOpen(again, Site.card(9), "TERM");
  }

  private void endWhileTheDoorIsOpen(PiKiosk kiosk, String card, String signal) throws Exception {
    try (SerialWire uart = pi.uart()) {
      centre.awaitReader("counter", "ok");
      signals.begin();
      kiosk.endAtPin(PiSignals.DOOR, signal);
      uart.send(card + "\r\n");
      kiosk.awaitEnd();
    }
    assertFalse(signals.traces().isHigh(PiSignals.DOOR), "the door is open after SIG" + signal);
    assertFalse(signals.traces().isHigh(PiSignals.GREEN), "the lamp is lit after SIG" + signal);
  }
}
