package daka.web.door;

import daka.health.Part;
import daka.reader.http.HttpReader;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.web.access.LoopbackGuard;
import daka.web.http.JsonBody;
import daka.web.http.Resource;
import daka.web.http.SafeHeaders;
import daka.web.http.Seldom;
import daka.web.http.StoreProblems;
import daka.web.http.UnfinishedBodies;
import daka.web.http.WebServer;
import daka.web.http.WholeBodies;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The kiosk's own listener, for the browser and the technician at this machine: the pages, what
/// they touch, `POST /api/v1/scans` and `/healthz`. It asks for no login and so listens on a
/// loopback address only.
///
/// Its threads are its own and few, so that nothing the LAN asks for can make a tap wait.
public final class KioskServer implements AutoCloseable {
  /// Images that are here at a time, with their copies and what they are decoded to.
  private static final int IMAGES = 2;

  private final ScreenEvents events;
  private final UnfinishedBodies bodies = new UnfinishedBodies("kiosk-bodies", OwnAddress.PACE);
  private final WebServer server;

  /// @param listen a loopback address; port 0 takes any free port
  /// @param readers the readers of kind `http` by their ids in the config
  /// @param health how each part of the kiosk is; asked for each `GET /healthz`
  /// @param more what else is answered here
  /// @param api what answers under `/api/` and at `/metrics`, for those who have a token; asked for
  ///   when the first such request comes
  /// @throws IllegalArgumentException if the address can be reached from elsewhere
  public KioskServer(
      InetSocketAddress listen,
      Screen screen,
      Entrance entrance,
      Map<String, HttpReader> readers,
      Supplier<List<Part>> health,
      List<Resource> more,
      Supplier<List<Resource>> api) {
    this(OwnAddress.alone(listen), screen, entrance, readers, health, more, api);
  }

  /// The same at an address that an [OpeningServer] may listen on until then.
  public KioskServer(
      OwnAddress address,
      Screen screen,
      Entrance entrance,
      Map<String, HttpReader> readers,
      Supplier<List<Part>> health,
      List<Resource> more,
      Supplier<List<Resource>> api) {
    events = new ScreenEvents(screen);
    List<Resource> resources = guards();
    resources.add(new Pages());
    resources.add(events);
    resources.add(new ScreenTouches(entrance, screen));
    resources.add(new StaffCall(screen));
    resources.add(new ScansResource(entrance, readers));
    resources.add(new Healthz(health));
    resources.addAll(more);
    server =
        address.server(
            bodies,
            List.of(new WholeBodies(JsonBody.LIMIT, ScansResource.IMAGE_LIMIT, IMAGES)),
            resources,
            new Seldom(KioskServer::isOfApi, () -> guarded(api.get())));
  }

  /// What every request here passes, and the words for a database that fails.
  private static List<Resource> guards() {
    return new ArrayList<>(List.of(new SafeHeaders(), new LoopbackGuard(), new StoreProblems()));
  }

  private static boolean isOfApi(String path) {
    return (path.startsWith("/api/") && !path.equals(ScansResource.PATH))
        || path.equals("/metrics");
  }

  private static List<Resource> guarded(List<Resource> api) {
    List<Resource> resources = guards();
    resources.addAll(api);
    return resources;
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
    bodies.close();
  }
}
