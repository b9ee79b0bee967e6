package daka.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.check.FreePort;
import daka.check.Needs;
import daka.rig.KioskProcess;
import daka.rig.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs.Rig
class SupportBundleTest {
  private static final String CONFIG =
      """
      # 王小明 138 0013 8000 has the key of the cellar
      [centre]
      id = "yimin"
      name = "益民社区邻里中心"
      hours = "08:30-21:00"
      [kiosk]
      id = "entrance-1"
      room = "hall"
      data = "."
      listen = "127.0.0.1:%d"
      [mqtt]
      url = "mqtts://town.example.org:8883"
      username = "yimin-kiosk"
      """;

  @TempDir Path folder;

  @Test
  void it_tells_of_the_kiosk_and_nothing_of_the_people() throws Exception {
    Path config = Files.writeString(folder.resolve("daka.toml"), CONFIG.formatted(1));
    String log =
        "2026-12-01T08:31:02+0800 kiosk daka[812]: 2026-12-01 08:31:02.113 WARN Desk: 王小明 with"
            + " 13800138000, 138 0013 8000, 04A1B2C3D4E501, DK-93f1c2 on port 8443";
    Path lines = Files.writeString(folder.resolve("log"), log);

    Map<String, String> files = new SupportBundle(config, List.of("cat", lines.toString())).files();

    String settings = files.getOrDefault("config.toml", "");
    assertTrue(settings.contains("name = 益民社区邻里中心"), settings);
    assertTrue(settings.contains("username = (left out)"), settings);
    assertEquals(
        "2026-12-01T08:31:02+0800 kiosk daka[812]: 2026-12-01 08:31:02.113 WARN Desk: ~ with"
            + " #, #, #, # on port 8443",
        files.get("journal.txt"));
    for (String secret : List.of("王小明", "1380", "yimin-kiosk", "04A1", "93f1")) {
      assertFalse(files.toString().contains(secret), secret);
    }
    assertTrue(files.getOrDefault("versions.txt", "").contains("java " + Runtime.version()));
    assertTrue(files.getOrDefault("machine.txt", "").contains("MiB free"), files::toString);
  }

  @Test
  void a_kiosk_that_cannot_start_is_told_of_too() throws Exception {
    Path config = Files.writeString(folder.resolve("daka.toml"), "[centre]\nid = 7\n");
    Map<String, String> files =
        new SupportBundle(config, List.of(folder.resolve("no-journalctl").toString())).files();
    assertTrue(files.getOrDefault("config-problems.txt", "").contains("centre"), files::toString);
    assertTrue(
        files.getOrDefault("journal.txt", "").startsWith("there is no journal to read"),
        files::toString);
  }

  @Test
  void one_that_does_not_answer_says_so() throws Exception {
    Path config = Files.writeString(folder.resolve("daka.toml"), CONFIG.formatted(FreePort.pick()));
    String health =
        new SupportBundle(config, List.of("true")).files().getOrDefault("health.json", "");
    assertTrue(health.startsWith("the kiosk does not answer at"), health);
  }

  @Test
  void the_file_holds_the_health_of_a_running_kiosk_and_is_never_written_over() throws Exception {
    Site site = Site.make(folder.resolve("site"), URI.create("http://127.0.0.1:9/"), 1);
    Path to = folder.resolve("for-help.zip");
    Options options =
        Options.of(
            List.of("--config", site.config().toString(), "--to", to.toString()),
            List.of("config", "to"),
            List.of());
    try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"))) {
      URI at = kiosk.awaitReady();
      String config = Files.readString(site.config());
      Files.writeString(site.config(), config.replace("127.0.0.1:0", "127.0.0.1:" + at.getPort()));
      assertEquals(Exit.DONE, SupportBundleCommand.run(options));
    }
    try (ZipFile zip = new ZipFile(to.toFile())) {
      byte[] health = zip.getInputStream(zip.getEntry("health.json")).readAllBytes();
      assertTrue(new String(health, StandardCharsets.UTF_8).contains("\"parts\""));
    }
    byte[] first = Files.readAllBytes(to);
    assertEquals(Exit.FAILED, SupportBundleCommand.run(options));
    assertEquals(first.length, Files.size(to));
  }

  @Test
  void no_long_number_and_no_other_script_is_left_of_any_text() {
    Random random = new Random(20_261_201);
    Pattern left = Pattern.compile("[0-9]{5}|[\\P{ASCII}&&\\p{L}]");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(40), 0, 5)
          .forEach(
              kind ->
                  text.appendCodePoint(
                      switch (kind) {
                        case 0 -> 0x4E00 + random.nextInt(0x100);
                        case 1 -> ' ' + random.nextInt(95);
                        case 2 -> 0xFF10 + random.nextInt(10);
                        default -> '0' + random.nextInt(10);
                      }));
      String scrubbed = Scrubbed.of(text.toString());
      assertFalse(left.matcher(scrubbed).find(), () -> text + " became " + scrubbed);
    }
  }
}
