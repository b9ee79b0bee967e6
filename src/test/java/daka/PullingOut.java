package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.rig.Site;
import daka.rig.pi.Plug;
import java.util.List;
import java.util.concurrent.Callable;

/// Somebody who plugs a reader in, has a card read, and pulls it out while it reads the next, again
/// and again.
///
/// @param reader its id in the config
/// @param plug where it is held
/// @param atOnce whether a card that is cut off may have been read as a whole, as by a camera
record PullingOut(PiCentre centre, String reader, Plug plug, boolean atOnce) {

  /// @param times how often it is plugged in
  /// @param first the resident whose card is read first; each time has a card of its own, and a
  ///   second one, `times` further, that is cut off
  Callable<List<JsonNode>> rounds(int times, int first) {
    return () -> {
      int before = centre.journal().of(reader).size();
      for (int time = 0; time < times; time++) {
        double part = (time + 1.0) / times;
        once(Site.card(first + time), Site.card(first + times + time), part);
      }
      List<JsonNode> all = centre.journal().of(reader);
      return look(all.subList(before, all.size()), times);
    };
  }

  private void once(String whole, String cut, double part) throws Exception {
    int before = centre.journal().of(reader).size();
    try (Plug.Plugged plugged = plug.in()) {
      centre.awaitReader(reader, "ok");
      plugged.scan(whole);
      Await.that(
          PiCentre.PATIENCE,
          () -> centre.journal().of(reader).size() > before,
          () -> reader + " has not read " + whole + ":\n" + centre.kiosk().log());
      plugged.begin(cut, part);
    }
    centre.awaitReader(reader, "failed");
  }

  /// Every card that was read has arrived, once, and nothing else has been read.
  private List<JsonNode> look(List<JsonNode> entries, int times) {
    assertTrue(
        entries.stream()
            .allMatch(entry -> entry.path("type").asText().equals("daka.visit.arrived")),
        entries::toString);
    long residents = entries.stream().map(entry -> entry.at("/data/subject")).distinct().count();
    assertEquals(entries.size(), residents, entries::toString);
    assertTrue(entries.size() >= times, entries::toString);
    assertTrue(entries.size() <= (atOnce ? 2 * times : times), entries::toString);
    return entries;
  }
}
