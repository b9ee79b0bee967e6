package daka.web.described;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.jspecify.annotations.Nullable;

/// Holds the answers of a kiosk that runs as its users have it, by a process of its own or with all
/// its parts, against the description as they come in. Where a test has the listener in its hands,
/// [HeldAnswers] sees what any client asks.
public final class HeldAtClient implements AutoCloseable {
  private final String listener;
  private final ConcurrentLinkedQueue<Request> finished = new ConcurrentLinkedQueue<>();
  private final List<String> faults = new ArrayList<>();
  private int looked;

  /// @param listener `lan` or `kiosk`, as `x-daka-listeners` calls it
  public HeldAtClient(String listener) {
    this.listener = listener;
  }

  /// Holds an answer of the kiosk's own listener.
  ///
  /// @param response whose body is looked at if it is a text
  /// @throws AssertionError if it is not as it is described
  public static <T> HttpResponse<T> atKiosk(HttpResponse<T> response) {
    byte[] body =
        response.body() instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
    HttpFields.Mutable fields = HttpFields.build();
    response.headers().map().forEach(fields::put);
    List<String> faults =
        faults(
            "kiosk",
            response.request().method(),
            response.uri(),
            response.statusCode(),
            fields,
            body);
    if (!faults.isEmpty()) {
      throw new AssertionError("not as openapi.json describes it:\n" + String.join("\n", faults));
    }
    return response;
  }

  private static List<String> faults(
      String listener,
      String method,
      URI asked,
      int status,
      HttpFields fields,
      byte @Nullable [] body) {
    MetaData.Response head = new MetaData.Response(status, null, HttpVersion.HTTP_1_1, fields);
    return new Answer(method, asked.getRawPath(), head, body).faults(listener);
  }

  /// Remembers what a page in a browser is answered from now on.
  public void follow(Page page) {
    page.onRequestFinished(finished::add);
  }

  /// Looks at what was answered since. Called now and then, as a browser keeps no body for ever, by
  /// the thread that drives it.
  public void look() {
    for (Request request = finished.poll(); request != null; request = finished.poll()) {
      Response response = request.response();
      if (response != null && URI.create(request.url()).getRawPath().startsWith("/api/")) {
        HttpFields.Mutable fields = HttpFields.build();
        response.headersArray().forEach(header -> fields.add(header.name, header.value));
        faults.addAll(
            faults(
                listener,
                request.method(),
                URI.create(request.url()),
                response.status(),
                fields,
                body(response)));
        looked++;
      }
    }
  }

  /// What a browser has let go of is not looked at.
  private static byte @Nullable [] body(Response response) {
    try {
      return response.body();
    } catch (PlaywrightException _) {
      return null;
    }
  }

  /// How many answers were looked at.
  public int looked() {
    return looked;
  }

  /// @throws AssertionError if an answer was not as it is described
  @Override
  public void close() {
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "answers that are not as openapi.json describes them:\n" + String.join("\n", faults));
    }
  }
}
