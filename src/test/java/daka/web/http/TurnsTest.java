package daka.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void turns_are_given_in_the_order_they_were_asked_for() {
    Turns turns = new Turns(2);
    List<Integer> begun = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      turns.await(() -> begun.add(number));
    }
    assertEquals(List.of(0, 1), begun);
    turns.end();
    assertEquals(List.of(0, 1, 2), begun);
    for (int i = 0; i < 4; i++) {
      turns.end();
    }
    assertEquals(List.of(0, 1, 2, 3, 4), begun);
    turns.await(() -> begun.add(5));
    turns.await(() -> begun.add(6));
    turns.await(() -> begun.add(7));
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), begun);
  }

  @Test
  void there_are_never_more_at_once_and_everybody_gets_one() throws Exception {
    Turns turns = new Turns(3);
    AtomicInteger now = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
    int all = 2_000;
    CountDownLatch done = new CountDownLatch(all);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < all; i++) {
        threads.execute(
            () ->
                turns.await(
                    () ->
                        threads.execute(
                            () -> {
                              seen.add(now.incrementAndGet());
                              now.decrementAndGet();
                              turns.end();
                              done.countDown();
                            })));
      }
      assertTrue(done.await(60, TimeUnit.SECONDS));
    }
    assertTrue(seen.stream().allMatch(number -> number <= 3), seen::toString);
  }
}
