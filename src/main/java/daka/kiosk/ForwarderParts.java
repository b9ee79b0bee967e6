package daka.kiosk;

import daka.config.Config;
import daka.health.Part;
import daka.store.journal.Cursors;
import daka.upstream.Cursor;
import daka.upstream.Delivery;
import daka.upstream.Forwarder;
import daka.upstream.HttpUpstream;
import daka.upstream.MqttUpstream;
import daka.upstream.StoredCursor;
import daka.upstream.Tls;
import daka.upstream.Upstream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the forwarders the config asks for, each with a cursor of its own.
public final class ForwarderParts {
  private static final String HTTP = "upstream";
  private static final String MQTT = "mqtt";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private ForwarderParts() {}

  /// The names of the cursors that the config's upstreams move.
  public static Set<String> cursors(Config config) {
    Set<String> names = new HashSet<>();
    if (config.upstream() != null) {
      names.add(HTTP);
    }
    if (config.mqtt() != null) {
      names.add(MQTT);
    }
    return names;
  }

  static List<Forwarder> forwarders(
      Config config, OpenedStore vault, Wiring wiring, InstantSource clock) {
    List<Forwarder> forwarders = new ArrayList<>();
    if (config.upstream() != null) {
      Upstream upstream = new HttpUpstream(settings(config.upstream()), clock);
      forwarders.add(forwarder(HTTP, upstream, vault, wiring, clock));
    }
    if (config.mqtt() != null) {
      Upstream upstream =
          new MqttUpstream(
              settings(config, config.mqtt()),
              vault.ledger()::rooms,
              clock,
              config.centre().hours());
      forwarders.add(forwarder(MQTT, upstream, vault, wiring, clock));
    }
    return forwarders;
  }

  private static Forwarder forwarder(
      String name, Upstream upstream, OpenedStore vault, Wiring wiring, InstantSource clock) {
    Cursor cursor =
        wiring.cursor(name, new StoredCursor(new Cursors(vault.database()), name, clock));
    return new Forwarder(
        name,
        vault.ledger().journal(),
        cursor,
        wiring.upstream(name, upstream, cursor),
        Thread::sleep,
        System::nanoTime,
        new SecureRandom());
  }

  /// Sends a batch without events to each, to see whether it answers and knows the kiosk.
  public static List<Part> check(Config config) {
    List<Part> parts = new ArrayList<>();
    InstantSource clock = InstantSource.system();
    if (config.upstream() != null) {
      Upstream upstream = new HttpUpstream(settings(config.upstream()), clock);
      parts.add(check(HTTP, config.upstream().url(), upstream));
    }
    if (config.mqtt() != null) {
      parts.add(
          check(
              MQTT,
              config.mqtt().url(),
              MqttUpstream.probe(settings(config, config.mqtt()), clock)));
    }
    return parts;
  }

  private static Part check(String name, URI url, Upstream opened) {
    try (Upstream upstream = opened) {
      return switch (upstream.deliver(List.of())) {
        case Delivery.Stored() -> answers(name, url + " answers", upstream.notice());
        case Delivery.Refused(int status, String _) ->
            answers(
                name,
                url + " answers, with " + status + " to a batch without events",
                upstream.notice());
        case Delivery.TryAgain(String reason, String cure, var _) ->
            Part.failed(name, reason, cure);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Part.failed(name, "was not asked to the end", "");
    }
  }

  private static Part answers(String name, String detail, Upstream.@Nullable Notice notice) {
    return notice == null
        ? Part.ok(name, detail)
        : Part.warning(name, detail + "; " + notice.detail(), notice.cure());
  }

  private static HttpUpstream.Settings settings(Config.Upstream config) {
    return new HttpUpstream.Settings(
        config.url(), config.tokenFile(), tls(config.tls()), config.gzip(), CONNECT, DEADLINE);
  }

  private static MqttUpstream.Settings settings(Config config, Config.Mqtt mqtt) {
    return new MqttUpstream.Settings(
        mqtt.url(),
        "daka/" + config.centre().id() + "/" + config.kiosk().id(),
        mqtt.username(),
        mqtt.passwordFile(),
        tls(mqtt.tls()),
        DEADLINE);
  }

  private static Tls tls(Config.Tls config) {
    return new Tls(config.caFile(), config.pin(), config.certificateFile(), config.keyFile());
  }
}
