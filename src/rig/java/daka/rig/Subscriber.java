package daka.rig;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import daka.upstream.Receiver.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A town that listens to the broker in a session that lasts: keeps what came, in order, each
/// `source` and `id` once. When the broker is gone it comes back by itself, and gets what the
/// broker kept for it. Safe for use by several threads.
final class Subscriber implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FIRST_TRY_MILLIS = 20;
  private static final int LAST_TRY_MILLIS = 200;

  private final Mqtt5AsyncClient client;
  private final Set<String> known = new HashSet<>();
  private final Set<Event> there = new HashSet<>();
  private final List<Event> received = new ArrayList<>();
  private long duplicates;

  /// Is subscribed when this returns.
  ///
  /// @param port the broker's
  Subscriber(int port) throws Exception {
    client =
        Mqtt5Client.builder()
            .identifier("town")
            .serverHost("127.0.0.1")
            .serverPort(port)
            .automaticReconnect()
            .initialDelay(FIRST_TRY_MILLIS, TimeUnit.MILLISECONDS)
            .maxDelay(LAST_TRY_MILLIS, TimeUnit.MILLISECONDS)
            .applyAutomaticReconnect()
            .buildAsync();
    client.publishes(MqttGlobalPublishFilter.ALL, this::take);
    await(client.connectWith().cleanStart(false).noSessionExpiry().send());
    await(client.subscribeWith().topicFilter("daka/+/+/journal").qos(MqttQos.AT_LEAST_ONCE).send());
  }

  private static void await(CompletableFuture<?> done) throws Exception {
    done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /// What is kept here is acknowledged after this.
  private synchronized void take(Mqtt5Publish message) {
    try {
      Event event = Event.of(JSON.readTree(message.getPayloadAsBytes()));
      if (known.add(event.source() + " " + event.id())) {
        received.add(event);
        there.add(event);
        notifyAll();
      } else {
        duplicates++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a message that is no event", e);
    }
  }

  /// What came, in order, each event once.
  synchronized List<Event> received() {
    return List.copyOf(received);
  }

  /// How often an event came that was already there.
  synchronized long duplicates() {
    return duplicates;
  }

  /// Waits until all of these have come.
  ///
  /// @throws IllegalStateException if they do not
  synchronized void await(Collection<Event> events) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!there.containsAll(events)) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        List<Event> missing = events.stream().filter(event -> !there.contains(event)).toList();
        throw new IllegalStateException("the broker has lost what it acknowledged: " + missing);
      }
      wait(left);
    }
  }

  @Override
  public void close() {
    CompletableFuture<Void> _ = client.disconnect();
  }
}
