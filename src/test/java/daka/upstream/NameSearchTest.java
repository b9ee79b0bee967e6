package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import daka.upstream.Delivery.TryAgain;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameSearchTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch given = new CountDownLatch(1);

  @AfterEach
  void giveUp() {
    given.countDown();
  }

  /// A system whose name servers say nothing.
  private InetAddress silence(String host) throws UnknownHostException {
    begun.countDown();
    try {
      given.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody can interrupt a system's search", e);
    }
    throw new UnknownHostException(host);
  }

  @Test
  void what_the_system_finds_is_found_and_what_it_does_not_know_is_unknown() throws Exception {
    NameSearch search = new NameSearch(InetAddress::getByName, LONG);
    assertArrayEquals(
        new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 0, 0, 1})},
        search.resolve("127.0.0.1"));
    assertThrows(UnknownHostException.class, () -> search.resolve("no-such-town.invalid"));
  }

  @Test
  void a_search_without_end_is_given_up_in_time() {
    NameSearch search = new NameSearch(this::silence, SHORT);
    UnknownHostException told =
        assertThrows(UnknownHostException.class, () -> search.resolve("town.example"));
    TryAgain failure = HttpFailure.of(URI.create("https://town.example/"), told);
    assertTrue(failure.reason().contains("no address is known"), failure.reason());
  }

  @Test
  void who_is_stopped_in_a_search_stops_at_once() throws Exception {
    NameSearch search = new NameSearch(this::silence, LONG);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread forwarder =
        Thread.ofPlatform()
            .start(
                () -> {
                  assertThrows(UnknownHostException.class, () -> search.resolve("town.example"));
                  interrupted.complete(Thread.currentThread().isInterrupted());
                });
    assertTrue(begun.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertFalse(interrupted.isDone());
    forwarder.interrupt();
    assertTrue(
        interrupted.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS),
        "forgot that it was to stop");
  }
}
