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
  /// @param tls whom https trusts and what it shows
  /// @param gzip whether to compress what is sent; the receiver must support it
  /// @param connect how long connecting may take
  /// @param deadline how long a request may take altogether
  public record Settings(
      URI url,
      @Nullable Path tokenFile,
      Tls tls,
      boolean gzip,
      Duration connect,
      Duration deadline) {

    /// @throws IllegalArgumentException if the url is not one that HTTP can be sent to
    public Settings {
      String scheme = url.getScheme();
      boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (!http || url.getHost() == null) {
        throw new IllegalArgumentException("not an address like https://town.example/events");
      }
    }

    /// Trusts whom the system trusts, not compressed, 10 s to connect and 30 s altogether.
    public static Settings of(URI url, @Nullable Path tokenFile) {
      return new Settings(
          url, tokenFile, Tls.OF_SYSTEM, false, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }
  }

  private final Settings settings;
  private final InstantSource clock;
  private @Nullable TlsFiles files;
  private @Nullable HttpClient client;

  /// @param clock what the dates of certificates are compared with, and a date in `Retry-After` if
  ///   the answer has none of its own
  public HttpUpstream(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Delivery deliver(List<Entry> batch) throws InterruptedException {
    HttpClient connection;
    HttpRequest request;
    try {
      connection = connection();
      request = request(batch);
    } catch (IOException e) {
      return HttpFailure.ofFile(e);
    }
    try {
      return exchange(connection, request);
    } catch (RuntimeException e) {
      return HttpFailure.of(settings.url(), e);
    }
  }

  /// The client, made anew when a file of its secure connections has changed.
  private synchronized HttpClient connection() throws IOException {
    if (client != null && (files == null || files.areCurrent())) {
      return client;
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connect());
    if ("https".equalsIgnoreCase(settings.url().getScheme())) {
      files = TlsFiles.read(settings.tls(), clock);
      builder.sslContext(files.context());
    }
    close();
    HttpClient fresh = builder.build();
    client = fresh;
    return fresh;
  }

  private HttpRequest request(List<Entry> batch) throws IOException {
    byte[] body = BatchBody.of(batch, settings.gzip());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .header("Content-Type", "application/cloudevents-batch+json")
            .header("User-Agent", "daka")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (settings.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    if (settings.tokenFile() != null) {
      request.header("Authorization", TokenFile.authorization(settings.tokenFile()));
    }
    return request.build();
  }

  /// The client's own timeout ends with the headers, so the deadline is kept here.
  private Delivery exchange(HttpClient connection, HttpRequest request)
      throws InterruptedException {
    AtomicReference<@Nullable ResponseInfo> begun = new AtomicReference<>();
    CompletableFuture<HttpResponse<String>> exchange =
        connection.sendAsync(
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
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
