package daka.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import daka.event.Entry;
import daka.store.OpenStore;
import daka.upstream.Delivery;
import daka.upstream.Delivery.Stored;
import daka.upstream.Delivery.TryAgain;
import daka.upstream.MqttUpstream;
import daka.upstream.Receiver.Event;
import daka.upstream.Tls;
import daka.upstream.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The kiosk's own transport, a real broker, and what the rig does to it.
@Timeout(120)
class TownBrokerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private TownBroker broker;
  private Upstream kiosk;

  @BeforeEach
  void open() throws Exception {
    broker = TownBroker.open(folder, new Random(1));
    kiosk = kiosk();
  }

  @AfterEach
  void close() throws Exception {
    if (broker != null) {
      kiosk.close();
      broker.close();
    }
  }

  @Test
  void what_comes_while_the_subscriber_is_not_back_from_a_kill_is_kept_for_it() throws Exception {
    assertInstanceOf(Stored.class, send(1, 2));
    broker.kill();
    assertInstanceOf(TryAgain.class, send(3));
    broker.restart();
    assertInstanceOf(Stored.class, send(3));
    broker.settle();
    assertEquals(events(1, 2, 3), broker.received());
  }

  @Test
  void a_kiosk_is_not_told_what_a_broker_acknowledges_that_is_about_to_die() throws Exception {
    assertInstanceOf(Stored.class, send(1));
    broker.hold();
    CompletableFuture<Delivery> sent = sending(2);
    broker.awaitReceived(events(2));
    assertEquals(Set.copyOf(events(1)), broker.acknowledged());
    assertFalse(sent.isDone());
    broker.kill();
    assertInstanceOf(TryAgain.class, sent.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void what_a_broker_has_not_read_when_it_is_killed_has_nobody() throws Exception {
    assertInstanceOf(Stored.class, send(1));
    CountDownLatch underWay = new CountDownLatch(1);
    broker.stop();
    broker.atNextEvent(underWay::countDown, true);
    CompletableFuture<Delivery> sent = sending(2);
    assertTrue(underWay.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    broker.kill();
    assertInstanceOf(TryAgain.class, sent.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    broker.restart();
    assertInstanceOf(Stored.class, send(2));
    broker.settle();
    assertEquals(events(1, 2), broker.received());
    assertEquals(0, broker.duplicates());
  }

  @Test
  void a_broker_that_stood_still_goes_on_with_what_it_was_sent() throws Exception {
    assertInstanceOf(Stored.class, send(1));
    broker.stop();
    CountDownLatch underWay = new CountDownLatch(1);
    broker.atNextEvent(underWay::countDown, true);
    CompletableFuture<Delivery> sent = sending(2);
    assertTrue(underWay.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(events(1), broker.received());
    broker.goOn();
    assertInstanceOf(Stored.class, sent.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    broker.settle();
    assertEquals(events(1, 2), broker.received());
  }

  @Test
  void what_the_line_does_not_pass_comes_to_nobody() throws Exception {
    assertInstanceOf(Stored.class, send(1));
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    broker.atNextEvent(() -> seen.complete(true), false);
    CompletableFuture<Delivery> sent = sending(2, 3);
    assertTrue(seen.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    kiosk.close();
    sent.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    kiosk = kiosk();
    assertInstanceOf(Stored.class, send(4));
    broker.settle();
    assertEquals(events(1, 4), broker.received());
  }

  @Test
  void in_bad_weather_all_comes_in_order_to_a_kiosk_that_does_not_give_up() throws Exception {
    broker.weather(50);
    for (long number = 1; number <= 40; number += 2) {
      while (!(send(number, number + 1) instanceof Stored)) {
        // Again.
      }
    }
    broker.settle();
    assertEquals(events(LongStream.rangeClosed(1, 40).toArray()), broker.received());
    assertTrue(broker.troubles() > 0 && broker.duplicates() > 0, "the weather was fine");
  }

  private Upstream kiosk() {
    return new MqttUpstream(
        new MqttUpstream.Settings(
            broker.url(), "daka/yimin/entrance", null, null, Tls.OF_SYSTEM, DEADLINE),
        List::of,
        InstantSource.system(),
        OpenStore.HOURS);
  }

  private Delivery send(long... numbers) throws InterruptedException {
    return kiosk.deliver(
        LongStream.of(numbers).mapToObj(number -> new Entry(number, json(number))).toList());
  }

  private CompletableFuture<Delivery> sending(long... numbers) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return send(numbers);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static String json(long number) {
    return "{\"source\":\"kiosk\",\"id\":\"%1$d\",\"sequence\":%1$d,\"type\":\"visit\"}"
        .formatted(number);
  }

  private static List<Event> events(long... numbers) {
    return LongStream.of(numbers)
        .mapToObj(number -> new Event("kiosk", String.valueOf(number), number, "visit"))
        .toList();
  }
}
