package daka.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.ThreadPool;

/// One listener: what the kiosk's and the LAN's have in common. Each has threads of its own, so
/// that neither can make the other wait.
final class WebServer implements AutoCloseable {
  private final Javalin javalin;

  /// @param connector makes what listens, from the server and its settings for HTTP
  /// @param resources in the order their handlers run
  WebServer(
      ThreadPool threads,
      BiFunction<Server, HttpConfiguration, Connector> connector,
      List<Resource> resources) {
    javalin =
        Javalin.create(
            config -> {
              quiet(config);
              config.http.prefer405over404 = true;
              config.http.compressionStrategy = CompressionStrategy.NONE;
              config.jetty.threadPool = threads;
              config.jetty.modifyHttpConfiguration(WebServer::harden);
              config.jetty.modifyServer(WebServer::answerProblems);
              config.jetty.modifyServletContextHandler(
                  context -> context.setErrorHandler(new ProblemPages()));
              config.jetty.addConnector(connector);
              new Problems().addTo(config.routes);
              resources.forEach(resource -> resource.addTo(config.routes));
            });
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
  }

  private static void harden(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setUriCompliance(UriCompliance.RFC3986);
  }

  private static void answerProblems(Server server) {
    server.setErrorHandler(new ProblemPages());
  }

  /// Binds the address and answers from now on.
  void start() {
    javalin.start();
  }

  /// The port that is listened on, also when any free one was asked for.
  int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
