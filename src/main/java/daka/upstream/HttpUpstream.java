package daka.upstream;

import daka.store.Entry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends batches by `POST` of `application/cloudevents-batch+json`.
///
/// 2xx means that all is stored; 400, 413 and 422 that something in the batch is refused; anything
/// else is to be tried again. Redirects are not followed, because the token is for the address that
/// was configured and no other.
///
/// A request has a deadline from its first byte to the last of its answer. Once the status has
/// arrived it counts, whatever becomes of the body, of which only the beginning is read.
public final class HttpUpstream implements Upstream {

  /// @param url where to send to, http or https
  /// @param tokenFile holds the bearer token, or null if the receiver wants none
  /// @param gzip whether to compress what is sent; the receiver must support it
  /// @param connect how long connecting may take
  /// @param deadline how long a request may take altogether
  public record Settings(
      URI url, @Nullable Path tokenFile, boolean gzip, Duration connect, Duration deadline) {

    /// @throws IllegalArgumentException if the url is not one that HTTP can be sent to
    public Settings {
      String scheme = url.getScheme();
      boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (!http || url.getHost() == null) {
        throw new IllegalArgumentException("not an address like https://town.example/events");
      }
    }

    /// Not compressed, 10 s to connect and 30 s altogether.
    public static Settings of(URI url, @Nullable Path tokenFile) {
      return new Settings(url, tokenFile, false, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }
  }

  private final Settings settings;
  private final InstantSource clock;
  private final HttpClient client;

  /// @param clock what a date in `Retry-After` is compared with if the answer has none of its own
  public HttpUpstream(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connect())
            .build();
  }

  @Override
  public Delivery deliver(List<Entry> batch) throws InterruptedException {
    String authorization = null;
    if (settings.tokenFile() != null) {
      try {
        authorization = TokenFile.authorization(settings.tokenFile());
      } catch (IOException e) {
        return HttpFailure.ofToken(settings.tokenFile(), e);
      }
    }
    try {
      return exchange(request(batch, authorization));
    } catch (IOException | RuntimeException e) {
      return HttpFailure.of(settings.url(), e);
    }
  }

  private HttpRequest request(List<Entry> batch, @Nullable String authorization)
      throws IOException {
    byte[] body = BatchBody.of(batch, settings.gzip());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .header("Content-Type", "application/cloudevents-batch+json")
            .header("User-Agent", "daka")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (settings.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  /// The client's own timeout ends with the headers, so the deadline is kept here.
  private Delivery exchange(HttpRequest request) throws InterruptedException {
    AtomicReference<@Nullable ResponseInfo> begun = new AtomicReference<>();
    CompletableFuture<HttpResponse<String>> exchange =
        client.sendAsync(
            request,
            info -> {
              begun.set(info);
              return new Excerpt();
            });
    try {
      HttpResponse<String> answer =
          exchange.get(settings.deadline().toNanos(), TimeUnit.NANOSECONDS);
      return answer(answer.statusCode(), answer.headers(), answer.body());
    } catch (ExecutionException | TimeoutException e) {
      ResponseInfo info = begun.get();
      return info == null
          ? HttpFailure.of(settings.url(), e)
          : answer(info.statusCode(), info.headers(), "");
    } finally {
      exchange.cancel(true);
    }
  }

  private Delivery answer(int status, HttpHeaders headers, String text) {
    return new HttpAnswer(status, headers, text).delivery(settings.url(), clock);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
