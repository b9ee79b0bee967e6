package daka;

import daka.config.Config;
import daka.health.Part;
import daka.store.Cursors;
import daka.upstream.Cursor;
import daka.upstream.Delivery;
import daka.upstream.Forwarder;
import daka.upstream.HttpUpstream;
import daka.upstream.StoredCursor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Makes the forwarder the config asks for.
final class Upstreams {
  private static final String NAME = "upstream";

  private Upstreams() {}

  static Forwarder forwarder(
      Config.Upstream config, Vault vault, Wiring wiring, InstantSource clock) {
    Cursor cursor = wiring.cursor(new StoredCursor(new Cursors(vault.database()), NAME, clock));
    return new Forwarder(
        NAME,
        vault.ledger().journal(),
        cursor,
        wiring.upstream(new HttpUpstream(settings(config), clock), cursor),
        Thread::sleep,
        System::nanoTime,
        new SecureRandom());
  }

  /// Sends a batch without events, to see whether the town answers and knows the token.
  static Part check(Config.Upstream config) {
    try (HttpUpstream upstream = new HttpUpstream(settings(config), InstantSource.system())) {
      return switch (upstream.deliver(List.of())) {
        case Delivery.Stored() -> Part.ok(NAME, config.url() + " answers");
        case Delivery.Refused(int status, String _) ->
            Part.ok(NAME, config.url() + " answers, with " + status + " to a batch without events");
        case Delivery.TryAgain(String reason, String cure, var _) ->
            Part.failed(NAME, reason, cure);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Part.failed(NAME, "was not asked to the end", "");
    }
  }

  private static HttpUpstream.Settings settings(Config.Upstream config) {
    return new HttpUpstream.Settings(
        config.url(),
        config.tokenFile(),
        config.gzip(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }
}
