package daka.web.door;

import daka.health.Part;
import daka.health.Progress;
import daka.health.Readiness;
import daka.screen.CentreSign;
import daka.screen.Screen;
import daka.screen.ScreenState;
import daka.web.access.LoopbackGuard;
import daka.web.http.Problem;
import daka.web.http.Resource;
import daka.web.http.SafeHeaders;
import daka.web.http.UnfinishedBodies;
import daka.web.http.WebServer;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What answers at the kiosk's own address while the records are put in order, so that no tap can
/// be recorded yet: the pages, which show how far that is, and `/healthz`, which says it too. All
/// else is answered 503, with the cure.
///
/// The [KioskServer] that follows listens at [#address] before this one is closed, so that no
/// browser finds nobody there.
public final class OpeningServer implements AutoCloseable {
  private static final String RETRY_SECONDS = "5";
  private static final String CURE =
      "Wait, and leave the kiosk switched on: it goes on by itself when they are.";

  private final OwnAddress wanted;
  private final Screen screen;
  private final ScreenEvents events;
  private final UnfinishedBodies bodies = new UnfinishedBodies("opening-bodies", OwnAddress.PACE);
  private final WebServer server;
  private volatile Part store;

  /// @param listen a loopback address; port 0 takes any free port
  /// @param seen how far it is
  /// @throws IllegalArgumentException if the address can be reached from elsewhere
  public OpeningServer(
      InetSocketAddress listen, CentreSign sign, InstantSource clock, Progress.Seen seen) {
    wanted = new OwnAddress(listen, true);
    screen = new Screen(sign, List::of, clock, System::nanoTime, 0);
    events = new ScreenEvents(screen);
    store = store(seen);
    tell(seen);
    Resource notYet =
        routes -> {
          routes.exception(NotFoundResponse.class, (_, ctx) -> refuse(ctx));
          routes.exception(MethodNotAllowedResponse.class, (_, ctx) -> refuse(ctx));
        };
    server =
        wanted.server(
            bodies,
            List.of(),
            List.of(
                new SafeHeaders(),
                new LoopbackGuard(),
                new Pages(),
                events,
                new Healthz(() -> List.of(store)),
                notYet),
            null);
  }

  private static Part store(Progress.Seen seen) {
    return Part.failed(Readiness.STORE, "no tap is recorded yet: " + seen, CURE);
  }

  /// Shows how far it is now.
  public void tell(Progress.Seen seen) {
    store = store(seen);
    Progress.Stage stage = seen.stage();
    Duration left = seen.left();
    screen.opening(
        new ScreenState.Opening(
            stage == null ? 0 : stage.number(),
            stage == null ? 0 : stage.of(),
            left == null ? null : left.toMillis()));
    screen.health(List.of(store));
  }

  private void refuse(Context ctx) {
    ctx.header(Header.RETRY_AFTER, RETRY_SECONDS);
    Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE, store.detail() + ". Nothing was done. " + store.cure())
        .answer(ctx);
  }

  /// Binds the address and answers from now on.
  public void start() {
    server.start();
  }

  /// Where it listens, for the server that follows.
  public OwnAddress address() {
    return new OwnAddress(
        new InetSocketAddress(wanted.listen().getAddress(), server.port()), wanted.shared());
  }

  /// Ends the streams, and listens no more.
  @Override
  public void close() {
    events.close();
    server.close();
    bodies.close();
  }
}
