package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.check.Needs;
import daka.rig.KioskProcess;
import daka.rig.Site;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a kiosk without LAN and MQTT loads of what it may never need: libraries, and the office.
/// The JVM tells.
@Needs.Rig
@Timeout(300)
class LoadedClassesTest {
  private static final List<String> FOR_LATER =
      List.of(
          "org.bouncycastle.",
          "io.netty.",
          "com.hivemq.",
          "com.ibm.icu.",
          "com.fasterxml.aalto.",
          "org.dhatim.",
          "io.prometheus.",
          "daka.web.api.Api",
          "daka.web.admin.",
          "daka.web.person.",
          "daka.web.register.",
          "daka.web.report.",
          "daka.store.person.",
          "daka.store.report.");

  @TempDir Path folder;

  @Test
  void a_start_and_a_tap_load_none_of_it_and_who_asks_for_it_loads_it() throws Exception {
    Site site = Site.make(folder, URI.create("http://127.0.0.1:9/"), 1);
    Path log = folder.resolve("classes.log");
    List<String> run =
        List.of("-Xlog:class+load=info:file=" + log + ":none:filecount=0", "daka.Main", "run");
    try (KioskProcess kiosk = KioskProcess.start(site, run)) {
      URI address = kiosk.awaitReady();
      assertEquals(200, new Door(address).tap(Site.card(1)).statusCode(), kiosk::log);
      assertTrue(loaded(log, "daka.checkin.Desk") > 0, "the log tells what is loaded");
      for (String later : FOR_LATER) {
        assertEquals(0, loaded(log, later), later);
      }
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpRequest pin =
            HttpRequest.newBuilder(address.resolve("/screen/unlock"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"pin\":\"482913\"}"))
                .build();
        assertEquals(403, client.send(pin, BodyHandlers.ofString()).statusCode());
      }
      assertTrue(loaded(log, "org.bouncycastle.") > 0, "a PIN loads its hash");
      assertEquals(401, new Door(address).get("/api/v1/rooms").statusCode());
      assertEquals(401, new Door(address).get("/metrics").statusCode());
      assertTrue(loaded(log, "daka.web.register.") > 0, "the API is loaded when it is asked");
      assertEquals(200, new Door(address).tap(Site.card(1)).statusCode(), kiosk::log);
      assertEquals(0, kiosk.stop(), kiosk::log);
    }
  }

  private static long loaded(Path log, String prefix) throws Exception {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.startsWith(prefix)).count();
    }
  }
}
