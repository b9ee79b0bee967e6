package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.rig.Site;
import daka.rig.pi.PiKiosk;
import daka.rig.pi.PiSite;
import daka.rig.pi.Preparation;
import daka.rig.pi.SerialWire;
import daka.rig.pi.VirtualPi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The jar as it is delivered on an arm64 machine with the devices of a Raspberry Pi, driven and
/// looked at from outside. One machine and one kiosk serve all tests, each with cards of its own.
@Timeout(600)
class VirtualPiTest {
  private static final Path TARGET = Path.of("target");
  private static final Path JVM_OPTIONS = Path.of("deploy", "jvm.options");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
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
      """
          .formatted(PiSite.DATA);

  @TempDir static Path folder;

  /// What all tests share, made by the first of them.
  private record Running(VirtualPi pi, PiKiosk kiosk, PiSite site, Door door) {}

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
      return new Running(pi, kiosk, site, new Door(pi.kiosk()));
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
    try (SerialWire uart = shared().pi().uart();
        SerialWire usb = shared().pi().plugInSerial()) {
      awaitReader("counter");
      awaitReader("door");
      uart.send(Site.card(1) + "\r\n");
      usb.send(Site.card(2) + "\r\n");
      assertEquals(
          "daka.visit.arrived", awaitEntries("counter", 1).getFirst().path("type").asText());
      assertEquals("daka.visit.arrived", awaitEntries("door", 1).getFirst().path("type").asText());
    }
  }

  private static void awaitReader(String id) throws Exception {
    await(
        () -> shared().door().part("reader " + id).path("state").asText().equals("ok"),
        () -> "reader " + id);
  }

  private static List<JsonNode> awaitEntries(String reader, int count) throws Exception {
    await(() -> entries(reader).size() >= count, () -> count + " entries of " + reader);
    return entries(reader);
  }

  private static List<JsonNode> entries(String reader) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    JsonNode journal =
        Door.JSON.readTree(
            shared()
                .door()
                .get("/api/v1/journal?after=0&limit=500", shared().site().token())
                .body());
    for (JsonNode entry : journal) {
      if (entry.at("/data/reader").asText().equals(reader)) {
        found.add(entry);
      }
    }
    return found;
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition, java.util.function.Supplier<String> what)
      throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < until, () -> "did not come: " + what.get());
      Thread.sleep(LOOK_AGAIN);
    }
  }
}
