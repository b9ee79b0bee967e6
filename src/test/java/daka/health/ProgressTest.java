package daka.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import daka.device.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How far long work is, by a clock that is turned by hand.
class ProgressTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Progress progress = new Progress(nanos::get);

  @Test
  void a_step_tells_what_is_done_of_how_much_and_the_time_left_at_this_pace() {
    AtomicLong done = new AtomicLong();
    progress.during(
        () -> {
          Progress.step("proving the journal", 90_000, done::get);
          assertEquals("proving the journal: 0 of 90,000", seen());
          done.set(12_000);
          nanos.addAndGet(Duration.ofSeconds(2).toNanos());
          assertEquals("proving the journal: 12,000 of 90,000, about 13 s left", seen());
          done.set(13_000);
          nanos.addAndGet(Duration.ofSeconds(60).toNanos());
          assertEquals("proving the journal: 13,000 of 90,000, about 6 min left", seen());
          done.set(90_001);
          assertEquals("proving the journal: 90,000 of 90,000", seen());
          return null;
        });
  }

  @Test
  void each_step_begins_its_own_time_and_one_of_unknown_length_says_what_it_does() {
    progress.during(
        () -> {
          Progress.step("copying bytes", 10, () -> 5);
          nanos.addAndGet(Duration.ofHours(1).toNanos());
          Progress.step("checking the copy");
          assertEquals("checking the copy", seen());
          Progress.step("proving", 2, () -> 1);
          nanos.addAndGet(Duration.ofSeconds(3).toNanos());
          assertEquals("proving: 1 of 2, about 3 s left", seen());
          Progress.over();
          assertEquals(Optional.empty(), progress.look(), "what follows is nothing to tell");
          return null;
        });
  }

  @Test
  void stages_tell_which_one_it_is_and_the_time_left_for_all_of_them() {
    AtomicLong rows = new AtomicLong();
    progress.during(
        () -> {
          Progress.stages("putting in order", "looking", List.of(10, 40, 50));
          assertEquals("putting in order, 1 of 3, looking", seen());
          nanos.addAndGet(Duration.ofSeconds(10).toNanos());
          Progress.over();
          Progress.nextStage("reading");
          assertEquals("putting in order, 2 of 3, reading, about 2 min left", seen());
          Progress.step("reading rows", 200, rows::get);
          rows.set(100);
          nanos.addAndGet(Duration.ofSeconds(20).toNanos());
          assertEquals(
              "putting in order, 2 of 3, reading rows: 100 of 200, about 70 s left", seen());
          Progress.nextStage("proving");
          assertEquals("putting in order, 3 of 3, proving, about 30 s left", seen());
          assertEquals(
              new Progress.Stage("putting in order", 3, 3), progress.look().orElseThrow().stage());
          assertThrows(IllegalStateException.class, () -> Progress.nextStage("more"));
          return null;
        });
    progress.during(
        () -> {
          assertThrows(IllegalStateException.class, () -> Progress.nextStage("none before"));
          return null;
        });
  }

  @Test
  void there_is_nothing_to_see_before_and_after_also_if_it_fails() {
    Progress.step("nobody looks", 1, () -> 1);
    Progress.stages("nobody looks", "", List.of(1));
    Progress.nextStage("nobody looks");
    Progress.over();
    assertEquals(Optional.empty(), progress.look());
    assertThrows(
        IllegalStateException.class,
        () ->
            progress.during(
                () -> {
                  Progress.step("failing");
                  throw new IllegalStateException();
                }));
    assertEquals(Optional.empty(), progress.look());
  }

  @Test
  void a_teller_tells_in_turns_and_nothing_after_it_is_closed() {
    List<String> told = new CopyOnWriteArrayList<>();
    progress.during(
        () -> {
          Progress.step("working", 3, () -> 1);
          try (ProgressTeller _ =
              new ProgressTeller(progress, Duration.ofMillis(1), seen -> told.add("" + seen))) {
            Waiting.await("three turns", () -> told.size() >= 3);
          }
          int after = told.size();
          assertEquals(after, told.stream().filter(line -> line.startsWith("working: 1")).count());
          assertEquals(after, told.size());
          return null;
        });
  }

  private String seen() {
    return progress.look().orElseThrow().toString();
  }
}
