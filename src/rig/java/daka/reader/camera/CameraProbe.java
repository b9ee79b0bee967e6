package daka.reader.camera;

import daka.checkin.Scan;
import daka.device.DeviceException;
import daka.health.Part;
import daka.linux.LinuxException;
import daka.reader.Reader;
import daka.reader.ScanReceiver;
import daka.reader.code.Symbology;
import daka.reader.image.Luminance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Tries a real camera: whether it sends frames in each format it has, how many a second, and
/// whether a reader of it survives being unplugged.
///
/// Usage: `CameraProbe DEVICE [DRIVER NAME TIMES]`, where `DRIVER` is the folder in `/sys` whose
/// `unbind` and `bind` pull the device called `NAME` and put it back, such as
/// `/sys/bus/platform/drivers/vivid vivid.0`.
final class CameraProbe {
  private static final Duration MEASURED = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path device;

  private CameraProbe(Path device) {
    this.device = device;
  }

  static void main(String[] args) throws IOException {
    CameraProbe probe = new CameraProbe(Path.of(args[0]));
    System.out.println("offered: " + probe.offered());
    for (PixelFormat format : PixelFormat.values()) {
      probe.measure(format);
    }
    if (args.length > 1) {
      probe.pull(Path.of(args[1]), args[2], Integer.parseInt(args[3]));
    }
  }

  private String offered() {
    try (V4l2Node node = V4l2Node.open(device)) {
      StringBuilder names = new StringBuilder(node.capability().toString());
      for (int fourcc : node.formats()) {
        names.append(' ');
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
          names.append((char) ((fourcc >>> shift) & 0x7F));
        }
      }
      return names.toString();
    } catch (LinuxException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void measure(PixelFormat format) {
    try (FrameSource camera = V4l2Camera.open(device, EnumSet.of(format))) {
      Luminance first = next(camera);
      long began = System.nanoTime();
      int frames = 0;
      while (System.nanoTime() - began < MEASURED.toNanos()) {
        next(camera);
        frames++;
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%s: %s; %d frames of %d x %d in %.1f s, %.1f a second%n",
          format,
          camera.description(),
          frames,
          first.width(),
          first.height(),
          seconds,
          frames / seconds);
    } catch (DeviceException e) {
      System.out.println(format + ": " + e.message() + "; " + e.cure());
    }
  }

  private static Luminance next(FrameSource camera) throws DeviceException {
    long deadline = System.nanoTime() + CameraReader.STALL.toNanos();
    while (System.nanoTime() < deadline) {
      Luminance frame = camera.next(CameraReader.STALL);
      if (frame != null) {
        return frame;
      }
    }
    throw new DeviceException("sends no whole picture", camera.cure());
  }

  private void pull(Path driver, String name, int times) throws IOException {
    String before = kept();
    try (Reader reader =
        CameraReader.at(
            device, "probe", null, Symbology.USUAL, Duration.ofMillis(50), System::nanoTime)) {
      reader.start(new Unheard());
      await(reader, Part.State.OK);
      String during = kept();
      for (int i = 0; i < times; i++) {
        Files.writeString(driver.resolve("unbind"), name);
        await(reader, Part.State.FAILED);
        if (i == 0) {
          System.out.println("unplugged: " + reader.health());
        }
        Files.writeString(driver.resolve("bind"), name);
        await(reader, Part.State.OK);
      }
      System.out.printf("pulled %d times; in use: %s, then %s%n", times, during, kept());
    }
    System.out.printf("before: %s; after: %s%n", before, kept());
  }

  private static void await(Reader reader, Part.State state) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (reader.health().state() != state) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not " + state + ": " + reader.health());
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /// What this process has: descriptors but those of the JVM's own libraries, which it opens when
  /// it needs them; mappings of the device; threads.
  private String kept() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"));
        Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"));
        Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return "%d descriptors, %d mappings, %d threads"
          .formatted(
              descriptors.filter(descriptor -> !isLibrary(descriptor)).count(),
              mappings.filter(line -> line.contains(device.toString())).count(),
              threads.count());
    }
  }

  private static boolean isLibrary(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().endsWith(".jar");
    } catch (IOException e) {
      return true;
    }
  }

  private static final class Unheard implements ScanReceiver {
    @Override
    public void scan(Scan scan) {}

    @Override
    public void unreadable(String reader) {}
  }
}
