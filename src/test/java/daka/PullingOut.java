package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.reader.serial.SerialReader;
import daka.rig.Site;
import daka.rig.pi.CameraPlug;
import daka.rig.pi.KeyboardPlug;
import daka.rig.pi.Plug;
import daka.rig.pi.SerialPlug;
import daka.rig.pi.VirtualPi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Somebody who plugs a reader in, has a card read, and pulls it out while it reads the next, again
/// and again.
///
/// @param reader its id in the config
/// @param plug where it is held
/// @param pause a silence of this length ends a scan, or [#NEVER]
record PullingOut(PiCentre centre, String reader, Plug plug, Duration pause) {
  /// A card is read at once or not at all, as by a camera.
  private static final Duration NEVER = Duration.ofDays(1);

  /// What ends a scan of a keyboard; see `KeyboardReader`.
  private static final Duration KEYBOARD_PAUSE = Duration.ofMillis(200);

  /// Does it with all readers side by side.
  ///
  /// @param times how often each is plugged in
  /// @param first the resident whose card is read first: each time and reader has two of their own
  static void all(PiCentre centre, int times, int first) throws Exception {
    VirtualPi pi = centre.pi();
    List<PullingOut> readers =
        List.of(
            new PullingOut(centre, "usb-serial", new SerialPlug(pi), SerialReader.PAUSE),
            new PullingOut(centre, "wedge", new KeyboardPlug(pi, "wedge"), KEYBOARD_PAUSE),
            new PullingOut(centre, "camera", new CameraPlug(pi.camera()), NEVER));
    try (ExecutorService hands = Executors.newFixedThreadPool(readers.size())) {
      List<Future<Integer>> rounds = new ArrayList<>();
      for (PullingOut reader : readers) {
        rounds.add(hands.submit(reader.rounds(times, first + 2 * times * rounds.size())));
      }
      for (Future<Integer> done : rounds) {
        System.out.printf("virtual Pi: %d of %d times in mid-scan%n", done.get(), times);
        assertTrue(times == 1 || done.get() > 0, "never pulled out in mid-scan");
      }
    }
  }

  /// @param times how often it is plugged in
  /// @param first the resident whose card is read first; each time has a card of its own, and a
  ///   second one, `times` further, that is cut off
  /// @return how often it was really pulled out in mid-scan, and not after a pause
  private Callable<Integer> rounds(int times, int first) {
    return () -> {
      int inTime = 0;
      for (int time = 0; time < times; time++) {
        double part = (time + 1.0) / times;
        inTime += once(Site.card(first + time), Site.card(first + times + time), part) ? 1 : 0;
      }
      return inTime;
    };
  }

  private boolean once(String whole, String cut, double part) throws Exception {
    int before;
    Duration silent;
    try (Plug.Plugged plugged = plug.in()) {
      centre.awaitReader(reader, "ok");
      before = present(plugged, whole);
      silent = plugged.pullOut(cut, part);
    }
    centre.awaitReader(reader, "failed");
    List<JsonNode> entries = entriesAfter(before);
    boolean inTime = silent.compareTo(pause) < 0;
    look(entries, inTime);
    return inTime;
  }

  /// Has a card read. With a pause in the midst of it the parts are cards that nobody knows, and
  /// then it is presented again, as people do.
  ///
  /// @return how many entries there were before it was read
  private int present(Plug.Plugged plugged, String card) throws Exception {
    int start = centre.journal().of(reader).size();
    boolean paused = false;
    do {
      int before = centre.journal().of(reader).size();
      paused |= plugged.scan(card).compareTo(pause) >= 0;
      Await.that(
          PiCentre.PATIENCE,
          () -> isRead(start) || centre.journal().of(reader).size() > before,
          () -> reader + " has not read " + card + ":\n" + centre.kiosk().log());
    } while (paused && !isRead(start));
    long parts =
        paused ? entriesAfter(start).stream().takeWhile(one -> !isArrival(one)).count() : 0;
    return start + Math.toIntExact(parts);
  }

  private boolean isRead(int before) throws Exception {
    return entriesAfter(before).stream().anyMatch(PullingOut::isArrival);
  }

  private List<JsonNode> entriesAfter(int count) throws Exception {
    List<JsonNode> all = centre.journal().of(reader);
    return all.subList(count, all.size());
  }

  /// The card that was read has arrived, once; the one that was cut off has not been read, or as a
  /// whole where that can be.
  private void look(List<JsonNode> entries, boolean inTime) {
    assertTrue(isArrival(entries.getFirst()), entries::toString);
    if (pause.equals(NEVER)) {
      assertTrue(entries.stream().allMatch(PullingOut::isArrival), entries::toString);
      long residents = entries.stream().map(entry -> entry.at("/data/subject")).distinct().count();
      assertEquals(entries.size(), residents, entries::toString);
    } else if (inTime) {
      assertEquals(1, entries.size(), entries::toString);
    }
    assertTrue(entries.size() <= 2, entries::toString);
  }

  private static boolean isArrival(JsonNode entry) {
    return entry.path("type").asText().equals("daka.visit.arrived");
  }
}
