package daka.web.door;

import daka.web.http.Crowd;
import daka.web.http.Resource;
import daka.web.http.Seldom;
import daka.web.http.UnfinishedBodies;
import daka.web.http.UnfinishedBodies.Pace;
import daka.web.http.WebServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// Where the kiosk's own browser finds it, on a loopback address, as nobody logs in there. What
/// listens there has threads of its own, and few.
///
/// @param listen port 0 takes any free port
/// @param shared whether two servers may listen there at once (`SO_REUSEPORT`), as they do for the
///   moment in which one follows the other. Both must be of the same user. Connections are then
///   taken by either
public record OwnAddress(InetSocketAddress listen, boolean shared) {
  private static final int THREADS = 16 + ScreenEvents.MAX_PAGES;
  private static final int MAX_CONNECTIONS = 128;

  /// Whoever sends is on this machine.
  static final Pace PACE = new Pace(Duration.ofSeconds(3), 256 * 1024, Duration.ofSeconds(60));

  /// @throws IllegalArgumentException if the address can be reached from elsewhere
  public OwnAddress {
    if (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "the kiosk's listener has no login, so it must listen on 127.0.0.1 or ::1, not on "
              + listen.getHostString());
    }
  }

  /// One that a second server cannot listen on.
  public static OwnAddress alone(InetSocketAddress listen) {
    return new OwnAddress(listen, false);
  }

  /// @param bodies which requests lack some of their body
  /// @param before what a request passes through behind that, in this order
  /// @param seldom what is made when it is first asked for; null if nothing is
  WebServer server(
      UnfinishedBodies bodies,
      List<Handler.Wrapper> before,
      List<Resource> resources,
      @Nullable Seldom seldom) {
    List<Handler.Wrapper> all = new ArrayList<>();
    all.add(bodies);
    all.addAll(before);
    return new WebServer(
        threads(), (jetty, http) -> connector(jetty, http, bodies), all, resources, seldom);
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("kiosk-web");
    return threads;
  }

  private Connector connector(Server jetty, HttpConfiguration http, UnfinishedBodies bodies) {
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(listen.getAddress().getHostAddress());
    connector.setPort(listen.getPort());
    connector.setReusePort(shared);
    connector.addBean(new Crowd(MAX_CONNECTIONS, MAX_CONNECTIONS, bodies::isUnderWay));
    return connector;
  }
}
