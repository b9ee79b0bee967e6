package daka.bench;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import daka.reader.Luminance;
import daka.reader.Picture;
import daka.reader.PictureFile;
import daka.reader.QrCascade;
import daka.reader.QrDecoder;
import daka.reader.QrLook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a frame of 640 × 480 without a code takes of a processor, against ZXing's own binarizer and
/// reader in turns in one run; how many images of a folder are read; and what is read where there
/// is nothing. There is no C decoder here to compare with.
///
/// Usage: `DecodeBench [NOISE-FRAMES] [FOLDER]`, with images of codes in `FOLDER/codes` and images
/// without one in `FOLDER/none`.
final class DecodeBench {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int ROUNDS = 15;

  /// A multiple of how many looks there are, so that each is among them as often.
  private static final int FRAMES = 5 * QrLook.values().length * (QrLook.values().length - 1);

  private static final int SAME_IMAGE = 8;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final QrDecoder decoder = new QrDecoder();

  static void main(String[] args) throws IOException {
    DecodeBench bench = new DecodeBench();
    bench.time();
    bench.readNoise(args.length > 0 ? Integer.parseInt(args[0]) : 300);
    if (args.length > 1) {
      bench.read(Path.of(args[1], "codes"));
      bench.read(Path.of(args[1], "none"));
    }
  }

  private void time() {
    System.out.println(
        "| CPU a frame without a code, µs, median | ZXing | plain look | ratio | cascade | ratio"
            + " |");
    System.out.println("|---|---|---|---|---|---|");
    Random random = new Random(1);
    time("a wall", EmptyFrames.wall(random, WIDTH, HEIGHT));
    time("a room", EmptyFrames.room(random, WIDTH, HEIGHT));
  }

  private void time(String name, byte[] bytes) {
    Luminance frame = Luminance.of(bytes, WIDTH, HEIGHT);
    QrCascade cascade = new QrCascade();
    double[] zxing = new double[ROUNDS];
    double[] plain = new double[ROUNDS];
    double[] cascaded = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      zxing[i] = micros(frame, _ -> zxing(bytes));
      plain[i] = micros(frame, image -> decoder.decode(image, QrLook.PLAIN));
      cascaded[i] = micros(frame, image -> cascade.next(image));
    }
    System.out.printf(
        "| %s | %.0f | %.0f | %.2f | %.0f | %.2f |%n",
        name,
        median(zxing),
        median(plain),
        median(plain) / median(zxing),
        median(cascaded),
        median(cascaded) / median(zxing));
  }

  private double micros(Luminance frame, Consumer<Luminance> decode) {
    long begin = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < FRAMES; i++) {
      decode.accept(frame);
    }
    return (threads.getCurrentThreadCpuTime() - begin) / 1e3 / FRAMES;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static @Nullable String zxing(byte[] bytes) {
    var source = new PlanarYUVLuminanceSource(bytes, WIDTH, HEIGHT, 0, 0, WIDTH, HEIGHT, false);
    try {
      return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
    } catch (ReaderException e) {
      return null;
    }
  }

  private void readNoise(int frames) {
    Random random = new Random(2);
    byte[] noise = new byte[WIDTH * HEIGHT];
    QrCascade cascade = new QrCascade();
    int read = 0;
    for (int i = 0; i < frames; i++) {
      random.nextBytes(noise);
      read += cascade.next(Luminance.of(noise, WIDTH, HEIGHT)) == null ? 0 : 1;
    }
    System.out.printf("%nread in %d frames of noise: %d%n", frames, read);
  }

  private void read(Path folder) throws IOException {
    int plain = 0;
    int cascaded = 0;
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".png")).toList();
    }
    for (Path file : files) {
      if (PictureFile.read(Files.readAllBytes(file)) instanceof Picture.Decoded(Luminance image)) {
        plain += decoder.decode(image, QrLook.PLAIN) == null ? 0 : 1;
        cascaded += isReadWithin(SAME_IMAGE, image) ? 1 : 0;
      }
    }
    System.out.printf(
        "%s, %d images: the plain look reads %d, the cascade in at most %d frames %d%n",
        folder.getFileName(), files.size(), plain, SAME_IMAGE, cascaded);
  }

  private static boolean isReadWithin(int frames, Luminance image) {
    QrCascade cascade = new QrCascade();
    for (int i = 0; i < frames; i++) {
      if (cascade.next(image) != null) {
        return true;
      }
    }
    return false;
  }
}
