package daka.kiosk;

import daka.config.Config;
import daka.health.Progress;
import daka.host.Systemd;
import daka.web.door.OpeningServer;
import daka.web.door.OwnAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Shows how far opening the store is to those who wait for it: the pages, whoever asks, and
/// systemd. A store that is opened at once is shown to nobody, so that a start is as quick as it
/// can be: only the first that there is to see has an [OpeningServer] listen at the kiosk's own
/// address.
final class OpeningShown implements Consumer<Progress.Seen>, AutoCloseable {
  /// Several times as long as it takes until the next is seen.
  private static final Duration STILL_STARTING = Duration.ofSeconds(60);

  private final Config config;
  private final InstantSource clock;
  private final Systemd systemd = new Systemd(System.getenv());
  private @Nullable OpeningServer server;
  private boolean seen;
  private boolean closed;

  OpeningShown(Config config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(Progress.Seen now) {
    if (closed) {
      return;
    }
    systemd.stillStarting(STILL_STARTING);
    systemd.status(now.toString());
    if (server != null) {
      server.tell(now);
    } else if (!seen) {
      server = open(now);
    }
    seen = true;
  }

  private @Nullable OpeningServer open(Progress.Seen now) {
    OpeningServer opened =
        new OpeningServer(config.kiosk().listen(), Kiosk.sign(config), clock, now);
    try {
      opened.start();
      InetSocketAddress at = opened.address().listen();
      Logger.info(
          "http://{}:{}/ shows how far it is until taps are taken: {}",
          at.getHostString(),
          at.getPort(),
          now);
      return opened;
    } catch (RuntimeException e) {
      // The store is opened all the same. Then the start fails by this, and says the cure.
      Logger.warn("the pages cannot show how far it is: {}", e.getMessage());
      opened.close();
      return null;
    }
  }

  /// Where the kiosk's own listener is to listen, while this one still does.
  synchronized OwnAddress address() {
    return server == null ? OwnAddress.alone(config.kiosk().listen()) : server.address();
  }

  /// The kiosk answers for itself, or will not.
  @Override
  public synchronized void close() {
    closed = true;
    if (seen) {
      systemd.status("");
    }
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
