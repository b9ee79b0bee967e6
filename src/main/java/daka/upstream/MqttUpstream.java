package daka.upstream;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import daka.checkin.Hours;
import daka.checkin.RoomSpace;
import daka.event.Entry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Publishes each entry as a message of its own to an MQTT 5 broker, at least once (QoS 1) and in
/// order. Stored is what the broker has acknowledged; what is still to be sent is known from the
/// cursor alone. A connection on which anything went wrong is given up as a whole.
///
/// Two more topics are retained: how many people are inside, and which rooms are closed, published
/// when it has changed, and whether the kiosk is there, which the broker takes back by itself (the
/// last will).
public final class MqttUpstream implements Upstream {

  /// @param url `mqtt://host:1883` or `mqtts://host:8883`; the ports are optional
  /// @param topic what the topics begin with, `daka/CENTRE/KIOSK`
  /// @param username null if the broker wants none
  /// @param passwordFile holds the password on one line, or null
  /// @param tls whom mqtts trusts and what it shows
  /// @param deadline how long connecting, and a batch, may take
  public record Settings(
      URI url,
      String topic,
      @Nullable String username,
      @Nullable Path passwordFile,
      Tls tls,
      Duration deadline) {

    String host() {
      return url.getHost();
    }

    boolean secure() {
      return "mqtts".equalsIgnoreCase(url.getScheme());
    }

    int port() {
      return url.getPort() > 0 ? url.getPort() : secure() ? 8883 : 1883;
    }
  }

  private static final byte[] ONLINE = bytes("{\"status\":\"online\"}");
  private static final byte[] OFFLINE = bytes("{\"status\":\"offline\"}");

  private final Settings settings;
  private final @Nullable Supplier<OccupancyMessage> occupancy;
  private final InstantSource clock;
  private final OwnCertificate certificate;
  private @Nullable MqttConnection connection;
  private boolean closed;
  private @Nullable List<OccupancyMessage.Room> published;

  /// @param occupancy the rooms as of the last commit, such as `ledger::rooms`
  /// @param clock what the dates of certificates are compared with
  /// @param hours of the centre, by whose openings rooms are closed
  public MqttUpstream(
      Settings settings, Supplier<List<RoomSpace>> occupancy, InstantSource clock, Hours hours) {
    this(settings, clock, () -> OccupancyMessage.of(occupancy.get(), clock.instant(), hours));
  }

  /// One that only tries whether the broker lets the kiosk in. It publishes nothing and has an id
  /// of its own, so that a kiosk that runs keeps its connection.
  public static MqttUpstream probe(Settings settings, InstantSource clock) {
    return new MqttUpstream(settings, clock, null);
  }

  private MqttUpstream(
      Settings settings, InstantSource clock, @Nullable Supplier<OccupancyMessage> occupancy) {
    this.settings = settings;
    this.occupancy = occupancy;
    this.clock = clock;
    this.certificate = new OwnCertificate(settings.tls(), settings.secure());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Delivery deliver(List<Entry> batch) throws InterruptedException {
    try {
      MqttConnection connected = connected();
      connected.publish(batch.stream().map(this::event).toList());
      publishOccupancy(connected);
      return new Delivery.Stored();
    } catch (IOException e) {
      return HttpFailure.ofFile(e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      giveUp();
      return MqttFailure.of(settings.url(), e);
    }
  }

  /// Connects again if the connection was lost, and publishes who is inside if that has changed.
  @Override
  public Delivery idle() throws InterruptedException {
    return deliver(List.of());
  }

  private MqttConnection connected()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    synchronized (this) {
      if (connection != null && connection.isUsable()) {
        return connection;
      }
    }
    giveUp();
    String id = settings.topic().replace('/', '-');
    MqttConnection fresh =
        occupancy == null
            ? MqttConnection.open(settings, id + "-check", null, clock)
            : MqttConnection.open(settings, id, retained("status", OFFLINE), clock);
    keep(fresh);
    published = null;
    if (occupancy != null) {
      fresh.publish(List.of(retained("status", ONLINE)));
    }
    return fresh;
  }

  private synchronized void keep(MqttConnection fresh) throws InterruptedException {
    if (closed) {
      fresh.end();
      throw new InterruptedException("closing");
    }
    connection = fresh;
  }

  private Mqtt5Publish event(Entry entry) {
    return message("journal", "application/cloudevents+json", bytes(entry.json()), false);
  }

  private Mqtt5Publish retained(String what, byte[] json) {
    return message(what, "application/json", json, true);
  }

  private Mqtt5Publish message(String what, String type, byte[] json, boolean retained) {
    return Mqtt5Publish.builder()
        .topic(settings.topic() + "/" + what)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payloadFormatIndicator(Mqtt5PayloadFormatIndicator.UTF_8)
        .contentType(type)
        .payload(json)
        .retain(retained)
        .build();
  }

  /// The batch is stored by now, whatever becomes of this.
  private void publishOccupancy(MqttConnection connected) throws InterruptedException {
    try {
      OccupancyMessage now = occupancy == null ? null : occupancy.get();
      if (now != null && !now.rooms().equals(published)) {
        connected.publish(List.of(retained("occupancy", now.json())));
        published = now.rooms();
      }
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      Logger.info("who is inside was not published, and is with the next entry: {}", e.toString());
      giveUp();
    }
  }

  private void giveUp() {
    MqttConnection lost;
    synchronized (this) {
      lost = connection;
      connection = null;
    }
    if (lost != null) {
      lost.end();
    }
  }

  @Override
  public @Nullable Notice notice() {
    return certificate.notice(clock.instant());
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    giveUp();
  }
}
