package daka.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.Await;
import daka.device.Waiting;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Work that is done once at a time, over real HTTP: it goes on when the test says so.
class OneAtATimeTest {
  private final Semaphore goOn = new Semaphore(0);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger together = new AtomicInteger();
  private final AtomicInteger mostTogether = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private Javalin server = Javalin.create();

  private void serve(int waiting, Duration patience) {
    OneAtATime one = new OneAtATime("a count", waiting, patience);
    server =
        Javalin.create(
                config -> {
                  config.routes.get("/", ctx -> ctx.result(one.run(ctx, this::work)));
                  config.routes.exception(
                      ProblemException.class, (e, ctx) -> e.problem().answer(ctx));
                })
            .start("127.0.0.1", 0);
  }

  private String work() {
    begun.incrementAndGet();
    mostTogether.accumulateAndGet(together.incrementAndGet(), Math::max);
    goOn.acquireUninterruptibly();
    together.decrementAndGet();
    return "done";
  }

  @AfterEach
  void close() {
    goOn.release(100);
    http.close();
    server.stop();
  }

  private CompletableFuture<HttpResponse<String>> ask() {
    return http.sendAsync(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")).build(),
        BodyHandlers.ofString());
  }

  private void awaitBegun(int count) throws Exception {
    Await.that(Waiting.PATIENCE, () -> begun.get() == count, () -> begun + " have begun");
  }

  @Test
  void the_second_waits_its_turn_and_the_third_is_told_to_come_again() throws Exception {
    serve(1, Waiting.PATIENCE);
    CompletableFuture<HttpResponse<String>> first = ask();
    awaitBegun(1);
    CompletableFuture<HttpResponse<String>> one = ask();
    CompletableFuture<HttpResponse<String>> other = ask();
    HttpResponse<String> refused = one.applyToEither(other, Function.identity()).join();
    assertEquals(503, refused.statusCode());
    assertTrue(refused.body().contains("a count is under way"), refused.body());
    assertEquals(
        Long.toString(Waiting.PATIENCE.toSeconds()),
        refused.headers().firstValue("Retry-After").orElseThrow());
    goOn.release();
    assertEquals("done", first.join().body());
    awaitBegun(2);
    goOn.release();
    assertEquals(200 + 503, one.join().statusCode() + other.join().statusCode());
    assertEquals(1, mostTogether.get());
  }

  @Test
  void nobody_waits_for_ever_and_whoever_comes_afterwards_has_a_turn() throws Exception {
    serve(1, Duration.ofMillis(1));
    CompletableFuture<HttpResponse<String>> first = ask();
    awaitBegun(1);
    assertEquals(503, ask().join().statusCode());
    goOn.release();
    assertEquals(200, first.join().statusCode());
    goOn.release();
    assertEquals("done", ask().join().body());
  }
}
