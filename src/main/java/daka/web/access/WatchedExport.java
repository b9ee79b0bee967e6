package daka.web.access;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.tinylog.Logger;

/// An answer that takes long, watched for as long as it takes: who may no longer have it gets no
/// more of it within a second, also while the client reads slowly or not at all.
public final class WatchedExport implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final EndPoint connection;
  private final BooleanSupplier may;

  private WatchedExport(EndPoint connection, BooleanSupplier may) {
    this.connection = connection;
    this.may = may;
  }

  /// @param may whether the answer may go on
  public static WatchedExport begin(Context ctx, BooleanSupplier may) {
    WatchedExport export = new WatchedExport(connection(ctx), may);
    Thread.ofVirtual().name("export-watch").start(export::watch);
    return export;
  }

  /// The answer has begun, so all that can be told is that it is not whole: the connection is cut,
  /// and no client can take what it has for the end.
  public static void cut(Context ctx) {
    connection(ctx).close();
  }

  private static EndPoint connection(Context ctx) {
    return ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }

  private void watch() {
    try {
      while (!ended.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!may.getAsBoolean()) {
          Logger.info("an export was ended, because its token was revoked or has expired");
          connection.close();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      Logger.error(e, "an export was ended, because its token could not be looked up");
      connection.close();
    }
  }

  /// The answer is complete, or has failed.
  @Override
  public void close() {
    ended.countDown();
  }
}
