package daka.kiosk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Door;
import daka.check.Needs;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.store.file.Database;
import daka.upstream.Receiver;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk whose database file holds nothing but garbage.
@Needs.Rig
@Timeout(300)
class DamagedStoreTest {
  @TempDir Path folder;

  @Test
  void it_starts_afresh_keeps_the_old_file_and_says_so() throws Exception {
    try (Receiver receiver = new Receiver()) {
      Site site = Site.make(folder, receiver.url(), 1);
      byte[] garbage = new byte[50_000];
      new Random(1).nextBytes(garbage);
      Files.write(site.data().resolve(Database.FILE), garbage);
      try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"))) {
        Door door = new Door(kiosk.awaitReady());
        HttpResponse<String> tap = door.tap(Site.card(1));
        assertEquals(200, tap.statusCode(), tap::body);
        JsonNode health = Door.JSON.readTree(door.get("/healthz").body());
        assertTrue(health.toString().contains("damaged"), health::toString);
        assertEquals(0, kiosk.stop(), kiosk::log);
      }
      try (Stream<Path> files = Files.list(site.data())) {
        Path kept =
            files.filter(file -> file.toString().endsWith(".replaced.db")).findAny().orElseThrow();
        assertArrayEquals(garbage, Files.readAllBytes(kept));
      }
    }
  }
}
