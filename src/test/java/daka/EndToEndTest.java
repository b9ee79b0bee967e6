package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.check.Needs;
import daka.device.Waiting;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.upstream.Receiver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The jar as it is delivered, used as its users do.
@Needs.Rig
@Timeout(300)
class EndToEndTest {
  private static final Path JAR = Path.of("target", "daka.jar").toAbsolutePath();

  @TempDir Path folder;
  private Receiver receiver;
  private Site site;

  /// How a command ended.
  private record Ended(int exit, String output) {}

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Files.exists(JAR), JAR + " is missing: run mvn verify");
    receiver = new Receiver();
    site = Site.make(folder, receiver.url(), 2);
  }

  @AfterEach
  void close() {
    if (receiver != null) {
      receiver.close();
    }
  }

  @Test
  void a_code_made_by_qrencode_becomes_a_visit_that_all_agree_on() throws Exception {
    byte[] code = qrencode(Site.card(1));
    try (KioskProcess kiosk = new KioskProcess(jar("run", "--config", config()))) {
      Door door = new Door(kiosk.awaitReady());
      try (Door.Page page = door.page()) {
        page.state();
        HttpResponse<String> response = door.tap("image/png", code);
        assertEquals(200, response.statusCode(), response::body);
        JsonNode answer = Door.JSON.readTree(response.body());
        assertEquals("arrived", answer.path("decision").textValue());
        assertEquals("王**", answer.path("who").textValue());
        JsonNode state = shown(page);
        assertEquals(answer, state.at("/result/answer"));
        assertEquals(1, state.path("inside").intValue());
      }
      receiver.awaitReceived(2);
      Ended proof = command("verify", "--data", site.data().toString());
      assertEquals(0, proof.exit(), proof::output);
      assertTrue(proof.output().contains("2 journal entries"), proof::output);
      assertEquals(0, kiosk.stop(), kiosk::log);
    }
    assertEquals(List.of(1L, 2L), receiver.sequences());
    assertEquals("daka.visit.arrived", receiver.received().getLast().type());
    assertEquals(0, receiver.duplicates());
  }

  private static JsonNode shown(Door.Page page) throws IOException {
    JsonNode state = page.state();
    while (!state.path("result").isObject()) {
      state = page.state();
    }
    return state;
  }

  @Test
  void the_visit_log_the_occupancy_and_the_journal_agree_on_a_tap() throws Exception {
    Ended made =
        command("token", "--role", "admin", "--name", "test", "--data", site.data().toString());
    assertEquals(0, made.exit(), made::output);
    String token = made.output().strip().lines().toList().getLast().strip();
    try (KioskProcess kiosk = new KioskProcess(jar("run", "--config", config()))) {
      Door door = new Door(kiosk.awaitReady());
      JsonNode answer = Door.JSON.readTree(door.tap(Site.card(1)).body());
      String visit = answer.path("visit").textValue();

      List<String> csv = door.get("/api/v1/visits.csv?bom=0", token).body().lines().toList();
      assertEquals(2, csv.size(), csv::toString);
      assertTrue(csv.getFirst().startsWith("visit,resident,name,party,room,"), csv::getFirst);
      assertTrue(csv.getLast().startsWith(visit + ",1,王小明,1,hall,"), csv::getLast);

      JsonNode occupancy = Door.JSON.readTree(door.get("/api/v1/occupancy", token).body());
      assertEquals(1, occupancy.path("inside").intValue(), occupancy::toString);
      assertEquals(1, occupancy.at("/rooms/0/inside").intValue(), occupancy::toString);

      JsonNode journal = Door.JSON.readTree(door.get("/api/v1/journal?after=1", token).body());
      assertEquals(1, journal.size(), journal::toString);
      assertEquals("daka.visit.arrived", journal.at("/0/type").textValue());
      assertEquals(visit, journal.at("/0/data/visit").textValue());
      assertEquals(answer.path("at"), journal.at("/0/data/at"));
      assertEquals(401, door.get("/api/v1/journal").statusCode());
    }
  }

  @Test
  void the_centre_speaks_with_the_recordings_that_its_config_names() throws Exception {
    Path own = Files.createDirectories(folder.resolve("recordings/zh")).resolve("arrived.ogg");
    Files.writeString(own, "OggS of the centre");
    String sound = "\n[sound]\nrecordings = \"" + folder.resolve("recordings") + "\"\n";
    Files.writeString(site.config(), Files.readString(site.config()) + sound);
    try (KioskProcess kiosk = new KioskProcess(jar("run", "--config", config()))) {
      Door door = new Door(kiosk.awaitReady());
      assertEquals("OggS of the centre", door.get("/voice/zh/arrived").body());
      HttpResponse<String> builtIn = door.get("/voice/en/arrived");
      assertEquals(200, builtIn.statusCode());
      assertTrue(builtIn.body().startsWith("OggS"), "a voice is built in");
    }
  }

  @Test
  void check_says_ok_of_every_part() throws Exception {
    Ended check = command("check", "--config", config());
    assertEquals(0, check.exit(), check::output);
    for (String part : List.of("config", "store", "kiosk.listen", "reader door", "upstream")) {
      assertTrue(check.output().contains("ok " + part + ":"), check::output);
    }
  }

  @Test
  void check_warns_of_what_somebody_else_made_in_the_database() throws Exception {
    Ended first = command("check", "--config", config());
    assertEquals(0, first.exit(), first::output);
    try (var connection =
            java.sql.DriverManager.getConnection(
                "jdbc:sqlite:" + site.data().resolve(daka.store.file.Database.FILE));
        var statement = connection.createStatement()) {
      statement.executeUpdate("CREATE INDEX by_room ON visits (room); ANALYZE");
    }
    Ended check = command("check", "--config", config());
    assertEquals(0, check.exit(), check::output);
    assertTrue(check.output().contains("ok store:"), check::output);
    assertTrue(check.output().matches("(?s).*warning store: .*index by_room.*"), check::output);
  }

  @Test
  void check_names_each_card_reader_that_is_missing_with_its_cure() throws Exception {
    String readers =
        """

        [[reader]]
        id = "a"
        kind = "pcsc"
        device = "No such reader"
        [[reader]]
        id = "b"
        kind = "pn532"
        device = "/dev/i2c-63"
        [[reader]]
        id = "c"
        kind = "pn532"
        device = "/dev/spidev63.0"
        [[reader]]
        id = "d"
        kind = "rc522"
        device = "/dev/spidev63.1"
        """;
    Files.writeString(site.config(), Files.readString(site.config()) + readers);

    Ended check = command("check", "--config", config());
    assertEquals(1, check.exit(), check::output);
    assertTrue(check.output().contains("ok reader door:"), check::output);
    for (String reader : List.of("a", "b", "c", "d")) {
      assertTrue(
          check
              .output()
              .lines()
              .anyMatch(line -> line.matches("FAILED reader " + reader + ": .{10,} .{10,}")),
          check::output);
    }
  }

  @Test
  void a_mistake_in_the_config_stops_the_start_and_names_its_line() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(site.config()));
    lines.add(0, "[kiosc]");
    Files.write(site.config(), lines);
    for (String command : List.of("run", "check")) {
      Ended ended = command(command, "--config", config());
      assertEquals(1, ended.exit(), ended::output);
      assertTrue(ended.output().contains(config() + ":1: "), ended::output);
      assertTrue(ended.output().contains("kiosc"), ended::output);
    }
  }

  @Test
  void entries_that_were_lost_with_the_log_are_missed_until_a_start_has_noted_it()
      throws Exception {
    try (KioskProcess kiosk = new KioskProcess(jar("run", "--config", config()))) {
      Door door = new Door(kiosk.awaitReady());
      assertEquals(200, door.tap(Site.card(1)).statusCode());
      // It is killed here, before its log is moved.
    }
    Files.delete(site.data().resolve("daka.db-wal"));
    Ended broken = command("verify", "--data", site.data().toString());
    assertEquals(1, broken.exit(), broken::output);
    assertTrue(broken.output().contains("entries 1 to 2 are missing at the end"), broken::output);
    assertTrue(broken.output().contains("start the kiosk, which notes"), broken::output);
    try (KioskProcess kiosk = new KioskProcess(jar("run", "--config", config()))) {
      kiosk.awaitReady();
      assertEquals(0, kiosk.stop(), kiosk::log);
    }
    Ended proof = command("verify", "--data", site.data().toString());
    assertEquals(0, proof.exit(), proof::output);
    assertTrue(proof.output().contains("are missing, as declared: lost with"), proof::output);
  }

  @Test
  void a_data_folder_that_others_may_enter_is_closed_and_check_tells_it() throws Exception {
    Set<PosixFilePermission> open = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.setPosixFilePermissions(site.data(), open);
    Ended checked = command("check", "--config", config());
    assertTrue(
        checked.output().contains("warning files: until this start other users"), checked::output);
    checked = command("check", "--config", config());
    assertTrue(checked.output().contains("ok files: only the kiosk's user"), checked::output);
    Files.setPosixFilePermissions(site.data(), open);
    try (KioskProcess kiosk = new KioskProcess(jar("run", "--config", config()))) {
      Door door = new Door(kiosk.awaitReady());
      assertEquals(200, door.tap(Site.card(1)).statusCode());
      assertTrue(door.get("/healthz").body().contains("until this start other users"));
      try (Stream<Path> made = Files.walk(site.data())) {
        for (Path path : made.toList()) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
          assertTrue(mode.endsWith("------"), () -> path + " " + mode);
        }
      }
      assertEquals(0, kiosk.stop(), kiosk::log);
    }
  }

  @Test
  void a_token_is_made_for_a_while_listed_and_revoked() throws Exception {
    String data = site.data().toString();
    Ended made =
        command(
            "token",
            "--role",
            "auditor",
            "--name",
            "spread sheet",
            "--expires",
            "90d",
            "--data",
            data);
    assertEquals(0, made.exit(), made::output);
    assertTrue(made.output().startsWith("daka_"), made::output);
    assertTrue(made.output().contains("it expires 20"), made::output);
    Ended list = command("token", "--list", "--data", data);
    assertTrue(
        list.output()
            .matches("(?s)spread sheet\tauditor\t.*\texpires .*\tnot used yet\tnobody's\n"),
        list::output);
    for (String[] wrong :
        new String[][] {
          {"two\nlines", "90d"}, {"x", "2001-01-01"}, {"x", "soon"}, {"x", "0x"}, {"x", "999y"}
        }) {
      Ended refused =
          command(
              "token",
              "--role",
              "staff",
              "--name",
              wrong[0],
              "--expires",
              wrong[1],
              "--data",
              data);
      assertEquals(2, refused.exit(), refused::output);
    }
    assertEquals(0, command("token", "--revoke", "spread sheet", "--data", data).exit());
    assertEquals("", command("token", "--list", "--data", data).output());
  }

  @Test
  void wrong_usage_ends_with_2_and_says_how_it_is_used() throws Exception {
    for (List<String> words :
        List.of(List.<String>of(), List.of("fly"), List.of("run"), List.of("verify", "--dato"))) {
      Ended ended = command(words.toArray(String[]::new));
      assertEquals(2, ended.exit(), ended::output);
      assertTrue(ended.output().contains("java -jar daka.jar run --config FILE"), ended::output);
    }
  }

  private String config() {
    return site.config().toString();
  }

  private Ended command(String... words) throws Exception {
    Path output = Files.createTempFile(folder, "command", ".log");
    Process process =
        new ProcessBuilder(jar(words))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(
          process.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS),
          "the command does not end");
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> jar(String... words) {
    List<String> command = new ArrayList<>(List.of("-jar", JAR.toString()));
    command.addAll(List.of(words));
    return KioskProcess.java(folder, command);
  }

  /// Debian's, not the decoder's own library.
  private static byte[] qrencode(String payload) throws Exception {
    try {
      Process process = new ProcessBuilder("qrencode", "-s", "8", "-o", "-", payload).start();
      byte[] image = process.getInputStream().readAllBytes();
      String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), errors);
      return image;
    } catch (IOException e) {
      throw new TestAbortedException("qrencode is missing: apt-get install qrencode", e);
    }
  }
}
