package daka.upstream;

import static daka.upstream.Forwarding.assertNumbers;
import static daka.upstream.Forwarding.await;
import static daka.upstream.Forwarding.upTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Room;
import daka.checkin.RoomClosure;
import daka.health.Part;
import daka.store.OpenStore;
import daka.upstream.Certificates.Issued;
import daka.upstream.Delivery.Stored;
import daka.upstream.Delivery.TryAgain;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real journal, published to a real broker.
class MqttUpstreamTest {
  private static final String TOPIC = "daka/yimin/entrance";
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final InstantSource NOW = InstantSource.system();

  @TempDir Path folder;
  private Forwarding forwarding;

  @BeforeEach
  void open() throws Exception {
    forwarding = new Forwarding(Files.createDirectories(folder.resolve("store")));
  }

  @AfterEach
  void close() throws Exception {
    forwarding.close();
  }

  @Test
  void each_entry_is_a_message_and_they_come_once_and_in_order() throws Exception {
    forwarding.record(1_200);
    try (Broker broker = Broker.open(folder);
        TownListener town = new TownListener(broker.port());
        Forwarder _ = forwarding.start(to(broker))) {
      await("the first", () -> town.count() == 1_200);
      forwarding.record(3);
      await("the later ones", () -> town.count() == 1_203);
      forwarding.awaitCursor(1_203);

      assertNumbers(upTo(1_203), town.sequences());
      assertEquals(0, town.duplicates());
    }
  }

  @Test
  void a_broker_that_is_killed_in_mid_stream_loses_nothing() throws Exception {
    int entries = 12_000;
    forwarding.record(entries);
    Semaphore subscribed = new Semaphore(1);
    try (Broker broker = Broker.open(folder);
        TownListener town = new TownListener(broker.port());
        Forwarder _ = started(to(broker), pause -> awaitUnlessRest(pause, subscribed))) {
      for (int kill = 1; kill <= 3; kill++) {
        int enough = kill * 1_200;
        await("some", () -> town.count() >= enough);
        broker.kill();
        assertTrue(forwarding.cursor.position() < entries, "it was killed too late");
        await("the forwarder to notice", subscribed::hasQueuedThreads);
        broker.restart();
        town.again();
        subscribed.release();
      }
      forwarding.awaitCursor(entries);
      await("all", () -> town.count() == entries);

      assertNumbers(upTo(entries), town.sequences());
    }
  }

  private static void awaitUnlessRest(Duration pause, Semaphore permit)
      throws InterruptedException {
    if (!Pauses.isRest(pause)) {
      permit.acquire();
    }
  }

  @Test
  void a_kiosk_that_stops_in_mid_stream_goes_on_where_the_cursor_stands() throws Exception {
    int entries = 12_000;
    forwarding.record(entries);
    try (Broker broker = Broker.open(folder);
        TownListener town = new TownListener(broker.port())) {
      for (int stop = 1; stop <= 3; stop++) {
        int enough = stop * 1_200;
        try (Forwarder _ = forwarding.start(to(broker))) {
          await("some", () -> town.count() >= enough);
        }
      }
      long reached = forwarding.cursor.position();
      assertTrue(reached > 0 && reached < entries, "stopped at " + reached);
      try (Forwarder _ = forwarding.start(to(broker))) {
        forwarding.awaitCursor(entries);
        await("all", () -> town.count() == entries);
      }
      assertNumbers(upTo(entries), town.sequences());
      assertTrue(town.duplicates() <= 3 * Batch.MAX_ENTRIES, town.duplicates() + " twice");
    }
  }

  @Test
  void a_forwarder_begins_where_the_cursor_stands() throws Exception {
    forwarding.record(10);
    forwarding.cursor.advance(7);
    try (Broker broker = Broker.open(folder);
        TownListener town = new TownListener(broker.port());
        Forwarder _ = forwarding.start(to(broker))) {
      forwarding.awaitCursor(10);
      await("the rest", () -> town.count() == 3);
      assertEquals(List.of(8L, 9L, 10L), town.sequences());
    }
  }

  @Test
  void who_is_inside_and_whether_the_kiosk_is_there_are_retained() throws Exception {
    forwarding.store.resident("王秀英", "1");
    try (Broker broker = Broker.open(folder)) {
      try (Forwarder _ = forwarding.start(to(broker))) {
        forwarding.store.desk.scan(OpenStore.entrance("1"));
        forwarding.awaitCursor(1);
        try (TownListener late = new TownListener(broker.port())) {
          await("occupancy", () -> late.said(TOPIC + "/occupancy", "inside").equals("1"));
          await("status", () -> late.said(TOPIC + "/status", "status").equals("online"));
        }
      }
      try (TownListener later = new TownListener(broker.port())) {
        await("status", () -> later.said(TOPIC + "/status", "status").equals("offline"));
      }
    }
  }

  @Test
  void a_room_that_closes_is_in_the_occupancy_also_while_nobody_taps() throws Exception {
    Room party = new Room("party", "党员活动室", "1F", 30, RoomClosure.of(List.of("tue")).orElseThrow());
    forwarding.store.put(party);
    AtomicReference<Instant> now = new AtomicReference<>(OpenStore.MORNING);
    try (Broker broker = Broker.open(folder);
        Upstream upstream =
            new MqttUpstream(
                new MqttUpstream.Settings(
                    URI.create("mqtt://127.0.0.1:" + broker.port()),
                    TOPIC,
                    null,
                    null,
                    Tls.OF_SYSTEM,
                    DEADLINE),
                forwarding.store.ledger::rooms,
                now::get,
                OpenStore.HOURS);
        TownListener town = new TownListener(broker.port())) {
      assertInstanceOf(Stored.class, upstream.idle());
      String topic = TOPIC + "/occupancy";
      await("that all are open", () -> town.said(topic, "at").startsWith("2026-11-23"));
      assertEquals(List.of(), town.said(topic).findValues("closed"));
      now.set(OpenStore.MORNING.plus(Duration.ofDays(1)));
      assertInstanceOf(Stored.class, upstream.idle());
      await("the day after", () -> town.said(topic, "at").startsWith("2026-11-24"));
      List<JsonNode> told =
          town.said(topic).get("rooms").valueStream().filter(r -> r.has("closed")).toList();
      assertEquals(1, told.size());
      assertEquals("party", told.getFirst().get("id").asText());
      assertTrue(told.getFirst().get("closed").booleanValue());
    }
  }

  @Test
  void a_kiosk_that_is_back_before_its_old_connection_is_missed_is_online() throws Exception {
    try (Broker broker = Broker.open(folder);
        Upstream before = to(broker)) {
      assertInstanceOf(Stored.class, before.deliver(List.of()));
      try (Upstream _ = to(broker);
          Upstream after = to(broker)) {
        assertInstanceOf(Stored.class, after.deliver(List.of()));
        try (TownListener town = new TownListener(broker.port())) {
          await("status", () -> town.said(TOPIC + "/status", "status").equals("online"));
        }
      }
    }
  }

  @Test
  void a_wrong_password_is_told_with_the_cure_and_a_right_one_counts_at_once() throws Exception {
    Path passwords = folder.resolve("passwords");
    Path file = folder.resolve("password");
    try (Broker broker = new Broker(folder, "password_file " + passwords(passwords))) {
      Files.writeString(file, "wrong\n");
      try (Upstream upstream = to(broker.port(), "kiosk", file)) {
        assertTold(upstream.deliver(List.of()), "does not let the kiosk in", "password-file");
        Files.writeString(file, "right\n");
        assertInstanceOf(Stored.class, upstream.deliver(List.of()));
      }
    }
  }

  private static Path passwords(Path file) throws Exception {
    Process made =
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", file.toString(), "kiosk", "right")
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());
    return file;
  }

  @Test
  void a_broker_is_trusted_by_its_authority_and_a_kiosk_by_its_certificate() throws Exception {
    Certificates town = new Certificates(folder.resolve("town"));
    Issued kiosk = town.issue("kiosk");
    Path others = new Certificates(folder.resolve("others")).ca;
    try (Broker broker = secured(town, "broker")) {
      assertInstanceOf(Stored.class, send(broker, kiosk.shownTo(town.ca), NOW));
      Tls pinned =
          new Tls(
              null,
              new Issued(town.ca.resolveSibling("broker.pem"), kiosk.key()).pin(),
              kiosk.certificate(),
              kiosk.key());
      assertInstanceOf(Stored.class, send(broker, pinned, NOW));
      assertTold(send(broker, kiosk.shownTo(others), NOW), "not signed by anyone", "ca-file");
      assertTold(
          Certificates.alert(() -> send(broker, new Tls(town.ca, null, null, null), NOW)),
          "the kiosk's certificate",
          "cert-file");
    }
  }

  @Test
  void a_certificate_of_a_broker_that_is_not_of_today_is_told_as_such() throws Exception {
    Certificates town = new Certificates(folder.resolve("town"));
    Tls tls = town.issue("kiosk").shownTo(town.ca);
    try (Broker broker = secured(town, "broker")) {
      Instant past = Instant.parse("2019-12-31T00:00:00Z");
      assertTold(send(broker, tls, () -> past), "clock says 2019-12-31", "kiosk's date");
      Instant future = Instant.parse("2060-01-01T00:00:00Z");
      assertTold(send(broker, tls, () -> future), "certificate has expired", "town must renew");
    }
  }

  private Broker secured(Certificates town, String name) throws Exception {
    Issued shown = town.issue(name);
    return new Broker(
        folder,
        "cafile " + town.ca,
        "certfile " + shown.certificate(),
        "keyfile " + shown.key(),
        "require_certificate true",
        "use_identity_as_username true");
  }

  private Delivery send(Broker broker, Tls tls, InstantSource clock) throws Exception {
    URI url = URI.create("mqtts://127.0.0.1:" + broker.port());
    try (Upstream upstream =
        new MqttUpstream(
            new MqttUpstream.Settings(url, TOPIC, null, null, tls, DEADLINE),
            forwarding.store.ledger::rooms,
            clock,
            OpenStore.HOURS)) {
      return upstream.deliver(List.of());
    }
  }

  @Test
  void a_broker_that_is_away_is_told_also_while_nothing_waits() throws Exception {
    Broker gone = Broker.open(folder);
    gone.close();
    try (Upstream upstream = to(gone)) {
      assertTold(upstream.idle(), "refuses the connection", "port");
    }
    forwarding.record(1);
    try (Forwarder forwarder = forwarding.start(to(gone))) {
      await("a failure", () -> forwarder.health().state() == Part.State.WARNING);
      gone.restart();
      forwarding.awaitCursor(1);
      await("the end of it", () -> forwarder.health().state() == Part.State.OK);
    } finally {
      gone.close();
    }
  }

  private static void assertTold(Delivery delivery, String reason, String cure) {
    TryAgain told = assertInstanceOf(TryAgain.class, delivery);
    assertTrue(told.reason().contains(reason), told.reason());
    assertTrue(told.cure().contains(cure), told.cure());
  }

  private Forwarder started(Upstream upstream, Pause pause) {
    Forwarder forwarder =
        new Forwarder(
            "mqtt",
            forwarding.store.ledger.journal(),
            forwarding.cursor,
            upstream,
            pause,
            System::nanoTime,
            new Random(1));
    forwarder.start();
    return forwarder;
  }

  private Upstream to(Broker broker) {
    return to(broker.port(), null, null);
  }

  private Upstream to(int port, @Nullable String username, @Nullable Path passwordFile) {
    URI url = URI.create("mqtt://127.0.0.1:" + port);
    return new MqttUpstream(
        new MqttUpstream.Settings(url, TOPIC, username, passwordFile, Tls.OF_SYSTEM, DEADLINE),
        forwarding.store.ledger::rooms,
        NOW,
        OpenStore.HOURS);
  }
}
