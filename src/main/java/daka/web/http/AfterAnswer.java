package daka.web.http;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/// What a request leads to, and must not cut its own answer off.
public final class AfterAnswer {
  private AfterAnswer() {}

  /// Runs something once the last byte of the answer has gone to the network, or the answer has
  /// failed; on a thread of the listener, which it must not hold up.
  public static void run(Context ctx, Runnable what) {
    Request.addCompletionListener(
        ServletContextRequest.getServletContextRequest(ctx.req()), _ -> what.run());
  }
}
