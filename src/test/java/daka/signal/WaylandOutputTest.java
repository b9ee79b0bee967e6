package daka.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.device.Waiting;
import daka.health.Part;
import daka.signal.ScreenLight.Brightness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A screen switched by a program that answers as wlr-randr 0.2.0 was seen to answer.
class WaylandOutputTest {
  private static final String LISTED =
      """
      HDMI-A-1 "Dell Inc. DELL U2412M (HDMI-A-1)"
        Enabled: yes
        Modes:
          1920x1200 px, 59.950001 Hz (preferred, current)
      DSI-1 "(null) (null) (DSI-1)"
        Enabled: yes
      """;

  @TempDir Path folder;
  private Path program;

  @BeforeEach
  void install() throws IOException {
    program = folder.resolve("wlr-randr");
    answer(LISTED, 0);
  }

  private void answer(String text, int status) throws IOException {
    Files.writeString(folder.resolve("answer"), text);
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo "$*" >> %1$s/asked
        [ $# -gt 0 ] || cat %1$s/answer
        exit %2$d
        """
            .formatted(folder, status));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked"));
  }

  @Test
  void it_is_switched_off_and_on_and_cannot_be_dimmed() throws Exception {
    ScreenLight light = open("HDMI-A-1");
    light.set(Brightness.OFF);
    light.set(Brightness.DIM);
    light.set(Brightness.BRIGHT);
    assertEquals(
        List.of("", "--output HDMI-A-1 --off", "--output HDMI-A-1 --on", "--output HDMI-A-1 --on"),
        asked());
  }

  @Test
  void an_output_that_the_compositor_does_not_have_is_told_with_those_it_has() {
    DeviceException none = assertThrows(DeviceException.class, () -> open("HDMI-A-2"));
    assertEquals("the compositor has no output HDMI-A-2, only HDMI-A-1, DSI-1", none.message());
  }

  @Test
  void without_a_compositor_it_is_a_warning_that_names_the_cure() throws Exception {
    answer("failed to connect to display\n", 1);
    Part told = told();
    assertEquals(Part.State.WARNING, told.state());
    assertTrue(told.detail().endsWith("failed to connect to display"), told::toString);
    assertTrue(told.cure().contains("WAYLAND_DISPLAY and XDG_RUNTIME_DIR"), told::toString);
  }

  @Test
  void without_the_program_it_is_a_failure_that_names_the_cure() throws Exception {
    Files.delete(program);
    assertEquals(
        Part.failed("display", program + " cannot be run", "Install it: apt install wlr-randr."),
        told());
  }

  private Part told() throws InterruptedException {
    try (DeviceThread thread = DeviceThread.ofSignal("display", Duration.ofDays(1))) {
      thread.start(_ -> open("HDMI-A-1"));
      thread.awaitTried(Waiting.PATIENCE);
      return thread.health();
    }
  }

  private ScreenLight open(String output) throws DeviceException {
    return WaylandOutput.open(program.toString(), output);
  }
}
