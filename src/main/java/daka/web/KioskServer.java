package daka.web;

import daka.health.Part;
import daka.reader.HttpReader;
import daka.screen.Entrance;
import daka.screen.Screen;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The kiosk's own listener, for the browser and the technician at this machine: the pages, what
/// they touch, `POST /api/v1/scans` and `/healthz`. It asks for no login and so listens on a
/// loopback address only.
///
/// Its threads are its own and few, so that nothing the LAN asks for can make a tap wait.
public final class KioskServer implements AutoCloseable {
  private static final int THREADS = 16 + ScreenEvents.MAX_PAGES;

  private final ScreenEvents events;
  private final WebServer server;

  /// @param listen a loopback address; port 0 takes any free port
  /// @param readers the readers of kind `http` by their ids in the config
  /// @param health how each part of the kiosk is; asked for each `GET /healthz`
  /// @param more what else is answered here, such as the API for those who have a token
  /// @throws IllegalArgumentException if the address can be reached from elsewhere
  public KioskServer(
      InetSocketAddress listen,
      Screen screen,
      Entrance entrance,
      Map<String, HttpReader> readers,
      Supplier<List<Part>> health,
      List<Resource> more) {
    if (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "the kiosk's listener has no login, so it must listen on 127.0.0.1 or ::1, not on "
              + listen.getHostString());
    }
    events = new ScreenEvents(screen);
    List<Resource> resources = new ArrayList<>();
    resources.add(new SafeHeaders());
    resources.add(new LoopbackGuard());
    resources.add(new Pages());
    resources.add(events);
    resources.add(new Touches(entrance, screen));
    resources.add(new StaffCall(screen));
    resources.add(new Scans(entrance, readers));
    resources.add(new Healthz(health));
    resources.addAll(more);
    server = new WebServer(threads(), (jetty, http) -> connector(jetty, http, listen), resources);
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("kiosk-web");
    return threads;
  }

  private static Connector connector(
      Server jetty, HttpConfiguration http, InetSocketAddress listen) {
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(listen.getAddress().getHostAddress());
    connector.setPort(listen.getPort());
    return connector;
  }

  /// Binds the address and answers from now on.
  public void start() {
    server.start();
  }

  /// The port that is listened on, also when any free one was asked for.
  public int port() {
    return server.port();
  }

  /// Ends the streams, lets what is being answered finish, and listens no more.
  @Override
  public void close() {
    events.close();
    server.close();
  }
}
