package daka.web.door;

import daka.screen.PageKey;
import daka.screen.Screen;
import daka.screen.ScreenState;
import daka.web.access.PageCookie;
import daka.web.http.HeadAsGet;
import daka.web.http.Json;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// The screen's state as server-sent events: `state` with the whole state at once and on every
/// change, and `beat` while nothing changes, by which a page knows that the kiosk is alive. The
/// state says whether the page that follows is unlocked, and holds nothing that could unlock it:
/// `page` in the query names it, and its browser has a cookie.
///
/// Each page that follows has a thread of its own, so a page that does not read holds up nobody. It
/// waits and writes there, within the request: Javalin's asynchronous requests go on to use a
/// response that Jetty has taken back when the server stops.
public final class ScreenEvents implements Resource, AutoCloseable {
  /// The time between two beats; a page that has heard nothing for twice as long shows so.
  static final Duration BEAT = Duration.ofSeconds(2);

  /// How many pages may follow at once. Each holds a thread of the listener.
  public static final int MAX_PAGES = 16;

  static final String PAGE = "/screen/page";

  /// No fields.
  record Nothing() {}

  private static final JsonBody<Nothing> NONE = new JsonBody<>(Nothing.class);

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
    routes.post(PAGE, ScreenEvents::identify);
  }

  /// Gives the browser its cookie if it has none, before its pages follow the screen at once.
  private static void identify(Context ctx) {
    Query.allow(ctx);
    NONE.read(ctx);
    PageCookie.of(ctx, PageCookie.name(ctx));
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private void follow(Context ctx) {
    Query.allow(ctx, "page");
    PageKey page = PageCookie.of(ctx, PageCookie.name(ctx.queryParam("page")));
    ctx.res().setContentType("text/event-stream");
    if (HeadAsGet.isAsked(ctx.req())) {
      return;
    }
    if (!free.tryAcquire()) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          MAX_PAGES + " pages follow the screen already; close one of them");
    }
    following.add(Thread.currentThread());
    screen.sessions().follow(page);
    try {
      stream(ctx.res(), page);
    } catch (IOException | InterruptedException e) {
      // The page was closed, or the kiosk is stopping.
    } finally {
      screen.sessions().unfollow(page);
      following.remove(Thread.currentThread());
      free.release();
    }
  }

  private void stream(HttpServletResponse response, PageKey page)
      throws IOException, InterruptedException {
    ServletOutputStream out = response.getOutputStream();
    long seen = 0;
    ScreenState.Staff told = null;
    while (!closed) {
      ScreenState changed = screen.stateAfter(seen, BEAT);
      ScreenState.Staff staff = screen.staffOn(page);
      if (changed == null && Objects.equals(staff, told)) {
        out.write(BEAT_EVENT);
      } else {
        ScreenState state = changed == null ? screen.state() : changed;
        write(out, state.to(staff));
        seen = state.version();
        told = staff;
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
