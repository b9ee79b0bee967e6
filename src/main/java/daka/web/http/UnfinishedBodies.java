package daka.web.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Cuts off who sends the body of a request more slowly than anybody would. The time counts from
/// when the body is first asked for, so a request that waits for its turn loses nothing.
///
/// Jetty's idle timeout begins anew with each byte, and its `MinimumDataRateHandler` looks only
/// when something comes.
public final class UnfinishedBodies extends Handler.Wrapper implements AutoCloseable {
  private static final long LOOK_MILLIS = 250;

  private final Map<Connection, Body> underWay = new ConcurrentHashMap<>();
  private final Function<Request, Pace> pace;
  private final ScheduledExecutorService clock;

  /// What is asked of a body.
  ///
  /// @param grace within which no rate is asked for
  /// @param bytesPerSecond at least, on average from the beginning
  /// @param longest all of it has to be there by then
  /// @param anew whether grace and rate begin anew each time that the rate was kept for as long as
  ///   the grace, so that what came quickly at first is no credit later: for bodies of any size
  public record Pace(Duration grace, long bytesPerSecond, Duration longest, boolean anew) {
    public Pace(Duration grace, long bytesPerSecond, Duration longest) {
      this(grace, bytesPerSecond, longest, false);
    }

    public boolean isKept(long bytes, long nanos) {
      return nanos <= grace.toNanos() || (nanos <= longest.toNanos() && isQuick(bytes, nanos));
    }

    private boolean isQuick(long bytes, long nanos) {
      return bytes >= bytesPerSecond * (nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }
  }

  /// How a body comes along. Used by one thread at a time.
  public static final class Coming {
    private final Pace pace;
    private final long begun;
    private long since;
    private long before;

    /// @param begun when, by a monotonic source of nanoseconds
    public Coming(Pace pace, long begun) {
      this.pace = pace;
      this.begun = begun;
      this.since = begun;
    }

    /// Whether the pace is kept.
    ///
    /// @param bytes that are here
    /// @param now by the same source
    public boolean isKept(long bytes, long now) {
      if (!pace.anew()) {
        return pace.isKept(bytes, now - begun);
      }
      if (now - since > pace.grace().toNanos()) {
        if (!pace.isQuick(bytes - before, now - since)) {
          return false;
        }
        since = now;
        before = bytes;
      }
      return now - begun <= pace.longest().toNanos();
    }
  }

  /// @param name of the thread that looks
  public UnfinishedBodies(String name, Pace pace) {
    this(name, _ -> pace);
  }

  /// @param name of the thread that looks
  /// @param pace of a request
  public UnfinishedBodies(String name, Function<Request, Pace> pace) {
    this.pace = pace;
    clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
    var _ =
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getLength() == 0
        || (request.getLength() < 0
            && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING))) {
      return super.handle(request, response, callback);
    }
    Body body = new Body(request);
    underWay.put(body.connection(), body);
    Request.addCompletionListener(request, _ -> underWay.remove(body.connection(), body));
    return super.handle(body, response, callback);
  }

  /// Whether the request under way on this connection lacks some of its body.
  public boolean isUnderWay(Connection connection) {
    return underWay.containsKey(connection);
  }

  private void look() {
    try {
      long now = System.nanoTime();
      underWay.values().forEach(body -> body.look(now));
    } catch (RuntimeException e) {
      Logger.warn(e, "looking for bodies that do not come");
    }
  }

  @Override
  public void close() {
    clock.shutdown();
  }

  /// A request whose body is counted as it comes.
  private final class Body extends Request.Wrapper {
    private volatile @Nullable Coming coming;
    private volatile long bytes;

    Body(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      if (coming == null) {
        coming = new Coming(pace.apply(this), System.nanoTime());
      }
      Content.Chunk chunk = super.read();
      if (chunk != null) {
        count(chunk);
      }
      return chunk;
    }

    /// One thread reads at a time.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(Content.Chunk chunk) {
      bytes += chunk.remaining();
      if (chunk.isLast()) {
        underWay.remove(connection(), this);
      }
    }

    void look(long now) {
      Coming known = coming;
      if (known != null && !known.isKept(bytes, now)) {
        underWay.remove(connection(), this);
        Logger.info("cut off who sent {} bytes of a body too slowly", bytes);
        connection().getEndPoint().close();
      }
    }

    Connection connection() {
      return getConnectionMetaData().getConnection();
    }
  }
}
