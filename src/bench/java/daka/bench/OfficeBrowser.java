package daka.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Asks as the office's pages do: by TLS at the LAN's listener, in the session of somebody who has
/// signed in, over a connection that is kept. For one thread.
final class OfficeBrowser {
  /// What needs no session and nothing of the database.
  static final String NOTHING = "/office/doorstep.json";

  private static final String SESSION = "/api/v1/session";
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  static {
    // Java keeps to itself what a page says of where its requests come from.
    System.setProperty("sun.net.http.allowRestrictedHeaders", "true");
  }

  /// The kiosk is a process of this run: whom it is signed by is not in question.
  private static final X509TrustManager ANYBODY =
      new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
          return new X509Certificate[0];
        }
      };

  private final String address;
  private final SSLSocketFactory sockets;
  private @Nullable String cookie;

  /// @param port of the LAN's listener
  OfficeBrowser(int port) throws GeneralSecurityException {
    address = "https://127.0.0.1:" + port;
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {ANYBODY}, null);
    sockets = context.getSocketFactory();
  }

  /// Waits until the listener answers, which comes after the kiosk's own.
  ///
  /// @throws IOException if it does not for a minute
  void awaitReady() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      try {
        get(NOTHING);
        return;
      } catch (ConnectException e) {
        if (System.nanoTime() - begin > PATIENCE_NANOS) {
          throw new IOException("the LAN is not served: see out.log beside the config", e);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  /// Signs in, as somebody new.
  ///
  /// @return nanoseconds until the whole answer was there
  long signIn() throws IOException {
    String body =
        "{\"name\":\"%s\",\"password\":\"%s\"}"
            .formatted(OfficeStore.ADMINISTRATOR, OfficeStore.PASSWORD);
    long begin = System.nanoTime();
    HttpURLConnection request = open(SESSION);
    request.setRequestMethod("POST");
    request.setDoOutput(true);
    request.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = request.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    answer(request, SESSION, 201);
    long end = System.nanoTime();
    cookie = request.getHeaderField("Set-Cookie").split(";", 2)[0];
    return end - begin;
  }

  /// Forgets who has signed in, so that the next is a session beside the last.
  void forget() {
    cookie = null;
  }

  /// The whole of what is at this path.
  String get(String path) throws IOException {
    return answer(open(path), path, 200);
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpsURLConnection request =
        (HttpsURLConnection) URI.create(address + path).toURL().openConnection();
    request.setSSLSocketFactory(sockets);
    request.setHostnameVerifier((_, _) -> true);
    request.setRequestProperty("Accept", "application/json");
    request.setRequestProperty("Sec-Fetch-Site", "same-origin");
    if (cookie != null) {
      request.setRequestProperty("Cookie", cookie);
    }
    return request;
  }

  private static String answer(HttpURLConnection request, String path, int expected)
      throws IOException {
    int status = request.getResponseCode();
    if (status != expected) {
      try (InputStream error = request.getErrorStream()) {
        String why = error == null ? "" : new String(error.readAllBytes(), StandardCharsets.UTF_8);
        throw new IOException(path + " was answered " + status + ": " + why);
      }
    }
    try (InputStream in = request.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
