package daka.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import daka.health.Part;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeviceThreadTest {
  private static final Duration RETRY = Duration.ofMillis(1);

  @Test
  void a_device_is_tried_again_until_it_works() {
    AtomicInteger tries = new AtomicInteger();
    try (DeviceThread thread = DeviceThread.ofReader("counter", RETRY)) {
      thread.start(
          running -> {
            if (tries.incrementAndGet() < 5) {
              throw new DeviceException("it is not there", "plug it in");
            }
            use(running);
          });

      Waiting.await("the device", () -> thread.health().state() == Part.State.OK);
      assertEquals(5, tries.get());
    }
  }

  @Test
  void health_says_what_is_missing_and_the_cure() {
    try (DeviceThread thread = DeviceThread.ofReader("counter", Duration.ofDays(1))) {
      assertEquals(Part.State.WARNING, thread.health().state());
      thread.start(
          running -> {
            throw new DeviceException("it is not there", "plug it in");
          });

      Waiting.await("the failure", () -> thread.health().state() == Part.State.FAILED);
      assertEquals(Part.failed("reader counter", "it is not there", "plug it in"), thread.health());
    }
  }

  @Test
  void nothing_that_is_thrown_ends_the_thread() {
    AtomicInteger tries = new AtomicInteger();
    try (DeviceThread thread = DeviceThread.ofReader("counter", RETRY)) {
      thread.start(
          running -> {
            switch (tries.incrementAndGet()) {
              case 1 -> throw new IllegalStateException("310104195003071234");
              case 2 -> throw new StackOverflowError();
              case 3 -> throw new InterruptedException();
              case 4 -> throw new UnsatisfiedLinkError("no such library");
              default -> use(running);
            }
          });

      Waiting.await("the device", () -> thread.health().state() == Part.State.OK);
    }
  }

  @Test
  void health_quotes_nothing_of_an_unexpected_exception() {
    try (DeviceThread thread = DeviceThread.ofReader("counter", Duration.ofDays(1))) {
      thread.start(
          running -> {
            throw new IllegalStateException("310104195003071234");
          });

      Waiting.await("the failure", () -> thread.health().state() == Part.State.FAILED);
      assertFalse(thread.health().toString().contains("310104195003071234"));
    }
  }

  @Test
  void close_ends_the_thread_at_once_even_while_it_waits() {
    DeviceThread thread = DeviceThread.ofReader("closed", Duration.ofDays(1));
    thread.start(
        running -> {
          throw new DeviceException("it is not there", "plug it in");
        });
    Waiting.await("the failure", () -> thread.health().state() == Part.State.FAILED);

    assertTimeoutPreemptively(Waiting.PATIENCE, thread::close);
    assertEquals(0, Waiting.threads("reader closed"));
  }

  @Test
  void a_second_start_is_refused() {
    try (DeviceThread thread = DeviceThread.ofReader("counter", RETRY)) {
      thread.start(DeviceThreadTest::use);

      assertThrows(IllegalStateException.class, () -> thread.start(DeviceThreadTest::use));
    }
  }

  private static void use(DeviceThread running) throws InterruptedException {
    running.working("works");
    running.pause(Duration.ofDays(1));
  }
}
