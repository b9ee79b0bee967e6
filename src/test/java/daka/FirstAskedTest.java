package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.check.Needs;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.upstream.Receiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What only the office needs is loaded when it is first asked for: a kiosk without office use does
/// not pay for it. The JVM says itself what it loads.
@Needs.Rig
@Timeout(300)
class FirstAskedTest {
  private static final List<String> OF_THE_OFFICE =
      List.of(
          "daka.web.api.Api",
          "daka.web.admin.",
          "daka.web.person.",
          "daka.web.register.",
          "daka.web.report.",
          "daka.web.visits.Visits",
          "daka.web.settings.SettingsApi",
          "daka.store.person.",
          "daka.store.report.",
          "org.bouncycastle.",
          "org.dhatim.",
          "com.fasterxml.aalto.",
          "io.prometheus.");

  @TempDir Path folder;

  @Test
  void a_start_and_a_tap_load_nothing_of_the_office_and_its_first_request_does() throws Exception {
    Path loaded = folder.resolve("loaded.log");
    try (Receiver receiver = new Receiver()) {
      Site site = Site.make(folder.resolve("site"), receiver.url(), 1);
      List<String> words =
          List.of(
              "-Xlog:class+load:file=" + loaded,
              "-cp",
              System.getProperty("java.class.path", ""),
              "daka.Main",
              "run",
              "--config",
              site.config().toString());
      try (KioskProcess kiosk = new KioskProcess(KioskProcess.java(folder, words))) {
        URI at = kiosk.awaitReady();
        Door door = new Door(at);
        assertEquals(200, door.tap(Site.card(1)).statusCode());
        assertEquals(List.of(), ofTheOffice(loaded));

        assertEquals(401, door.get("/api/v1/rooms").statusCode());
        assertEquals(401, door.get("/metrics").statusCode());
        assertTrue(ofTheOffice(loaded).contains("daka.web.api.Api"), ofTheOffice(loaded)::toString);
        assertEquals(200, door.tap(Site.card(1)).statusCode());
        assertEquals(0, kiosk.stop(), kiosk::log);
      }
    }
  }

  private static List<String> ofTheOffice(Path loaded) throws IOException {
    try (Stream<String> lines = Files.lines(loaded)) {
      List<String> classes = lines.map(line -> line.replaceAll("^.*\\] (\\S+) .*$", "$1")).toList();
      assertFalse(classes.isEmpty());
      return classes.stream()
          .filter(name -> OF_THE_OFFICE.stream().anyMatch(name::startsWith))
          .toList();
    }
  }
}
