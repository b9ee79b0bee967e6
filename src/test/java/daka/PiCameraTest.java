package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.check.Needs;
import daka.device.Waiting;
import daka.reader.camera.FakeRpicam;
import daka.rig.KioskProcess;
import daka.rig.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk with the Pi's own camera, in a process whose `PATH` has a program that stands for
/// `rpicam-vid`.
@Needs.Rig
@Timeout(300)
class PiCameraTest {
  @TempDir Path folder;
  private Path programs;
  private FakeRpicam camera;
  private Site site;

  @BeforeEach
  void place() throws Exception {
    programs = Files.createDirectory(folder.resolve("programs"));
    camera = FakeRpicam.playing(programs, 640).show(Site.card(1));
    site = Site.make(folder.resolve("site"), URI.create("http://127.0.0.1:9/"), 1);
    add("window", "csi:0");
  }

  private void add(String id, String device) throws IOException {
    Files.writeString(
        site.config(),
        Files.readString(site.config())
            + """

            [[reader]]
            id = "%s"
            kind = "camera"
            device = "%s"
            """
                .formatted(id, device));
  }

  @Test
  void a_code_held_before_it_is_one_visit_and_the_camera_ends_with_the_kiosk() throws Exception {
    try (KioskProcess kiosk = new KioskProcess(command("run"))) {
      Door door = new Door(kiosk.awaitReady());
      try (Door.Page page = door.page()) {
        JsonNode state = page.state();
        while (!state.path("result").isObject()) {
          state = page.state();
        }
        assertEquals("arrived", state.at("/result/answer/decision").textValue());
        assertEquals(1, state.path("inside").intValue());
      }
      JsonNode part = door.part("reader window");
      assertEquals("ok", part.path("state").textValue(), part::toString);
      assertTrue(part.path("detail").textValue().contains("640 × 480"), part::toString);
    }
    // The kiosk was killed now.
    ProcessHandle.of(camera.pid())
        .ifPresent(
            program ->
                program.onExit().orTimeout(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
  }

  @Test
  void check_names_each_camera_that_is_missing_with_its_cure() throws Exception {
    add("usb", "/dev/video-of-nobody");
    Process check = new ProcessBuilder(command("check")).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, check.waitFor(), said);
    assertTrue(said.contains("ok reader window: looks at 640 × 480"), said);
    assertTrue(
        said.contains("FAILED reader usb: /dev/video-of-nobody is not there plug the camera in"),
        said);
  }

  private List<String> command(String what) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("env", "LC_ALL=C.UTF-8"));
    command.add("PATH=" + programs + ":" + System.getenv("PATH"));
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("daka.Main", what, "--config", site.config().toString()));
    command.addAll(KioskProcess.java(folder, words));
    return command;
  }
}
