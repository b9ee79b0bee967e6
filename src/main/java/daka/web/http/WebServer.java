package daka.web.http;

import daka.host.OutOfMemory;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// One listener: what the kiosk's and the LAN's have in common. Each has threads of its own, so
/// that neither can make the other wait.
public final class WebServer implements AutoCloseable {
  /// More than Jetty gives requests that are under way.
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final Javalin javalin;

  /// @param connector makes what listens, from the server and its settings for HTTP
  /// @param before what a request passes through before its resource is looked for, in this order
  /// @param resources in the order their handlers run
  public WebServer(
      ThreadPool threads,
      BiFunction<Server, HttpConfiguration, Connector> connector,
      List<Handler.Wrapper> before,
      List<Resource> resources) {
    this(threads, connector, before, resources, null);
  }

  /// @param seldom what is made when it is first asked for; null if nothing is
  public WebServer(
      ThreadPool threads,
      BiFunction<Server, HttpConfiguration, Connector> connector,
      List<Handler.Wrapper> before,
      List<Resource> resources,
      @Nullable Seldom seldom) {
    javalin =
        Javalin.create(
            config -> {
              answer(config, resources);
              config.jetty.threadPool = threads;
              config.jetty.modifyHttpConfiguration(WebServer::harden);
              config.jetty.modifyServer(server -> prepare(server, before));
              config.jetty.modifyServletContextHandler(context -> prepare(context, seldom));
              config.jetty.addConnector(connector);
            });
  }

  /// What answers as a listener with these resources would, for requests that come to another.
  static Servlet answering(List<Resource> resources) {
    return Javalin.create(config -> answer(config, resources)).javalinServlet();
  }

  private static void answer(JavalinConfig config, List<Resource> resources) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.router.javaLangErrorHandler((_, error) -> failed(error));
    new Problems().addTo(config.routes);
    resources.forEach(resource -> resource.addTo(config.routes));
  }

  private static void harden(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setUriCompliance(UriCompliance.RFC3986);
  }

  /// Javalin sets its own handler behind the last of these.
  private static void prepare(Server server, List<Handler.Wrapper> before) {
    server.setErrorHandler(new ProblemPages());
    Handler.Wrapper last = new HeadAsGet();
    server.setHandler(last);
    for (Handler.Wrapper next : before) {
      last.setHandler(next);
      last = next;
    }
  }

  private static void prepare(ServletContextHandler context, @Nullable Seldom seldom) {
    context.setErrorHandler(new ProblemPages());
    if (seldom != null) {
      FilterHolder filter = new FilterHolder(seldom);
      filter.setAsyncSupported(true);
      context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    }
  }

  private static void failed(Error error) {
    OutOfMemory.endIfMeant(error);
    Logger.error(error, "a request failed");
  }

  /// Binds the address and answers from now on.
  public void start() {
    javalin.start();
  }

  /// The port that is listened on, also when any free one was asked for.
  public int port() {
    return javalin.port();
  }

  /// Returns when nobody is answered any more. Jetty can wait for ever for a selector that another
  /// thread has closed already; whoever stops goes on without it after [#LONGEST_STOP].
  @Override
  public void close() {
    Thread stopping = Thread.ofPlatform().daemon().name("web-stop").start(javalin::stop);
    try {
      if (!stopping.join(LONGEST_STOP)) {
        Logger.warn("a listener has not stopped within {} s; it is left", LONGEST_STOP.toSeconds());
        leave();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Nobody waits for an answer of a listener that is left.
  private void leave() {
    for (Connector connector : javalin.jettyServer().server().getConnectors()) {
      connector.getConnectedEndPoints().forEach(EndPoint::close);
    }
  }
}
