package daka.check;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import daka.rig.KioskProcess;
import daka.web.door.Chromium;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A test that fails while a kiosk runs and its page is open leaves the picture, the state and the
/// kiosk's log.
@Needs.Browser
@Needs.Rig
@Timeout(300)
class FailedPageTest {
  private static final Path JAR = Path.of("target", "daka.jar").toAbsolutePath();

  /// Its name keeps it out of the build's own tests.
  static class Failing {
    @TempDir Path folder;
    private KioskProcess kiosk;
    private Chromium chromium;
    private Page page;

    @BeforeEach
    void open() throws Exception {
      List<String> demo =
          List.of("-jar", JAR.toString(), "demo", "--port", "0", "--data", folder + "/demo");
      kiosk = new KioskProcess(KioskProcess.java(folder, demo));
      String url = kiosk.awaitReady().toString();
      chromium = Chromium.start();
      page = chromium.page(800, 480);
      page.navigate(url);
    }

    @AfterEach
    void close() {
      page.close();
      chromium.close();
      kiosk.close();
    }

    @Test
    void a_test() {
      assertThat(page.locator("main.idle")).isVisible();
      fail("on purpose");
    }
  }

  @AfterEach
  void take_away_what_did_not_really_fail() throws Exception {
    FailedTests.delete(Path.of("target", "failed", Failing.class.getName()));
  }

  @Test
  void the_picture_the_state_and_the_log_are_left() throws Exception {
    assumeTrue(Files.exists(JAR), JAR + " is missing: run mvn verify");
    Launched launched = Launched.run(Failing.class);

    assertEquals(0, launched.summary().getTestsAbortedCount(), launched::console);
    assertEquals(1, launched.summary().getTestsFailedCount(), launched::console);
    Path left = Path.of("target", "failed", Failing.class.getName(), "a_test_");
    BufferedImage picture = ImageIO.read(one(left, "page-").toFile());
    assertEquals(800, picture.getWidth());
    assertEquals(480, picture.getHeight());
    JsonNode state = new ObjectMapper().readTree(one(left, "state-").toFile());
    assertTrue(state.has("inside"), state::toString);
    assertTrue(Files.readString(one(left, "kiosk-")).contains("ready at http"), "its log");
  }

  private static Path one(Path folder, String start) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      return all.stream()
          .filter(file -> file.getFileName().toString().startsWith(start))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + start + " in " + all));
    }
  }
}
