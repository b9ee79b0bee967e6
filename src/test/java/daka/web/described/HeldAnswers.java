package daka.web.described;

import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Holds each answer of a listener against the description as it goes out to the wire, whoever
/// asked: a test's client, a page in a browser or bytes that are hardly a request. A listener takes
/// it as one resource more, and whoever runs the listener ends with [#close].
public final class HeldAnswers implements Resource, AutoCloseable {
  private static final String WATCHED = "daka.held";

  /// How much of a body is looked at. Of longer ones, status, type and headers are.
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final String listener;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private volatile String meant = "\0";

  /// @param listener `lan` or `kiosk`, as `x-daka-listeners` calls it
  public HeldAnswers(String listener) {
    this.listener = listener;
  }

  /// What is refused before it comes here is watched afterwards, when it is not sent yet.
  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(this::watch);
    routes.after(this::watch);
  }

  private void watch(Context ctx) {
    if (ctx.req().getAttribute(WATCHED) == null) {
      ctx.req().setAttribute(WATCHED, true);
      ServletContextRequest.getServletContextRequest(ctx.req())
          .addHttpStreamWrapper(stream -> new Watched(stream));
    }
  }

  /// Lets a test bring about what must not be.
  ///
  /// @param fault how it begins to be told, as in `GET /healthz answered 500`
  public void overlook(String fault) {
    meant = fault;
  }

  /// What was not as it is described, until now.
  public List<String> faults() {
    return List.copyOf(new LinkedHashSet<>(faults));
  }

  /// @throws AssertionError if an answer was not as it is described: each operation, its status and
  ///   what is wrong
  @Override
  public void close() {
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "answers that are not as openapi.json describes them:\n" + String.join("\n", faults()));
    }
  }

  private void hold(MetaData.Request request, MetaData.Response head, byte @Nullable [] body) {
    new Answer(request.getMethod(), request.getHttpURI().getPath(), head, body)
        .faults(listener).stream().filter(fault -> !fault.startsWith(meant)).forEach(faults::add);
  }

  private final class Watched extends HttpStream.Wrapper {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private MetaData.@Nullable Response head;
    private boolean isWhole = true;

    Watched(HttpStream stream) {
      super(stream);
    }

    /// Looks at the end of the body before it goes out, so that whoever has it all knows that it
    /// was looked at.
    @Override
    public void send(
        MetaData.Request request,
        MetaData.@Nullable Response response,
        boolean last,
        @Nullable ByteBuffer content,
        Callback callback) {
      head = response == null || response.getStatus() < 200 ? head : response;
      keep(content);
      if (last && head != null) {
        hold(request, head, isWhole ? body.toByteArray() : null);
      }
      super.send(request, response, last, content, callback);
    }

    private void keep(@Nullable ByteBuffer content) {
      if (content == null || !isWhole) {
        return;
      }
      isWhole = body.size() + content.remaining() <= MOST_BYTES;
      if (isWhole) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        body.writeBytes(bytes);
      }
    }
  }
}
