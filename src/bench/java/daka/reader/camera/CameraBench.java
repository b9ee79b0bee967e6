package daka.reader.camera;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import daka.bench.EmptyFrames;
import daka.checkin.Scan;
import daka.reader.Reader;
import daka.reader.ScanReceiver;
import daka.reader.code.QrCascade;
import daka.reader.code.QrLook;
import daka.reader.code.Symbology;
import daka.reader.image.Luminance;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;

/// What an idle camera takes of a processor: getting a frame of 640 × 480 in each way, and looking
/// at it. No frame shows a code.
///
/// Usage: `CameraBench FOLDER`, an empty one.
final class CameraBench {
  private static final int WIDTH = VideoMode.WIDTH;
  private static final int HEIGHT = VideoMode.HEIGHT;
  private static final int ROUNDS = 15;

  /// A multiple of how many looks there are, so that each is among them as often.
  private static final int FRAMES = 5 * QrLook.values().length * (QrLook.values().length - 1);

  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration WATCHED = Duration.ofSeconds(20);

  private static final String COUNTING =
      "n=0; while cat $frame; do n=$((n + 1)); echo $n > next; mv next count; sleep 0.06; done";

  private static final int BLOCK = 8;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long read;

  static void main(String[] args) throws IOException {
    CameraBench bench = new CameraBench();
    System.out.println("| CPU a frame, median | µs | of a core, at 15 a second |");
    System.out.println("|---|---|---|");
    try (Arena arena = Arena.ofConfined()) {
      bench.frames(arena);
    }
    bench.watch(Path.of(args[0]));
    System.out.println(bench.read == 0 ? "nothing was read" : "");
  }

  private void frames(Arena arena) throws IOException {
    byte[] room = EmptyFrames.room(new Random(1), WIDTH, HEIGHT);
    byte[] wall = EmptyFrames.wall(new Random(1), WIDTH, HEIGHT);
    MemorySegment grey = copy(arena, room);
    MemorySegment yuyv = arena.allocate(2L * room.length);
    for (int i = 0; i < room.length; i++) {
      yuyv.set(JAVA_BYTE, 2L * i, room[i]);
    }
    MemorySegment jpeg = copy(arena, jpeg(room));
    tell("taking GREY out of the driver's buffer", take(PixelFormat.GREY, grey));
    tell("taking YUYV out of it", take(PixelFormat.YUYV, yuyv));
    tell("taking MJPEG out of it", take(PixelFormat.MJPEG, jpeg));
    tell("each block's contrast, read in the driver's buffer", () -> read += contrasts(grey));
    tell("each block's contrast, read in an array", () -> read += contrasts(room));
    LightMeter meter = new LightMeter();
    QrCascade cascade = new QrCascade();
    Luminance aWall = Luminance.of(wall, WIDTH, HEIGHT);
    Luminance aRoom = Luminance.of(room, WIDTH, HEIGHT);
    tell("measuring the light", () -> meter.take(aWall, false, ++read));
    tell("looking for a code on a wall", () -> cascade.next(aWall));
    tell("looking for a code in a room", () -> cascade.next(aRoom));
  }

  private static MemorySegment copy(Arena arena, byte[] bytes) {
    MemorySegment copy = arena.allocate(bytes.length);
    MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
    return copy;
  }

  private static byte[] jpeg(byte[] grey) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < grey.length; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, (grey[i] & 0xFF) * 0x01_01_01);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", file);
    return file.toByteArray();
  }

  private Runnable take(PixelFormat format, MemorySegment buffer) {
    FrameBytes frames = new FrameBytes(format, WIDTH, HEIGHT, 0);
    return () -> read += frames.take(buffer, buffer.byteSize()) == null ? 0 : 1;
  }

  /// What the decoder's thresholds ask of each block.
  private static long contrasts(MemorySegment buffer) {
    long sum = 0;
    for (int top = 0; top < HEIGHT; top += BLOCK) {
      for (int left = 0; left < WIDTH; left += BLOCK) {
        int darkest = 255;
        int brightest = 0;
        for (int y = top; y < top + BLOCK; y += 2) {
          for (int x = left; x < left + BLOCK; x++) {
            int pixel = buffer.get(JAVA_BYTE, y * WIDTH + x) & 0xFF;
            darkest = Math.min(darkest, pixel);
            brightest = Math.max(brightest, pixel);
          }
        }
        sum += brightest - darkest;
      }
    }
    return sum;
  }

  private static long contrasts(byte[] array) {
    long sum = 0;
    for (int top = 0; top < HEIGHT; top += BLOCK) {
      for (int left = 0; left < WIDTH; left += BLOCK) {
        int darkest = 255;
        int brightest = 0;
        for (int y = top; y < top + BLOCK; y += 2) {
          for (int x = left; x < left + BLOCK; x++) {
            int pixel = array[y * WIDTH + x] & 0xFF;
            darkest = Math.min(darkest, pixel);
            brightest = Math.max(brightest, pixel);
          }
        }
        sum += brightest - darkest;
      }
    }
    return sum;
  }

  private void tell(String what, Runnable frame) {
    double[] micros = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long began = threads.getCurrentThreadCpuTime();
      for (int j = 0; j < FRAMES; j++) {
        frame.run();
      }
      micros[i] = (threads.getCurrentThreadCpuTime() - began) / 1e3 / FRAMES;
    }
    Arrays.sort(micros);
    tell(what, micros[ROUNDS / 2]);
  }

  private static void tell(String what, double micros) {
    System.out.printf(
        "| %s | %.0f | %.2f %% |%n", what, micros, 100 * micros * VideoMode.RATE / 1e6);
  }

  /// The whole reader of the Pi's own camera, by its thread: about 15 frames a second through the
  /// pipe of a program that stands for `rpicam-vid`.
  private void watch(Path folder) throws IOException {
    FakeRpicam camera = FakeRpicam.that(folder, WIDTH, COUNTING);
    byte[] room = EmptyFrames.room(new Random(1), WIDTH, HEIGHT);
    camera.show(Luminance.of(room, WIDTH, HEIGHT));
    try (Reader reader =
        new CameraReader(
            "bench",
            null,
            camera.opener(),
            Symbology.USUAL,
            Duration.ofSeconds(1),
            System::nanoTime)) {
      reader.start(new Unheard());
      LockSupport.parkNanos(WARM_UP.toNanos());
      long thread = thread("reader bench");
      int framesBefore = count(folder);
      long before = threads.getThreadCpuTime(thread);
      LockSupport.parkNanos(WATCHED.toNanos());
      double micros = (threads.getThreadCpuTime(thread) - before) / 1e3;
      tell(
          "all that a camera in a room takes by its pipe", micros / (count(folder) - framesBefore));
    }
  }

  private static int count(Path folder) throws IOException {
    return Integer.parseInt(Files.readString(folder.resolve("count")).strip());
  }

  private static long thread(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .threadId();
  }

  private static final class Unheard implements ScanReceiver {
    @Override
    public void scan(Scan scan) {}

    @Override
    public void unreadable(String reader) {}
  }
}
