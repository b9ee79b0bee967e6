package daka.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.Await;
import daka.device.Waiting;
import daka.rig.lab.LabMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A machine of the lab with the package of this checkout.
///
/// @param seconds from the begin of the installation until it answered
record InstalledKiosk(LabMachine machine, double seconds) implements AutoCloseable {
  private static final String INSTALL = "apt-get install -y --no-install-recommends /site/daka.deb";
  private static final String KIOSK = "http://127.0.0.1:8080";
  private static final Pattern VISITS = Pattern.compile("(\\d+) visits as the journal says");

  /// Builds the package twice, which must give the same bytes that lintian has nothing against, and
  /// installs it in a clean machine.
  static InstalledKiosk in(Path lab, Path folder) throws Exception {
    Path log = folder.resolve("package.log");
    Process build =
        new ProcessBuilder("deploy/package", "--twice").redirectError(log.toFile()).start();
    String printed =
        new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (build.waitFor() != 0) {
      throw new IOException("deploy/package: " + Files.readString(log));
    }
    LabMachine machine = new LabMachine(lab);
    try {
      Files.copy(Path.of(printed), machine.shared().resolve("daka.deb"));
      machine.say("apt-get -qq update");
      long begun = System.nanoTime();
      machine.say(INSTALL);
      awaitAnswer(machine);
      InstalledKiosk kiosk = new InstalledKiosk(machine, (System.nanoTime() - begun) / 1e9);
      kiosk.letIn();
      return kiosk;
    } catch (Exception e) {
      machine.close();
      throw e;
    }
  }

  /// Waits until taps are recorded.
  void awaitAnswer() throws Exception {
    awaitAnswer(machine);
  }

  private static void awaitAnswer(LabMachine machine) throws Exception {
    Await.that(
        Waiting.PATIENCE,
        () -> machine.curl(KIOSK + "/healthz").endsWith("\n200"),
        () -> machine.run("journalctl --no-pager -b -u daka").output());
  }

  /// Opens the centre all day and gives it a reader that a test can tap at.
  void letIn() throws Exception {
    machine.say("sed -i 's/^hours = .*/hours = \"00:00-24:00\"/' /etc/daka/daka.toml");
    machine.say(
        "printf '\\n[[reader]]\\nid = \"door\"\\nkind = \"http\"\\n' >>/etc/daka/daka.toml");
    machine.say("systemctl restart daka");
    awaitAnswer();
  }

  /// Installs the package again, as it is.
  void reinstall() throws Exception {
    machine.say(INSTALL + " --reinstall");
    awaitAnswer();
  }

  /// Somebody who is new arrives.
  ///
  /// @return how many visits there are then
  int comeIn() throws Exception {
    int before = visits();
    String card = "card-" + System.nanoTime();
    String token =
        machine
            .say("daka token --role admin --name t" + System.nanoTime())
            .lines()
            .findFirst()
            .orElseThrow();
    String registered =
        post(
            "/api/v1/residents",
            "{\"name\":\"王秀英\",\"cards\":[{\"kind\":\"qr\",\"payload\":\"" + card + "\"}]}",
            List.of("-H", "Authorization: Bearer " + token));
    assertTrue(registered.endsWith("\n201"), registered);
    String tapped = post("/api/v1/scans", "{\"payload\":\"" + card + "\"}", List.of());
    assertTrue(tapped.contains("\"decision\":\"arrived\""), tapped);
    int after = visits();
    assertTrue(after == before + 1, before + " visits before, " + after + " after");
    return after;
  }

  private String post(String path, String body, List<String> more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("-H", "Content-Type: application/json", "-d", body));
    words.addAll(more);
    words.add(KIOSK + path);
    return machine.curl(words.toArray(String[]::new));
  }

  /// What the service has said since the machine was switched on.
  String journal() throws Exception {
    return machine.run("journalctl --no-pager -b -u daka").output();
  }

  /// How many visits are proven to be there.
  int visits() throws Exception {
    String said = machine.say("daka verify");
    Matcher visits = VISITS.matcher(said);
    assertTrue(visits.find(), said);
    return Integer.parseInt(visits.group(1));
  }

  /// The digests of the kiosk's keys, and its config.
  String keysAndConfig() throws Exception {
    return machine.say("sha256sum /var/lib/daka/*.key /etc/daka/daka.toml");
  }

  @Override
  public void close() {
    machine.close();
  }
}
