package daka.web.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Work that needs so much memory that it is done once at a time. Who comes meanwhile waits in
/// turn, which holds a thread: few may, and not for long. Safe for several threads.
public final class OneAtATime {
  private final Semaphore turn = new Semaphore(1, true);
  private final AtomicInteger asking = new AtomicInteger();
  private final String what;
  private final int most;
  private final Duration patience;

  /// @param what is done once at a time, as in "a search for duplicates"
  /// @param waiting how many may wait
  /// @param patience for how long
  public OneAtATime(String what, int waiting, Duration patience) {
    this.what = what;
    this.most = 1 + waiting;
    this.patience = patience;
  }

  /// Does the work once it is its turn.
  ///
  /// @throws ProblemException 503 if there is no turn, and the answer says when to ask again
  public <T> T run(Context ctx, Supplier<T> work) {
    try {
      if (asking.incrementAndGet() > most
          || !turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw later(ctx);
      }
      try {
        return work.get();
      } finally {
        turn.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw later(ctx);
    } finally {
      asking.decrementAndGet();
    }
  }

  private ProblemException later(Context ctx) {
    long seconds = Math.max(1, patience.toSeconds());
    ctx.header(Header.RETRY_AFTER, Long.toString(seconds));
    return ProblemException.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        what + " is under way, and others wait for theirs; try again in " + seconds + " seconds");
  }
}
