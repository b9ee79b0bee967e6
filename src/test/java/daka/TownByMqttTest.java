package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.check.Needs;
import daka.device.Waiting;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.upstream.Broker;
import daka.upstream.Receiver;
import daka.upstream.TownListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk in a process of its own, which forwards to a receiver by HTTP and to a broker by MQTT.
@Needs.Rig
@Timeout(300)
class TownByMqttTest {
  private static final String STATUS = "daka/yimin/entrance/status";
  private static final String OCCUPANCY = "daka/yimin/entrance/occupancy";
  private static final Duration PATIENCE = Waiting.PATIENCE;
  private static final int TAPS = 20;

  @TempDir Path folder;
  private Broker broker;
  private Receiver receiver;
  private Site site;

  @BeforeEach
  void open() throws Exception {
    broker = Broker.open(folder);
    receiver = new Receiver();
    site = Site.make(folder.resolve("site"), receiver.url(), 2 * TAPS);
    site.publishTo(URI.create("mqtt://127.0.0.1:" + broker.port()));
  }

  @AfterEach
  void close() {
    if (broker != null) {
      broker.close();
    }
    if (receiver != null) {
      receiver.close();
    }
  }

  @Test
  void a_killed_kiosk_is_told_to_be_gone_and_goes_on_from_its_cursors() throws Exception {
    try (TownListener town = new TownListener(broker.port())) {
      try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"))) {
        tap(new Door(kiosk.awaitReady()), 1);
        awaitSaid(town, STATUS, "status", "online");
      }
      awaitSaid(town, STATUS, "status", "offline");
      try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"))) {
        Door door = new Door(kiosk.awaitReady());
        tap(door, 1 + TAPS);
        int entries = 2 * TAPS + 2;
        List<Long> all = LongStream.rangeClosed(1, entries).boxed().toList();
        Await.that(PATIENCE, () -> town.sequences().size() >= entries, () -> "" + town.sequences());
        assertEquals(all, town.sequences());
        receiver.awaitReceived(entries);
        assertEquals(all, receiver.sequences());
        awaitSaid(town, OCCUPANCY, "inside", String.valueOf(2 * TAPS));
        awaitSaid(town, STATUS, "status", "online");
        Await.that(
            PATIENCE,
            () ->
                door.part("mqtt").path("detail").asText().equals("all sent up to entry " + entries),
            () -> door.part("mqtt").toString());
        assertEquals(0, kiosk.stop(), kiosk::log);
      }
      awaitSaid(town, STATUS, "status", "offline");
    }
  }

  private static void tap(Door door, int first) throws Exception {
    for (int card = first; card < first + TAPS; card++) {
      assertEquals(200, door.tap(Site.card(card)).statusCode());
    }
  }

  private static void awaitSaid(TownListener town, String topic, String field, String expected)
      throws Exception {
    Await.that(
        PATIENCE,
        () -> town.said(topic, field).equals(expected),
        () -> topic + " says " + town.said(topic, field));
  }

  @Test
  void check_tries_the_broker_without_disturbing_the_kiosk() throws Exception {
    try (TownListener town = new TownListener(broker.port());
        KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"))) {
      kiosk.awaitReady();
      awaitSaid(town, STATUS, "status", "online");
      String told = check();
      assertTrue(told.contains("ok mqtt: mqtt://127.0.0.1:" + broker.port()), told);
      assertEquals("online", town.said(STATUS, "status"));
    }
    broker.close();
    String told = check();
    assertTrue(told.contains("127.0.0.1: it refuses the connection"), told);
  }

  private String check() throws Exception {
    List<String> words =
        new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), "daka.Main"));
    words.addAll(List.of("check", "--config", site.config().toString()));
    Process process =
        new ProcessBuilder(KioskProcess.java(folder, words)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
