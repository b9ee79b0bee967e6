package daka.upstream;

import static daka.upstream.Forwarding.assertNumbers;
import static daka.upstream.Forwarding.await;
import static daka.upstream.Forwarding.to;
import static daka.upstream.Forwarding.upTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Backlog;
import daka.health.Part;
import daka.store.journal.Cursors;
import daka.store.journal.NewerEntries;
import daka.upstream.Receiver.Answer;
import daka.upstream.Receiver.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real journal, forwarded over real HTTP to receivers that behave and that do not.
class ForwarderTest {
  @TempDir Path folder;
  private Forwarding forwarding;
  private Receiver receiver;

  @BeforeEach
  void open() throws Exception {
    forwarding = new Forwarding(folder);
    receiver = new Receiver();
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
    forwarding.close();
    assertEquals(List.of(), receiver.complaints());
  }

  @Test
  void entries_of_a_later_version_are_forwarded_as_they_are() throws Exception {
    forwarding.store.desk.guests(1);
    forwarding.close();
    NewerEntries.append(folder);
    forwarding = new Forwarding(folder);
    forwarding.record(1);
    try (Forwarder _ = forwarding.start(to(receiver))) {
      receiver.awaitReceived(NewerEntries.COUNT + 2);
      forwarding.awaitCursor(NewerEntries.COUNT + 2);
    }
    assertEquals(0, forwarding.cursors.setAsideCount());
  }

  @Test
  void what_waits_and_what_comes_later_arrives_once_and_in_order() throws Exception {
    forwarding.record(1_200);
    try (Forwarder forwarder = forwarding.start(to(receiver))) {
      receiver.awaitReceived(1_200);
      forwarding.record(3);
      receiver.awaitReceived(1_203);
      forwarding.awaitCursor(1_203);
      await("health", () -> forwarder.health().detail().equals("all sent up to entry 1203"));
      assertEquals(Part.State.OK, forwarder.health().state());
    }
    assertNumbers(upTo(1_203), receiver.sequences());
    assertEquals(0, receiver.duplicates());
  }

  @Test
  void a_receiver_that_answers_500_gets_everything_when_it_recovers() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    receiver.behave(
        batch -> failures.incrementAndGet() <= 20 ? new Answer.Status(500) : new Answer.Store());
    forwarding.record(700);
    try (Forwarder forwarder = forwarding.start(to(receiver))) {
      receiver.awaitRequests(3);
      receiver.awaitReceived(700);
      await("health", () -> forwarder.health().state() == Part.State.OK);
    }
    assertNumbers(upTo(700), receiver.sequences());
    assertEquals(0, receiver.duplicates());
    assertEquals(1 + 20, forwarding.pauses.taken().size(), "at the start, and after failures");
  }

  @Test
  void what_waits_is_told_with_its_age_until_it_has_arrived() throws Exception {
    Instant recorded = forwarding.store.now();
    receiver.behave(_ -> new Answer.Status(500));
    forwarding.record(40);
    try (Forwarder forwarder = forwarding.start(to(receiver))) {
      receiver.awaitRequests(2);
      Backlog waiting = forwarder.backlog();
      assertEquals("upstream", waiting.name());
      assertEquals(40, waiting.entries());
      assertEquals(recorded, waiting.oldest());
      assertEquals(0L, waiting.setAside());
      receiver.behave(_ -> new Answer.Store());
      receiver.awaitReceived(40);
      await("nothing waits", () -> forwarder.backlog().entries() == 0);
      assertNull(forwarder.backlog().oldest());
      assertEquals(Duration.ZERO, forwarder.backlog().failing());
    }
  }

  @Test
  void a_receiver_that_hangs_is_given_up_and_tried_again() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    receiver.behave(
        batch ->
            switch (requests.incrementAndGet()) {
              case 1 -> new Answer.Hang(false);
              case 2 -> new Answer.Hang(true);
              default -> new Answer.Store();
            });
    forwarding.record(10);
    try (Forwarder _ = forwarding.start(to(receiver, Duration.ofMillis(300)))) {
      receiver.awaitReceived(10);
      forwarding.awaitCursor(10);
    }
    assertNumbers(upTo(10), receiver.sequences());
  }

  @Test
  void a_connection_dropped_after_storing_doubles_nothing_at_a_receiver_that_checks()
      throws Exception {
    AtomicInteger requests = new AtomicInteger();
    receiver.behave(
        batch -> requests.incrementAndGet() % 2 == 1 ? new Answer.Drop(true) : new Answer.Store());
    forwarding.record(1_000);
    try (Forwarder _ = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(1_000);
    }
    assertNumbers(upTo(1_000), receiver.sequences());
    assertTrue(receiver.duplicates() > 0, "the test has not repeated anything");
  }

  @Test
  void an_event_that_is_refused_is_set_aside_and_the_others_arrive_in_order() throws Exception {
    receiver.behave(refusing(422, event -> event.sequence() == 137 || event.sequence() == 138));
    forwarding.record(1_000);
    try (Forwarder forwarder = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(1_000);
      await("health", () -> forwarder.health().detail().startsWith("all sent"));
      Part health = forwarder.health();
      assertEquals(Part.State.WARNING, health.state());
      assertEquals(
          "all sent up to entry 1000; 2 refused by the receiver and set aside", health.detail());
    }
    assertNumbers(
        upTo(1_000).stream().filter(n -> n != 137 && n != 138).toList(), receiver.sequences());
    assertEquals(0, receiver.duplicates());
    assertEquals(1, forwarding.pauses.taken().size(), "a refusal is no reason to wait");
    assertTrue(receiver.requests().size() < 40, receiver.requests().size() + " requests");
    assertEquals(
        List.of(
            new Cursors.SetAside("upstream", 137, 422, "bad room", forwarding.store.now()),
            new Cursors.SetAside("upstream", 138, 422, "bad room", forwarding.store.now())),
        forwarding.cursors.setAside(10));
  }

  @Test
  void an_event_that_stands_aside_is_sent_again_when_somebody_wants_that() throws Exception {
    receiver.behave(refusing(422, event -> event.sequence() == 2));
    forwarding.record(3);
    try (Forwarder forwarder = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(3);
      receiver.behave(_ -> new Answer.Store());
      forwarder.again(2);
      forwarder.again(99);
      forwarding.record(1);
      await("nothing aside", () -> forwarding.cursors.setAsideCount() == 0);
      forwarding.awaitCursor(4);
    }
    assertTrue(receiver.sequences().contains(2L));
  }

  private static Function<List<Event>, Answer> refusing(int status, Predicate<Event> bad) {
    return batch ->
        batch.stream().anyMatch(bad)
            ? new Answer.Status(status, Map.of(), "bad\r\n\u0007room\n")
            : new Answer.Store();
  }

  @Test
  void a_receiver_that_takes_small_batches_only_gets_small_batches() throws Exception {
    receiver.behave(batch -> batch.size() > 30 ? new Answer.Status(413) : new Answer.Store());
    forwarding.record(1_300);
    try (Forwarder _ = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(1_300);
    }
    assertNumbers(upTo(1_300), receiver.sequences());
    assertEquals(13 * (1 + 2 + 4), receiver.requests().size());
    assertEquals(List.of(), forwarding.cursors.setAside(10));
  }

  @Test
  void a_receiver_that_cuts_off_large_batches_gets_small_batches() throws Exception {
    receiver.behave(batch -> batch.size() > 30 ? new Answer.Drop(false) : new Answer.Store());
    forwarding.record(1_300);
    try (Forwarder _ = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(1_300);
    }
    assertNumbers(upTo(1_300), receiver.sequences());
    assertEquals(13 * (1 + 2 + 4), receiver.requests().size());
  }

  @Test
  void a_receiver_away_for_ten_thousand_events_gets_them_all_in_order() throws Exception {
    forwarding.record(10);
    try (Forwarder forwarder = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(10);
      receiver.goAway();
      for (int i = 0; i < 10; i++) {
        forwarding.record(1_000);
      }
      await("failures", () -> forwarding.pauses.taken().size() > 12);
      Part health = forwarder.health();
      assertEquals(Part.State.WARNING, health.state());
      assertTrue(
          health.detail().startsWith("10000 entries waiting; failing for "), health.detail());
      assertTrue(health.detail().endsWith("refuses the connection"), health.detail());
      receiver.comeBack();
      receiver.awaitReceived(10_010);
      forwarding.awaitCursor(10_010);
    }
    assertNumbers(upTo(10_010), receiver.sequences());
    assertEquals(0, receiver.duplicates());
  }

  @Test
  void a_forwarder_that_is_stopped_in_mid_stream_goes_on_where_it_was() throws Exception {
    forwarding.record(20_000);
    for (int stop = 1; stop <= 5; stop++) {
      try (Forwarder _ = forwarding.start(to(receiver))) {
        receiver.awaitReceived(stop * 2_000);
      }
      long position = forwarding.cursor.position();
      assertTrue(position <= receiver.received().size(), "moved before it was acknowledged");
    }
    try (Forwarder _ = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(20_000);
    }
    assertNumbers(upTo(20_000), receiver.sequences());
    assertTrue(receiver.duplicates() <= 5 * Batch.MAX_ENTRIES);
  }

  @Test
  void it_rests_after_each_batch_behind_which_a_full_one_waits_and_after_no_other()
      throws Exception {
    forwarding.record(3 * Batch.MAX_ENTRIES + 1);
    try (Forwarder _ = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(3 * Batch.MAX_ENTRIES + 1);
    }
    assertEquals(4, receiver.requests().size());
    assertEquals(2, forwarding.pauses.rests());
  }

  @Test
  void a_batch_begins_in_its_turn_and_a_slow_one_is_followed_by_a_rest_all_the_same()
      throws Exception {
    List<Duration> rests = new CopyOnWriteArrayList<>();
    AtomicLong clock = new AtomicLong();
    Duration[] takes = {
      Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofHours(1), Duration.ZERO
    };
    Upstream slow =
        batch -> {
          clock.addAndGet(takes[rests.size()].toNanos());
          return new Delivery.Stored();
        };
    forwarding.record(4 * Batch.MAX_ENTRIES);
    try (Forwarder forwarder =
        new Forwarder(
            "upstream",
            forwarding.store.ledger.journal(),
            forwarding.cursor,
            slow,
            rests::add,
            clock::get,
            new Random(1))) {
      forwarder.start();
      forwarding.awaitCursor(4 * Batch.MAX_ENTRIES);
    }
    assertEquals(
        List.of(Forwarder.PACE.minus(takes[0]), Forwarder.LEAST_REST, Forwarder.LEAST_REST), rests);
  }

  @Test
  void retry_after_is_respected_up_to_an_hour() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    receiver.behave(
        batch ->
            switch (requests.incrementAndGet()) {
              case 1 -> new Answer.Status(503, Map.of("Retry-After", "120"), "");
              case 2 -> new Answer.Status(429, Map.of("Retry-After", "99999999"), "");
              case 3 -> new Answer.Status(503, Map.of("Retry-After", "soon"), "");
              default -> new Answer.Store();
            });
    forwarding.record(1);
    try (Forwarder _ = forwarding.start(to(receiver))) {
      forwarding.awaitCursor(1);
    }
    List<Duration> pauses = forwarding.pauses.taken();
    assertEquals(3, pauses.size());
    assertBetween(Duration.ofSeconds(120), pauses.get(0), Duration.ofSeconds(121));
    assertBetween(Duration.ofHours(1), pauses.get(1), Duration.ofHours(1).plusSeconds(2));
    assertBetween(Duration.ZERO, pauses.get(2), Duration.ofSeconds(4));
  }

  private static void assertBetween(Duration least, Duration actual, Duration most) {
    assertTrue(
        actual.compareTo(least) >= 0 && actual.compareTo(most) <= 0,
        actual + " is not between " + least + " and " + most);
  }

  @Test
  void kiosks_whose_town_comes_back_after_a_day_do_not_reach_it_in_the_same_second()
      throws Exception {
    Duration day = Duration.ofDays(1);
    forwarding.record(Forwarder.MUCH + 1);
    for (Duration start : List.of(Duration.ZERO, day)) {
      List<Duration> reached =
          ReturningTown.reached(
              forwarding.store.ledger.journal(), day, Collections.nCopies(200, start), 7);
      Map<Long, Long> seconds =
          reached.stream()
              .collect(Collectors.groupingBy(Duration::toSeconds, Collectors.counting()));
      assertEquals(200, reached.size());
      assertTrue(Collections.max(seconds.values()) <= 20, seconds::toString);
    }
  }
}
