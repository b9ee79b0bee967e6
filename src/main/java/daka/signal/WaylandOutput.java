package daka.signal;

import daka.device.DeviceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A screen that the desktop's compositor switches off and on, asked by `wlr-randr`. It cannot be
/// dimmed. The program finds the compositor by the environment of the kiosk.
public final class WaylandOutput implements ScreenLight {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String program;
  private final String output;

  private WaylandOutput(String program, String output) {
    this.program = program;
    this.output = output;
  }

  /// @param program `wlr-randr`, or the path of it
  /// @param output such as `HDMI-A-1`
  /// @throws DeviceException if the compositor cannot be asked, or has no such output
  public static WaylandOutput open(String program, String output) throws DeviceException {
    WaylandOutput opened = new WaylandOutput(program, output);
    List<String> outputs = opened.run(List.of()).lines().filter(WaylandOutput::isOutput).toList();
    if (outputs.stream().noneMatch(line -> nameIn(line).equals(output))) {
      throw new DeviceException(
          "the compositor has no output " + output + ", only " + names(outputs),
          "Connect the screen, or correct `output` in the config.");
    }
    return opened;
  }

  /// An output begins a line, and what is told of it is indented.
  private static boolean isOutput(String line) {
    return !line.isBlank() && !Character.isWhitespace(line.charAt(0));
  }

  private static String nameIn(String line) {
    return line.split(" ", 2)[0];
  }

  private static String names(List<String> outputs) {
    return outputs.isEmpty()
        ? "none"
        : String.join(", ", outputs.stream().map(WaylandOutput::nameIn).toList());
  }

  @Override
  public void set(Brightness brightness) throws DeviceException {
    switch (brightness) {
      case OFF -> run(List.of("--output", output, "--off"));
      case DIM, BRIGHT -> run(List.of("--output", output, "--on"));
    }
  }

  private String run(List<String> words) throws DeviceException {
    try {
      ProcessBuilder builder = new ProcessBuilder(program);
      builder.command().addAll(words);
      return run(builder.redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new DeviceException(program + " cannot be run", "Install it: apt install wlr-randr.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException(program + " was interrupted", "");
    }
  }

  private String run(Process process) throws IOException, DeviceException, InterruptedException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw DeviceException.passing(
            program + " did not end within " + PATIENCE.toSeconds() + " s",
            "Look whether the desktop hangs.");
      }
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0) {
        throw DeviceException.passing(
            "the compositor cannot be asked by " + program + ": " + said,
            "Run the kiosk with WAYLAND_DISPLAY and XDG_RUNTIME_DIR of the desktop's session, such"
                + " as wayland-0 and /run/user/1000, as that user; until the desktop has started"
                + " this is no mistake.");
      }
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public String where() {
    return output;
  }
}
