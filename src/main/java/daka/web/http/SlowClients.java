package daka.web.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.tinylog.Logger;

/// Cuts off clients that keep a connection without asking anything: those that never finish a TLS
/// handshake, that send the head of a request a byte at a time (Slowloris), or that only stay.
///
/// Jetty's idle timeout starts again with each byte. Here a connection without a request under way
/// must begin one within the time given.
public final class SlowClients implements Connection.Listener, AutoCloseable {
  private final Map<Connection, Long> seen = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("lan-slow-clients").daemon().factory());

  private final ScheduledFuture<?> looking;

  public SlowClients(Duration patience) {
    looking =
        clock.scheduleWithFixedDelay(
            this::look, patience.toMillis(), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Only the connection within TLS knows about requests.
  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof SslConnection)) {
      seen.put(connection, -1L);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    seen.remove(connection);
  }

  /// Closes each connection that has no request under way and had begun none when it was looked at
  /// before.
  private void look() {
    try {
      seen.replaceAll(SlowClients::look);
    } catch (RuntimeException e) {
      Logger.warn(e, "looking for slow clients on the LAN");
    }
  }

  private static Long look(Connection connection, Long before) {
    long begun = connection.getMessagesIn();
    boolean underWay = begun > connection.getMessagesOut();
    if (!underWay && begun == before) {
      connection.getEndPoint().close();
    }
    return begun;
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.shutdown();
  }
}
