package daka.upstream;

import static daka.upstream.Forwarding.assertNumbers;
import static daka.upstream.Forwarding.await;
import static daka.upstream.Forwarding.to;
import static daka.upstream.Forwarding.upTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import daka.event.Entry;
import daka.health.Part;
import daka.kiosk.KioskStarted;
import daka.store.file.StoreException;
import daka.upstream.Receiver.Answer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong on the kiosk's own side.
class ForwarderFaultsTest {
  @TempDir Path folder;
  private Forwarding forwarding;

  @BeforeEach
  void open() throws Exception {
    forwarding = new Forwarding(folder);
  }

  @AfterEach
  void close() throws Exception {
    forwarding.close();
  }

  @Test
  void the_cursor_never_stands_beyond_what_was_acknowledged() throws Exception {
    Random random = new Random(5);
    AtomicLong acknowledged = new AtomicLong();
    List<Long> tooEarly = new ArrayList<>();
    Upstream moody =
        batch -> {
          long position = forwarding.cursor.position();
          if (position > acknowledged.get()) {
            tooEarly.add(position);
          }
          if (random.nextInt(3) > 0) {
            return new Delivery.TryAgain("away", "wait", null);
          }
          acknowledged.set(batch.getLast().number());
          return new Delivery.Stored();
        };
    forwarding.record(2_000);
    try (Forwarder _ = forwarding.start(moody)) {
      forwarding.awaitCursor(2_000);
    }
    assertEquals(List.of(), tooEarly);
  }

  @Test
  void a_full_disk_delays_the_cursor_and_sends_nothing_twice() throws Exception {
    AtomicInteger writes = new AtomicInteger();
    Cursor onFullDisk =
        new Cursor() {
          @Override
          public long position() {
            fillDisk();
            return forwarding.cursor.position();
          }

          @Override
          public void advance(long number) {
            fillDisk();
            forwarding.cursor.advance(number);
          }

          @Override
          public void setAside(long number, int status, String detail) {
            fillDisk();
            forwarding.cursor.setAside(number, status, detail);
          }

          @Override
          public void arrived(long number) {
            forwarding.cursor.arrived(number);
          }

          @Override
          public void refusedAgain(long number, int status, String detail) {
            forwarding.cursor.refusedAgain(number, status, detail);
          }

          @Override
          public long setAsideCount() {
            return forwarding.cursor.setAsideCount();
          }

          private void fillDisk() {
            if (writes.incrementAndGet() % 4 != 0) {
              throw new StoreException("the disk is full", new SQLException("full"));
            }
          }
        };
    forwarding.record(1_100);
    try (Receiver receiver = new Receiver()) {
      receiver.behave(
          batch ->
              batch.stream().anyMatch(event -> event.sequence() == 600)
                  ? new Answer.Status(400)
                  : new Answer.Store());
      try (Forwarder _ = forwarding.start(to(receiver), onFullDisk)) {
        forwarding.awaitCursor(1_100);
      }
      assertNumbers(upTo(1_100).stream().filter(n -> n != 600).toList(), receiver.sequences());
      assertEquals(0, receiver.duplicates());
      assertEquals(1, forwarding.cursor.setAsideCount());
    }
  }

  @Test
  void a_transport_that_throws_does_not_end_the_forwarding() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    Upstream broken =
        batch ->
            switch (attempts.incrementAndGet()) {
              case 1 -> throw new IllegalStateException("bug");
              case 2 -> throw new StackOverflowError();
              default -> new Delivery.Stored();
            };
    forwarding.record(5);
    try (Forwarder _ = forwarding.start(broken)) {
      forwarding.awaitCursor(5);
    }
  }

  @Test
  void a_cursor_beyond_the_journal_is_told_and_everything_is_sent_again() throws Exception {
    forwarding.record(700);
    forwarding.cursor.advance(5_000);
    CountDownLatch town = new CountDownLatch(1);
    List<Long> sent = new ArrayList<>();
    Upstream slow =
        batch -> {
          town.await();
          batch.forEach(entry -> sent.add(entry.number()));
          return new Delivery.Stored();
        };
    try (Forwarder forwarder = forwarding.start(slow)) {
      await("health", () -> forwarder.health().detail().contains("entry 5000"));
      assertEquals(Part.State.WARNING, forwarder.health().state());
      forwarding.record(1);
      town.countDown();
      forwarding.awaitCursor(701);
      await("health", () -> forwarder.health().state() == Part.State.OK);
    }
    assertNumbers(upTo(701), sent);
  }

  @Test
  void health_says_what_fails_since_when_and_what_to_do() throws Exception {
    forwarding.record(3);
    Upstream away = batch -> new Delivery.TryAgain("the town is asleep", "Wake it.", null);
    try (Forwarder forwarder = forwarding.start(away)) {
      await("failures", () -> forwarder.health().detail().contains("hours"));
      Part health = forwarder.health();
      assertTrue(
          health.detail().matches("3 entries waiting; failing for \\d+ hours: the town is asleep"),
          health.detail());
      assertEquals("Wake it.", health.cure());
      assertEquals(Part.State.WARNING, health.state());
    }
  }

  @Test
  void closing_is_prompt_in_mid_request() throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.behave(batch -> new Answer.Hang(false));
      forwarding.record(1);
      Forwarder forwarder = forwarding.start(to(receiver, Duration.ofMinutes(10)));
      receiver.awaitRequests(1);
      assertClosesPromptly(forwarder);
    }
  }

  @Test
  void closing_is_prompt_in_a_pause() throws Exception {
    CountDownLatch pausing = new CountDownLatch(1);
    Pause tenMinutes =
        duration -> {
          pausing.countDown();
          Thread.sleep(Duration.ofMinutes(10));
        };
    Forwarder forwarder =
        new Forwarder(
            "upstream",
            forwarding.store.ledger.journal(),
            forwarding.cursor,
            batch -> new Delivery.TryAgain("away", "wait", null),
            tenMinutes,
            System::nanoTime,
            new Random(1));
    forwarding.record(1);
    forwarder.start();
    pausing.await();
    assertClosesPromptly(forwarder);
  }

  @Test
  void closing_is_prompt_while_nothing_waits() throws Exception {
    assertClosesPromptly(forwarding.start(batch -> new Delivery.Stored()));
  }

  private static void assertClosesPromptly(Forwarder forwarder) {
    long began = System.nanoTime();
    forwarder.close();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(took.compareTo(Waiting.PATIENCE) < 0, "closing took " + took);
    assertTrue(
        Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("upstream")),
        "the thread still runs");
  }

  @Test
  void memory_is_the_same_for_a_hundred_times_the_entries() throws Exception {
    for (int i = 0; i < 10; i++) {
      forwarding.record(10_000);
    }
    AtomicLong largest = new AtomicLong();
    AtomicLong early = new AtomicLong();
    AtomicLong late = new AtomicLong();
    Upstream measuring =
        batch -> {
          long characters = batch.stream().mapToLong(entry -> entry.json().length()).sum();
          largest.accumulateAndGet(characters, Math::max);
          long last = batch.getLast().number();
          if (last == 1_000) {
            early.set(usedHeap());
          } else if (last == 100_000) {
            late.set(usedHeap());
          }
          return new Delivery.Stored();
        };
    try (Forwarder _ = forwarding.start(measuring)) {
      forwarding.awaitCursor(100_000);
    }
    assertTrue(largest.get() <= Batch.MAX_CHARACTERS, largest + " characters in a batch");
    long growth = late.get() - early.get();
    assertTrue(growth < 2_000_000, "the heap grew by " + growth + " bytes over 99,000 entries");
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void a_batch_is_bounded_in_bytes_and_holds_at_least_one_entry() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    String note = "x".repeat(400_000);
    forwarding.store.ledger.record(
        transaction -> {
          for (int i = 0; i < 5; i++) {
            String length = i == 4 ? note.repeat(4) : note;
            transaction.append(
                new KioskStarted("1", length, forwarding.store.now()), forwarding.store.now());
          }
          return 5;
        });
    Upstream counting =
        (List<Entry> batch) -> {
          sizes.add(batch.size());
          return new Delivery.Stored();
        };
    try (Forwarder _ = forwarding.start(counting)) {
      forwarding.awaitCursor(5);
    }
    assertEquals(List.of(2, 2, 1), sizes);
  }
}
