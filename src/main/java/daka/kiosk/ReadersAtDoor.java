package daka.kiosk;

import daka.checkin.CardDigests;
import daka.config.ReaderConfig;
import daka.pi.Pi;
import daka.reader.Reader;
import daka.reader.ScanReceiver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The readers of a kiosk that is put together anew: those that the config still names as before
/// stay open meanwhile, and what is presented to them waits. Readers on the buses of the Pi, those
/// that keep to themselves what they read, and those behind HTTP belong to the kiosk they were made
/// for: a card that lies on one is read when it is open again, and who posts is told.
///
/// For one thread.
final class ReadersAtDoor implements AutoCloseable {
  private final Map<ReaderConfig, Standing> standing = new LinkedHashMap<>();
  private final List<Reader> passing = new ArrayList<>();

  private record Standing(Reader reader, ScanGate gate) {}

  /// Opens the readers that are not, and lets all hand over what they read.
  ///
  /// @return those that the config names, in its order
  List<Reader> open(
      List<ReaderConfig> configs, Pi pi, CardDigests fingerprints, ScanReceiver desk) {
    closeOthers(configs);
    List<Reader> all = new ArrayList<>();
    for (ReaderConfig config : configs) {
      if (staysOpen(config)) {
        Standing one = standing.computeIfAbsent(config, each -> stand(each, pi, fingerprints));
        one.gate().open(desk);
        all.add(one.reader());
      } else {
        Reader reader = ReaderParts.of(config, pi, fingerprints);
        passing.add(reader);
        reader.start(desk);
        all.add(reader);
      }
    }
    return all;
  }

  private static Standing stand(ReaderConfig config, Pi pi, CardDigests fingerprints) {
    Standing made = new Standing(ReaderParts.of(config, pi, fingerprints), new ScanGate());
    made.reader().start(made.gate());
    return made;
  }

  private void closeOthers(List<ReaderConfig> configs) {
    for (Map.Entry<ReaderConfig, Standing> one : List.copyOf(standing.entrySet())) {
      if (!configs.contains(one.getKey())) {
        one.getValue().reader().close();
        standing.remove(one.getKey());
      }
    }
  }

  private static boolean staysOpen(ReaderConfig config) {
    return switch (config) {
      case ReaderConfig.Keyboard _,
          ReaderConfig.Serial _,
          ReaderConfig.Camera _,
          ReaderConfig.Frames _,
          ReaderConfig.Pcsc _ ->
          true;
      case ReaderConfig.Pn532 _, ReaderConfig.Rc522 _, ReaderConfig.IdCard _, ReaderConfig.Http _ ->
          false;
    };
  }

  /// Closes those that do not stay open, and has the others hold what they read.
  void hold() {
    passing.forEach(Reader::close);
    passing.clear();
    try {
      for (Standing one : standing.values()) {
        one.gate().shut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Closes all for good.
  @Override
  public void close() {
    passing.forEach(Reader::close);
    passing.clear();
    standing.values().forEach(one -> one.reader().close());
    standing.clear();
  }
}
