package daka.reader;

import daka.checkin.Scan;
import daka.device.Waiting;
import daka.health.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A desk that keeps what it is told, and waits for things to happen.
public final class Heard implements ScanReceiver {
  public static final String UNREADABLE = "(unreadable)";

  private final List<Scan> scans = new CopyOnWriteArrayList<>();
  private final List<String> payloads = new CopyOnWriteArrayList<>();

  @Override
  public void scan(Scan scan) {
    scans.add(scan);
    payloads.add(payload(scan));
  }

  /// What a card said, or the fingerprint that was made of it.
  public static String payload(Scan scan) {
    return switch (scan.presented()) {
      case Scan.Presented.Payload payload -> payload.text();
      case Scan.Presented.IdCard card -> card.number().hex();
    };
  }

  @Override
  public void unreadable(String reader) {
    payloads.add(UNREADABLE);
  }

  public List<Scan> scans() {
    return scans;
  }

  /// The payloads in the order they came, with [#UNREADABLE] among them.
  public List<String> payloads() {
    return payloads;
  }

  public void await(String payload) {
    await("the payload " + payload, () -> payloads.contains(payload));
  }

  public static void await(Reader reader, Part.State state) {
    await("that the reader is " + state, () -> reader.health().state() == state);
  }

  public static void await(String what, BooleanSupplier condition) {
    Waiting.await(what, condition);
  }

  /// How many descriptors this process has open.
  public static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  /// How many threads there are of this name.
  public static long threads(String name) {
    return Waiting.threads(name);
  }
}
