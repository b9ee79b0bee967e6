package daka.web;

import daka.screen.Screen;
import daka.screen.ScreenState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// The screen's state as server-sent events: `state` with the whole state at once and on every
/// change, and `beat` while nothing changes, by which a page knows that the kiosk is alive.
///
/// Each page that follows has a thread of its own, so a page that does not read holds up nobody. It
/// waits and writes there, within the request: Javalin's asynchronous requests go on to use a
/// response that Jetty has taken back when the server stops.
final class ScreenEvents implements Resource, AutoCloseable {
  /// The time between two beats; a page that has heard nothing for twice as long shows so.
  static final Duration BEAT = Duration.ofSeconds(2);

  /// How many pages may follow at once. Each holds a thread of the listener.
  static final int MAX_PAGES = 16;

  private static final byte[] BEAT_EVENT =
      "event: beat\ndata: {}\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Set<Thread> following = ConcurrentHashMap.newKeySet();
  private final Semaphore free = new Semaphore(MAX_PAGES);
  private final Screen screen;
  private volatile boolean closed;

  ScreenEvents(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/screen/events", this::follow);
  }

  private void follow(Context ctx) {
    Query.allow(ctx);
    if (!free.tryAcquire()) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          MAX_PAGES + " pages follow the screen already; close one of them");
    }
    following.add(Thread.currentThread());
    try {
      stream(ctx.res());
    } catch (IOException | InterruptedException e) {
      // The page was closed, or the kiosk is stopping.
    } finally {
      following.remove(Thread.currentThread());
      free.release();
    }
  }

  private void stream(HttpServletResponse response) throws IOException, InterruptedException {
    response.setContentType("text/event-stream");
    ServletOutputStream out = response.getOutputStream();
    long seen = 0;
    while (!closed) {
      ScreenState state = screen.stateAfter(seen, BEAT);
      if (state == null) {
        out.write(BEAT_EVENT);
      } else {
        write(out, state);
        seen = state.version();
      }
      out.flush();
    }
  }

  private static void write(ServletOutputStream out, ScreenState state) throws IOException {
    out.print("event: state\nid: " + state.version() + "\ndata: ");
    out.write(Json.bytes(state));
    out.print("\n\n");
  }

  /// Ends all streams.
  @Override
  public void close() {
    closed = true;
    following.forEach(Thread::interrupt);
  }
}
