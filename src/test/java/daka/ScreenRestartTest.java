package daka;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import daka.check.FreePort;
import daka.check.Needs;
import daka.rig.KioskProcess;
import daka.web.door.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The pages of the demo, whose kiosk is killed under them and started again.
@Needs.Browser
@Needs.Rig
@Timeout(300)
class ScreenRestartTest {
  private static final Path JAR = Path.of("target", "daka.jar").toAbsolutePath();
  private static final String CARD = "DAKA-0001-7919";

  @TempDir Path folder;

  @Test
  void the_pages_come_back_by_themselves_and_know_what_they_knew() throws Exception {
    assumeTrue(Files.exists(JAR), JAR + " is missing: run mvn verify");
    int port = FreePort.pick();
    try (Chromium chromium = Chromium.start();
        Page screen = chromium.page(1280, 800);
        Page board = chromium.page(1280, 800)) {
      String inside;
      try (KioskProcess kiosk = start(port)) {
        Door door = new Door(kiosk.awaitReady());
        Chromium.open(screen, door.kiosk().resolve("/").toString());
        Chromium.open(board, door.kiosk().resolve("/board").toString());
        assertEquals(200, door.tap(CARD).statusCode());
        assertThat(screen.locator("main.result")).containsText("王**");
        assertThat(board.locator(".latest li").first()).containsText("王**");
        inside = board.locator(".total").innerText();
      }
      assertThat(screen.locator("main.lost")).isVisible();
      assertThat(screen.locator("body")).not().containsText("王**");
      try (KioskProcess kiosk = start(port)) {
        kiosk.awaitReady();
        assertThat(screen.locator("main.idle")).isVisible();
        assertThat(board.locator(".total")).hasText(inside);
        assertThat(board.locator(".latest li").first()).containsText("王**");
        assertEquals(0, kiosk.stop(), kiosk::log);
      }
    }
  }

  private KioskProcess start(int port) throws IOException {
    return new KioskProcess(
        KioskProcess.java(
            folder,
            List.of(
                "-jar",
                JAR.toString(),
                "demo",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("demo").toString())));
  }
}
