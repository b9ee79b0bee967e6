package daka.web.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets HEAD do what GET does (RFC 9110, 9.3.2): the same token is asked for, the same mistakes are
/// told, and the same headers come back. The body is left out where the answer is written to the
/// connection. An answer that is a stream ends before it begins, see [#isAsked].
public final class HeadAsGet extends Handler.Wrapper {
  private static final String ASKED = "daka.head";

  /// Whether only the head of the answer is wanted.
  public static boolean isAsked(jakarta.servlet.http.HttpServletRequest request) {
    return request.getAttribute(ASKED) != null;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.HEAD.is(request.getMethod())) {
      return super.handle(request, response, callback);
    }
    request.setAttribute(ASKED, true);
    return super.handle(new AsGet(request), response, callback);
  }

  private static final class AsGet extends Request.Wrapper {
    AsGet(Request head) {
      super(head);
    }

    @Override
    public String getMethod() {
      return HttpMethod.GET.asString();
    }
  }
}
