package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpConnectionTest {

  private static HttpConnection to(URI url, Duration deadline) throws IOException {
    return new HttpConnection(
        new HttpUpstream.Settings(url, null, Tls.OF_SYSTEM, false, deadline, deadline),
        InstantSource.system());
  }

  private static HttpPost post(URI url, HttpEntity body) {
    HttpPost post = new HttpPost(url);
    post.setEntity(body);
    return post;
  }

  @Test
  void it_serves_until_an_exchange_fails_whatever_way_it_fails() throws Exception {
    HttpEntity worst =
        new EntityTemplate(
            2,
            ContentType.APPLICATION_JSON,
            null,
            _ -> {
              throw new StackOverflowError();
            });
    try (RawServer server = new RawServer(out -> RawServer.write(out, "HTTP/1.1 204 X\r\n\r\n"));
        HttpConnection connection = to(server.url(), Duration.ofSeconds(30))) {
      assertTrue(connection.isUsable());
      HttpPost post = post(server.url(), new StringEntity("[]"));
      assertEquals(204, connection.exchange(post).status());
      assertTrue(connection.isUsable());
      HttpPost failing = post(server.url(), worst);
      assertThrows(StackOverflowError.class, () -> connection.exchange(failing));
      assertFalse(connection.isUsable());
    }
  }

  @Test
  void a_town_that_takes_up_a_connection_and_never_agrees_on_a_secure_one_is_given_up()
      throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer silent = new RawServer(_ -> await(end))) {
      URI https = URI.create(silent.url().toString().replace("http:", "https:"));
      try (HttpConnection connection = to(https, Duration.ofMillis(300))) {
        HttpPost post = post(https, new StringEntity("[]"));
        assertThrows(SocketTimeoutException.class, () -> connection.exchange(post));
      } finally {
        end.countDown();
      }
    }
  }

  @Test
  void closing_ends_an_exchange_at_once() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    RawServer.Talk silence =
        _ -> {
          asked.countDown();
          await(end);
        };
    try (RawServer silent = new RawServer(silence)) {
      HttpConnection connection = to(silent.url(), Duration.ofMinutes(10));
      HttpPost post = post(silent.url(), new StringEntity("[]"));
      CompletableFuture<IOException> told = new CompletableFuture<>();
      Thread.ofPlatform()
          .start(
              () ->
                  told.complete(assertThrows(IOException.class, () -> connection.exchange(post))));
      assertTrue(asked.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      connection.close();
      assertFalse(
          told.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)
              instanceof SocketTimeoutException);
    } finally {
      end.countDown();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
