package daka.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Part;
import daka.store.OpenStore;
import daka.store.rescue.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyCopyTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private Instant now = OpenStore.MORNING;
  private long nanos;

  @Test
  void it_is_made_each_night_and_not_while_the_centre_is_open() throws Exception {
    try (OpenStore _ = new OpenStore(folder)) {
      NightlyCopy copy = copy();
      copy.check();
      assertEquals(OpenStore.MORNING, made());

      now = OpenStore.MORNING.plus(Duration.ofHours(11));
      copy.check();
      assertEquals(OpenStore.MORNING, made(), "20:15, still open");

      now = OpenStore.MORNING.plus(Duration.ofHours(12));
      Instant night = now;
      copy.check();
      assertEquals(night, made(), "21:15");
      assertEquals(Part.State.OK, copy.health().state());

      now = night.plus(DAY).minus(Duration.ofHours(6));
      copy.check();
      assertEquals(night, made(), "15:15, and the night is to come");
    }
  }

  @Test
  void a_kiosk_that_is_off_at_night_makes_it_by_day() throws Exception {
    try (OpenStore _ = new OpenStore(folder)) {
      NightlyCopy copy = copy();
      copy.check();
      now = now.plus(DAY.multipliedBy(2));
      copy.check();
      assertEquals(now, made());
    }
  }

  @Test
  void a_copy_from_the_future_is_made_anew() throws Exception {
    try (OpenStore _ = new OpenStore(folder)) {
      NightlyCopy copy = copy();
      now = now.plus(Duration.ofDays(3650));
      copy.check();
      now = OpenStore.MORNING;
      copy.check();
      assertEquals(OpenStore.MORNING, made());
    }
  }

  @Test
  void one_that_cannot_be_made_is_told_and_tried_again_after_an_hour() throws Exception {
    NightlyCopy copy = copy();
    copy.check();
    assertEquals(Part.State.WARNING, copy.health().state());

    try (OpenStore _ = new OpenStore(folder)) {
      nanos += Duration.ofMinutes(59).toNanos();
      copy.check();
      assertFalse(Files.exists(folder.resolve(Backup.NIGHTLY)));
      nanos += Duration.ofMinutes(1).toNanos();
      copy.check();
      assertTrue(Files.exists(folder.resolve(Backup.NIGHTLY)));
      assertEquals(Part.State.OK, copy.health().state());
    }
  }

  private NightlyCopy copy() {
    return new NightlyCopy(folder, OpenStore.HOURS, () -> now, () -> nanos, false);
  }

  private Instant made() throws IOException {
    FileTime time = Files.getLastModifiedTime(folder.resolve(Backup.NIGHTLY));
    return time.toInstant();
  }
}
