package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.check.Needs;
import daka.host.OutOfMemory;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.upstream.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A kiosk with the memory it has at the door, 128 MB.
@Needs.Rig
@Timeout(300)
class MemoryTest {
  @TempDir Path folder;
  private Receiver receiver;
  private Site site;

  @BeforeEach
  void open() throws Exception {
    receiver = new Receiver();
    site = Site.make(folder, receiver.url(), 3);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void twenty_eight_images_of_eight_megabytes_at_once_leave_a_tap_its_memory() throws Exception {
    byte[] image = new byte[8 * 1024 * 1024];
    new Random(1).nextBytes(image);
    try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"));
        ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      Door door = new Door(kiosk.awaitReady());
      assertEquals(200, door.tap(Site.card(1)).statusCode(), kiosk::log);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 28; i++) {
        answers.add(many.submit(() -> door.tap("image/png", image).statusCode()));
      }
      long begin = System.nanoTime();
      assertEquals(200, door.tap(Site.card(2)).statusCode(), kiosk::log);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      for (Future<Integer> answer : answers) {
        assertEquals(422, answer.get(), kiosk::log);
      }
      assertEquals(200, door.tap(Site.card(3)).statusCode(), kiosk::log);
      assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, took::toString);
      assertEquals(0, kiosk.stop(), kiosk::log);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer", "thread", "caught"})
  void the_process_ends_when_its_memory_is_used_up_also_without_the_jvms_option(String where)
      throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.OutOfMemoryMain"))) {
      Door door = new Door(kiosk.awaitReady());
      try {
        door.get("/greedy/" + where);
      } catch (IOException e) {
        // It had no time to answer.
      }
      assertEquals(OutOfMemory.STATUS, kiosk.awaitEnd(), kiosk::log);
    }
  }

  @Test
  void the_options_the_kiosk_is_started_with_end_it_too() throws Exception {
    String options = Files.readString(Path.of("deploy", "jvm.options"));
    assertTrue(options.lines().anyMatch("-XX:+ExitOnOutOfMemoryError"::equals), options);
  }
}
