package daka.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Door;
import daka.check.Needs;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.rig.SmallDisk;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.upstream.Receiver;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The kiosk on a disk of 3 MB that fills up. Needs to mount it, so it is skipped where tests do
/// not run as root.
@Needs.Rig
@Timeout(300)
class FullDiskTest {
  private static final int RESIDENTS = 400;

  private static final int MEGABYTES = 3;

  @TempDir Path folder;
  private SmallDisk disk;

  @BeforeEach
  void mount() throws IOException {
    disk = new SmallDisk(folder.resolve("data"), MEGABYTES);
    assumeTrue(disk.isMounted(), "a small disk cannot be mounted here: run as root");
  }

  @AfterEach
  void unmount() {
    disk.close();
  }

  @Test
  void a_tap_on_a_full_disk_is_said_not_to_be_recorded_until_there_is_space_again()
      throws Exception {
    try (Receiver receiver = new Receiver()) {
      Site site = Site.make(folder, receiver.url(), RESIDENTS);
      long recorded = 0;
      try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"))) {
        Door door = new Door(kiosk.awaitReady());
        Path filler = fill();
        HttpResponse<String> refusal = door.tap(Site.card(++recorded));
        while (refusal.statusCode() == 200) {
          assertEquals("arrived", field(refusal, "decision"));
          refusal = door.tap(Site.card(++recorded));
        }
        recorded--;
        assertEquals(503, refusal.statusCode(), refusal::body);
        assertEquals("refused", field(refusal, "decision"));
        assertEquals("not-recorded", field(refusal, "reason"));
        assertEquals(503, door.get("/healthz").statusCode());
        assertEquals("failed", door.part("store").path("state").asText());
        awaitFailureOnScreen(door);

        Files.delete(filler);
        for (int i = 0; i < 20; i++) {
          HttpResponse<String> again = door.tap(Site.card(++recorded));
          assertEquals("arrived", field(again, "decision"), again::body);
        }
        assertEquals(200, door.get("/healthz").statusCode());
        assertEquals(0, kiosk.stop(), kiosk::log);
      }
      Proof.Proven proof = assertInstanceOf(Proof.Proven.class, new Verify(site.data()).prove());
      assertEquals(recorded, proof.visits());
    }
  }

  /// Leaves not one byte free.
  private Path fill() throws IOException {
    Path filler = folder.resolve("data").resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (int size = 4096; size > 0; size /= 2) {
        writeUntilFull(out, new byte[size]);
      }
    } catch (IOException e) {
      // Closing may complain of the full disk, too.
    }
    return filler;
  }

  private static void writeUntilFull(OutputStream out, byte[] block) {
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // That is what it is for.
    }
  }

  private static void awaitFailureOnScreen(Door door) throws Exception {
    try (Door.Page page = door.page()) {
      JsonNode state = page.state();
      assertEquals("not-recorded", state.at("/result/answer/reason").textValue());
      while (!state.path("problems").findValuesAsText("name").contains("store")) {
        state = page.state();
      }
      assertFalse(state.path("well").booleanValue(), state::toString);
    }
  }

  private static String field(HttpResponse<String> response, String name) throws IOException {
    return Door.JSON.readTree(response.body()).path(name).asText();
  }
}
