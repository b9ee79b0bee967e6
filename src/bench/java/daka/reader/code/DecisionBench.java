package daka.reader.code;

import daka.bench.EmptyFrames;
import daka.reader.camera.ArrivingCode;
import daka.reader.camera.VideoMode;
import daka.reader.image.Luminance;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;

/// How long it takes from the first frame in which a code is whole until it is read, at
/// [VideoMode#RATE] frames a second: the frames that pass, and what the last look takes.
///
/// Usage: `DecisionBench [ARRIVALS]`.
final class DecisionBench {
  private static final int GIVEN_UP = 30;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Luminance room =
      Luminance.of(
          EmptyFrames.room(new Random(3), VideoMode.WIDTH, VideoMode.HEIGHT),
          VideoMode.WIDTH,
          VideoMode.HEIGHT);

  static void main(String[] args) {
    int arrivals = args.length > 0 ? Integer.parseInt(args[0]) : 400;
    DecisionBench bench = new DecisionBench();
    double[] millis = new double[arrivals];
    for (int seed = 0; seed < arrivals; seed++) {
      millis[seed] = bench.millis(seed);
    }
    Arrays.sort(millis);
    System.out.printf(
        "a code that moves into view, %d times: from whole to read, p50 %.1f ms, p95 %.1f ms%n",
        arrivals, millis[arrivals / 2], millis[(int) (0.95 * arrivals)]);
  }

  private double millis(int seed) {
    ArrivingCode code = new ArrivingCode("310104195003071234", room, seed);
    QrCascade cascade = new QrCascade();
    for (int i = 0; i < seed % QrLook.values().length; i++) {
      cascade.next(room);
    }
    int waited = -1;
    for (int i = 0; i < GIVEN_UP; i++) {
      Luminance frame = code.next();
      waited += code.isWhole() || waited >= 0 ? 1 : 0;
      long began = threads.getCurrentThreadCpuTime();
      boolean read = cascade.next(frame) != null;
      double look = (threads.getCurrentThreadCpuTime() - began) / 1e6;
      if (read) {
        return Math.max(0, waited) * 1_000.0 / VideoMode.RATE + look;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
