package daka.reader.camera;

import daka.device.DeviceException;
import daka.linux.Errno;
import daka.linux.LinuxException;
import daka.linux.Node;
import daka.reader.image.Luminance;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The Pi's own camera, whose pictures libcamera makes: `rpicam-vid` runs beside us and writes
/// frames of YUV 4:2:0 to its standard output. The luminance comes first in each, in rows that are
/// padded to a multiple of [#ROW] bytes.
///
/// The program ends with us, however we end: it cannot write any more then.
final class RpicamCamera implements FrameSource {
  /// rpicam-apps#188. Rows of 640 pixels need no padding.
  static final int ROW = 64;

  /// Before 2024 it had the second name.
  private static final List<String> NAMES = List.of("rpicam-vid", "libcamera-vid");

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final int camera;
  private final Process process;
  private final LastLine complaint;
  private final Node pipe;
  private final Size size;
  private final Arena memory = Arena.ofConfined();
  private final MemorySegment frame;
  private final FrameBytes frames;
  private long filled;

  private RpicamCamera(int camera, Process process, LastLine complaint, Node pipe, Size size) {
    int stride = Math.ceilDiv(size.width(), ROW) * ROW;
    this.camera = camera;
    this.process = process;
    this.complaint = complaint;
    this.pipe = pipe;
    this.size = size;
    this.frame = memory.allocate((long) stride * size.height() * 3 / 2);
    this.frames = new FrameBytes(PixelFormat.GREY, size.width(), size.height(), stride);
  }

  /// The size of a frame, both even.
  record Size(int width, int height) {
    static final Size USUAL = new Size(VideoMode.WIDTH, VideoMode.HEIGHT);
  }

  /// Starts the program.
  ///
  /// @param camera which of the Pi's, from 0, as `rpicam-hello --list-cameras` counts them
  /// @param path where programs are looked for, as in the environment's `PATH`
  static RpicamCamera open(int camera, String path, Size size) throws DeviceException {
    Process process = start(program(path), camera, size);
    LastLine complaint = new LastLine(process.getErrorStream());
    try {
      return new RpicamCamera(camera, process, complaint, output(process), size);
    } catch (LinuxException e) {
      DeviceException ended = ended(camera, process, complaint);
      end(process);
      throw ended;
    }
  }

  private static Path program(String path) throws DeviceException {
    for (String name : NAMES) {
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path program = Path.of(folder, name);
        if (program.isAbsolute() && Files.isExecutable(program)) {
          return program;
        }
      }
    }
    throw new DeviceException(
        "neither " + String.join(" nor ", NAMES) + " is installed",
        "install it: apt-get install rpicam-apps-lite");
  }

  private static Process start(Path program, int camera, Size size) throws DeviceException {
    List<String> command =
        List.of(
            program.toString(),
            "--nopreview",
            "--camera=" + camera,
            "--width=" + size.width(),
            "--height=" + size.height(),
            "--framerate=" + VideoMode.RATE,
            "--timeout=0",
            "--codec=yuv420",
            "--flush",
            "--output=-");
    try {
      return new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
          .start();
    } catch (IOException e) {
      throw new DeviceException(
          program + " cannot be started (" + e.getMessage() + ")",
          "install it again: apt-get install --reinstall rpicam-apps-lite");
    }
  }

  /// The pipe that it writes to, opened anew (proc_pid_fd(5)): reading it by Java's own end would
  /// keep the thread for as long as the camera stalls.
  private static Node output(Process process) throws LinuxException {
    return Node.open(Path.of("/proc", String.valueOf(process.pid()), "fd", "1"), Node.Access.READ);
  }

  @Override
  public @Nullable Luminance next(Duration patience) throws DeviceException {
    complaint.read();
    try {
      if (pipe.awaitReadable(patience)) {
        int count = pipe.read(frame.asSlice(filled));
        if (count == 0) {
          throw ended(camera, process, complaint);
        }
        filled += count;
      }
    } catch (LinuxException e) {
      if (e.errno() != Errno.EAGAIN) {
        throw new DeviceException(String.valueOf(e.getMessage()), "it is tried again by itself");
      }
    }
    if (filled < frame.byteSize()) {
      return null;
    }
    filled = 0;
    return frames.take(frame, frame.byteSize());
  }

  private static DeviceException ended(int camera, Process process, LastLine complaint) {
    boolean ended = await(process);
    complaint.read();
    return new DeviceException(
        "rpicam-vid for camera "
            + camera
            + (ended ? " has ended with " + process.exitValue() : " writes no more")
            + (complaint.text().isEmpty() ? "" : ": " + complaint.text()),
        cure(camera));
  }

  private static String cure(int camera) {
    return "see that rpicam-hello --list-cameras lists camera "
        + camera
        + ": if not, switch the Pi off and push the camera's cable in again; if so, stop the"
        + " program that uses it, or add the kiosk's user to the groups video and render";
  }

  @Override
  public String description() {
    return "%d × %d, %d frames a second from the Pi's camera %d by rpicam-vid"
        .formatted(size.width(), size.height(), VideoMode.RATE, camera);
  }

  @Override
  public String cure() {
    return cure(camera);
  }

  @Override
  public void close() {
    memory.close();
    pipe.close();
    end(process);
  }

  private static void end(Process process) {
    process.destroy();
    if (!await(process)) {
      process.destroyForcibly();
      await(process);
    }
    try {
      process.getInputStream().close();
      process.getErrorStream().close();
    } catch (IOException e) {
      // There is nothing in it that is still wanted.
    }
  }

  private static boolean await(Process process) {
    try {
      return process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
