package daka.upstream;

import daka.event.Entry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/// Sends batches by `POST` of `application/cloudevents-batch+json`.
///
/// 2xx means that all is stored; 400, 413 and 422 that something in the batch is refused; anything
/// else is to be tried again. Redirects are not followed, because the token is for the address that
/// was configured and no other.
///
/// A request has a deadline, from the search for the receiver's address to the last byte of its
/// answer, and is given up no more than a twentieth of that time later. Once the status has arrived
/// it counts, whatever becomes of the body, of which only the beginning is read.
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

    boolean isSecure() {
      return "https".equalsIgnoreCase(url.getScheme());
    }

    /// Trusts whom the system trusts, not compressed, 10 s to connect and 30 s altogether.
    public static Settings of(URI url, @Nullable Path tokenFile) {
      return new Settings(
          url, tokenFile, Tls.OF_SYSTEM, false, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }
  }

  private static final ContentType BATCH = ContentType.create("application/cloudevents-batch+json");

  private final Settings settings;
  private final InstantSource clock;
  private final OwnCertificate certificate;
  private @Nullable HttpConnection connection;

  /// @param clock what the dates of certificates are compared with, and a date in `Retry-After` if
  ///   the answer has none of its own
  public HttpUpstream(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.certificate = new OwnCertificate(settings.tls(), settings.isSecure());
  }

  @Override
  public Delivery deliver(List<Entry> batch) throws InterruptedException {
    HttpConnection usable;
    HttpPost request;
    try {
      usable = connection();
      request = request(batch);
    } catch (IOException e) {
      return HttpFailure.ofFile(e);
    }
    try {
      return usable.exchange(request).delivery(settings.url(), clock);
    } catch (IOException | RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the kiosk is stopping");
      }
      return HttpFailure.of(settings.url(), e);
    }
  }

  /// The connection, made anew when the last exchange on it failed, or a file that it was made with
  /// has changed.
  private synchronized HttpConnection connection() throws IOException {
    if (connection != null && connection.isUsable()) {
      return connection;
    }
    HttpConnection fresh = new HttpConnection(settings, clock);
    close();
    connection = fresh;
    return fresh;
  }

  private HttpPost request(List<Entry> batch) throws IOException {
    HttpPost request = new HttpPost(settings.url());
    byte[] body = BatchBody.of(batch, settings.gzip());
    request.setEntity(new ByteArrayEntity(body, BATCH, settings.gzip() ? "gzip" : null));
    if (settings.tokenFile() != null) {
      request.setHeader("Authorization", TokenFile.authorization(settings.tokenFile()));
    }
    return request;
  }

  @Override
  public @Nullable Notice notice() {
    return certificate.notice(clock.instant());
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
