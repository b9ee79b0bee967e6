package daka.bench;

import daka.bench.Peers.Library;
import daka.reader.code.QrCascade;
import daka.reader.code.QrDecoder;
import daka.reader.code.QrLook;
import daka.reader.image.Luminance;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// What a frame without a code takes of a processor, in CPU time of the thread that looks at it.
///
/// All frames are gone through again and again, each time by the libraries and by ours in turns, so
/// that whatever else the machine does meets all alike. The first rounds, in which Java compiles,
/// do not count; of the others the medians do.
final class EmptyFrameTimes {
  private static final int WARM_UP = 4;
  private static final int ROUNDS = 15;
  private static final int LOOKS_OF_PEERS = 5;

  /// As many as there are looks beside the plain one, so that each round has each once.
  private static final int LOOKS = 2 * (QrLook.values().length - 1);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<Frame> frames = new ArrayList<>();
  private final QrDecoder decoder = new QrDecoder();
  private final Peers peers;

  EmptyFrameTimes(Peers peers) {
    this.peers = peers;
  }

  void add(String name, Luminance image) {
    frames.add(new Frame(name, image));
  }

  /// Measures, and prints a row for each frame and one for all.
  void tell() throws IOException {
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Frame frame : frames) {
        measure(frame, Math.max(0, round));
      }
    }
    System.out.println(
        "\n| CPU a 640×480 frame without a code, µs, medians of %d | libzxing | libzbar |"
                .formatted(ROUNDS)
            + " plain look | of libzxing | cascade | of libzxing | dearest look | of libzxing |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    frames.forEach(Frame::tell);
    System.out.printf(
        "| the highest ratio | | | | %.2f | | %.2f | | %.2f |%n",
        frames.stream().mapToDouble(frame -> ratio(frame.plain, frame.zxing)).max().orElse(0),
        frames.stream().mapToDouble(frame -> ratio(frame.cascade, frame.zxing)).max().orElse(0),
        frames.stream().mapToDouble(frame -> ratio(frame.dearest, frame.zxing)).max().orElse(0));
  }

  private void measure(Frame frame, int round) throws IOException {
    frame.zxing[round] = peers.look(Library.ZXING, frame.image, LOOKS_OF_PEERS).micros();
    frame.plain[round] = micros(frame.image, image -> decoder.decode(image, QrLook.PLAIN));
    frame.cascade[round] = micros(frame.image, frame.codes::next);
    double dearest = 0;
    for (QrLook look : QrLook.values()) {
      if (look != QrLook.PLAIN) {
        dearest = Math.max(dearest, micros(frame.image, image -> decoder.decode(image, look)));
      }
    }
    frame.dearest[round] = frame.plain[round] + dearest;
    frame.zbar[round] = peers.look(Library.ZBAR, frame.image, LOOKS_OF_PEERS).micros();
  }

  private double micros(Luminance frame, Consumer<Luminance> look) {
    long began = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < LOOKS; i++) {
      look.accept(frame);
    }
    return (threads.getCurrentThreadCpuTime() - began) / 1e3 / LOOKS;
  }

  private static double ratio(double[] of, double[] to) {
    return median(of) / median(to);
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static final class Frame {
    private final String name;
    private final Luminance image;
    private final QrCascade codes = new QrCascade();
    private final double[] zxing = new double[ROUNDS];
    private final double[] zbar = new double[ROUNDS];
    private final double[] plain = new double[ROUNDS];
    private final double[] cascade = new double[ROUNDS];
    private final double[] dearest = new double[ROUNDS];

    Frame(String name, Luminance image) {
      this.name = name;
      this.image = image;
    }

    void tell() {
      System.out.printf(
          "| %s | %.0f | %.0f | %.0f | %.2f | %.0f | %.2f | %.0f | %.2f |%n",
          name,
          median(zxing),
          median(zbar),
          median(plain),
          ratio(plain, zxing),
          median(cascade),
          ratio(cascade, zxing),
          median(dearest),
          ratio(dearest, zxing));
    }
  }
}
