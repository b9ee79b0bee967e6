package daka.web.api;

import daka.store.OpenStore;
import daka.web.described.HeldAnswers;
import daka.web.http.SafeHeaders;
import daka.web.http.WebServer;
import java.util.List;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The API as the kiosk's listener serves it, without TLS, on a free loopback port.
public final class LoopbackApi implements AutoCloseable {
  private final HeldAnswers held = new HeldAnswers("kiosk");
  private final Api api;
  private final WebServer server;

  public LoopbackApi(OpenStore store) {
    api = RunningApi.api(store, OpenStore.HOURS);
    server =
        new WebServer(
            new QueuedThreadPool(16, 4),
            (jetty, http) -> {
              ServerConnector connector =
                  new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
              connector.setHost("127.0.0.1");
              return connector;
            },
            List.of(),
            List.of(new SafeHeaders(), held, api));
    server.start();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    api.close();
    server.close();
    held.close();
  }
}
