package daka.lab;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.Await;
import daka.check.Needs;
import daka.device.Waiting;
import daka.rig.Prepared;
import daka.rig.lab.LabMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The package in a clean Debian 13 without a network. Each test leaves the kiosk running.
@Needs.Lab
@Timeout(1200)
class PackageTest {
  private static final String KIOSK = "http://127.0.0.1:8080";
  private static final String TAP = "{\"payload\":\"of nobody\"}";
  private static final double PROMISED_SECONDS = 60;
  private static final double PROMISED_EXPOSURE = 1.9;
  private static final Pattern EXPOSURE = Pattern.compile("exposure level for .*: ([0-9.]+)");

  @TempDir static Path folder;
  private static @Nullable String skipped;
  private static @Nullable InstalledKiosk installed;

  private InstalledKiosk kiosk;
  private LabMachine machine;

  @BeforeAll
  static void install() throws Exception {
    switch (LabMachine.prepare()) {
      case Prepared.NotHere(String reason) -> skipped = reason;
      case Prepared.Ready(Path lab) -> installed = InstalledKiosk.in(lab, folder);
    }
  }

  @AfterAll
  static void switchOff() {
    if (installed != null) {
      installed.close();
    }
  }

  @BeforeEach
  void share() {
    // Each test is counted as skipped, which it would not be if the class were.
    if (skipped != null) {
      throw new TestAbortedException(skipped);
    }
    kiosk = requireNonNull(installed);
    machine = kiosk.machine();
  }

  @Test
  void installed_without_a_network_it_answers_within_a_minute() {
    System.out.printf("package: installed and answering after %.1f s%n", kiosk.seconds());
    assertTrue(kiosk.seconds() < PROMISED_SECONDS, kiosk.seconds() + " s");
  }

  @Test
  void the_first_start_writes_a_config_that_dpkg_does_not_know() throws Exception {
    assertTrue(machine.say("cat /etc/daka/daka.toml").contains("id = \"centre\""));
    assertNotEquals(0, machine.run("dpkg -S /etc/daka/daka.toml").exit());
    assertEquals("daka daka 750", machine.say("stat -c '%U %G %a' /etc/daka"));
    machine.say("echo '# by hand' >>/etc/daka/daka.toml");
    kiosk.reinstall();
    assertTrue(machine.say("cat /etc/daka/daka.toml").endsWith("# by hand"));
  }

  @Test
  void a_visit_outlives_a_restart_of_the_machine_and_a_pulled_plug() throws Exception {
    int visits = kiosk.comeIn();
    machine.restart();
    kiosk.awaitAnswer();
    assertEquals(visits, kiosk.visits());
    assertEquals(visits + 1, kiosk.comeIn());
    machine.pullPlug();
    kiosk.awaitAnswer();
    assertEquals(visits + 1, kiosk.visits());
  }

  @Test
  void removed_or_purged_it_leaves_visits_keys_and_config_and_installed_again_it_finds_them()
      throws Exception {
    int visits = kiosk.comeIn();
    String kept = kiosk.keysAndConfig();
    machine.say("apt-get remove -y daka");
    assertEquals("inactive", machine.run("systemctl is-active daka").output());
    assertFalse(machine.run("pgrep -u daka").exit() == 0, "something of the kiosk still runs");
    assertEquals(kept, kiosk.keysAndConfig());
    kiosk.reinstall();
    assertEquals(visits, kiosk.visits());

    String said = machine.say("apt-get purge -y daka");
    assertTrue(said.contains("daka leaves /var/lib/daka: visits"), said);
    assertTrue(said.contains("daka leaves /etc/daka: the config"), said);
    assertTrue(said.contains("daka erase-everything"), said);
    assertEquals(kept, kiosk.keysAndConfig());
    assertEquals("", machine.say("find /usr /etc -path /etc/daka -prune -o -path '*daka*' -print"));
    kiosk.reinstall();
    assertEquals(visits, kiosk.visits());
    assertEquals("enabled", machine.say("systemctl is-enabled daka"));
  }

  @Test
  void only_the_sentence_that_is_asked_for_erases_everything() throws Exception {
    kiosk.comeIn();
    String kept = kiosk.keysAndConfig();
    for (String typed : List.of("", "y", "yes", "erase everything", "erase everything on KIOSK")) {
      LabMachine.Ended ended = machine.run("echo '" + typed + "' | daka erase-everything");
      assertEquals(1, ended.exit(), ended.output());
      assertTrue(ended.output().endsWith("nothing is deleted"), ended.output());
    }
    assertNotEquals(0, machine.run("runuser -u nobody -- daka erase-everything").exit());
    assertEquals(kept, kiosk.keysAndConfig());
    machine.say("echo 'erase everything on kiosk' | daka erase-everything");
    assertEquals("", machine.say("ls -A /var/lib/daka /etc/daka | grep -v ':$' || true"));
    machine.say("systemctl start daka");
    kiosk.awaitAnswer();
    assertEquals(0, kiosk.visits());
    kiosk.letIn();
  }

  @Test
  void the_service_is_as_confined_as_promised() throws Exception {
    String said = machine.say("systemd-analyze security --no-pager daka");
    Matcher exposure = EXPOSURE.matcher(said);
    assertTrue(exposure.find(), said);
    System.out.println("package: systemd-analyze security " + exposure.group(1));
    assertTrue(Double.parseDouble(exposure.group(1)) <= PROMISED_EXPOSURE, said);
    String status = machine.say("cat /proc/$(systemctl show -p MainPID --value daka)/status");
    for (String none : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertTrue(status.contains(none + ":\t0000000000000000"), status);
    }
    assertTrue(status.contains("NoNewPrivs:\t1"), status);
    assertTrue(status.contains("Umask:\t0077"), status);
    assertEquals(
        "0", machine.say("find /var/lib/daka ! -user daka -o -perm /077 | wc -l"), "open files");
    assertEquals("LimitCORE=0", machine.say("systemctl show -p LimitCORE daka"));
  }

  @Test
  void in_its_confinement_the_clock_is_read_and_the_office_served_and_the_copy_made()
      throws Exception {
    String office = machine.curl("-k", "https://127.0.0.1:8443/");
    assertTrue(office.endsWith("\n200"), office);
    String health = machine.curl(KIOSK + "/healthz");
    assertTrue(health.contains("\"name\":\"clock\""), health);
    assertFalse(health.contains("\"state\":\"failed\""), health);
    assertFalse(machine.say("journalctl -u daka --no-pager").contains("adjtimex"), "no clock");
    machine.say("test -s /var/lib/daka/daka.copy.db");
  }

  @Test
  void a_disk_that_hangs_under_a_tap_ends_the_run_and_the_next_one_tells_why() throws Exception {
    int visits = kiosk.visits();
    long begun = System.nanoTime();
    Process disk = hangingDisk(machine.process("daka.jar run"));
    try {
      machine.curl(
          "-m", "2", "-H", "Content-Type: application/json", "-d", TAP, KIOSK + "/api/v1/scans");
      Await.that(
          Waiting.PATIENCE, () -> kiosk.journal().contains("Full thread dump"), kiosk::journal);
    } finally {
      // What it traces cannot end as long as it is there.
      disk.destroyForcibly().waitFor();
    }
    Await.that(
        Waiting.PATIENCE,
        () -> machine.curl(KIOSK + "/healthz").contains("last run"),
        kiosk::journal);
    System.out.printf("package: a disk that hangs: %.1f s%n", (System.nanoTime() - begun) / 1e9);
    String health = machine.curl(KIOSK + "/healthz");
    assertTrue(health.endsWith("\n200"), health);
    assertTrue(health.contains("it waited for the d"), health);
    assertTrue(kiosk.journal().contains("Failed with result 'watchdog'"), kiosk.journal());
    assertEquals(visits, kiosk.visits());
    assertEquals(visits + 1, kiosk.comeIn());
    machine.say("systemctl restart daka");
    kiosk.awaitAnswer();
    assertFalse(machine.curl(KIOSK + "/healthz").contains("last run"));
  }

  /// Each sync of the process takes five minutes from now on.
  private static Process hangingDisk(long process) throws Exception {
    Process strace =
        new ProcessBuilder(
                "strace",
                "-f",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:delay_enter=300s",
                "-p",
                Long.toString(process))
            .redirectErrorStream(true)
            .start();
    String attached = strace.inputReader().readLine();
    assertTrue(attached.contains("attached"), attached);
    return strace;
  }

  @Test
  void commands_act_as_the_kiosks_user_and_nobody_else_may() throws Exception {
    assertTrue(machine.say("daka verify").startsWith("proven: "));
    String told = machine.say("umask 022; daka backup --to /root/copy && stat -c %a%U /root/copy");
    assertTrue(told.startsWith("/root/copy holds "), told);
    assertTrue(told.endsWith("\n600root"), told);
    assertTrue(machine.run("daka backup --to /root/copy").output().contains("is there already"));
    machine.say("rm /root/copy");
    assertEquals("", machine.say("find /var/lib/daka ! -user daka"));
    LabMachine.Ended refused = machine.run("runuser -u nobody -- daka verify");
    assertEquals("daka: verify is for the user daka: sudo daka verify", refused.output());
    assertEquals(1, refused.exit());
    assertEquals(2, machine.run("daka verfy").exit());
    assertEquals(2, machine.run("daka").exit());
    assertEquals(machine.say("dpkg-query -W -f '${Version}' daka"), machine.say("daka --version"));
    String checked = machine.say("systemctl stop daka; daka check; systemctl start daka");
    assertTrue(checked.contains("ok config: can be used"), checked);
    kiosk.awaitAnswer();
  }

  @Test
  void the_pis_own_settings_are_set_when_asked_for_and_what_a_restart_changes_is_said()
      throws Exception {
    String card = " --boot /srv/boot --root / --model pi4";
    machine.say("mkdir -p /srv/boot; echo '# mine' >/srv/boot/config.txt");
    machine.say("echo console=serial0,115200 root=/dev/x >/srv/boot/cmdline.txt");
    String before = machine.say("cat /srv/boot/*; ls /etc/udev/rules.d");
    assertEquals("", machine.say("ls /etc/systemd/logind.conf.d 2>/dev/null || true"));
    assertTrue(machine.say("daka firmware show" + card).contains("would "));
    assertEquals(before, machine.say("cat /srv/boot/*; ls /etc/udev/rules.d"));
    String applied = machine.say("daka firmware apply" + card);
    assertTrue(applied.contains("The restart changes:"), applied);
    for (String what : List.of("pins, buses", "the kernel's parameters", "login prompts")) {
      assertTrue(applied.contains(what), applied);
    }
    assertFalse(machine.say("daka firmware apply" + card).contains("The restart changes:"));
    assertTrue(machine.say("daka firmware undo" + card).contains("systemctl reboot"));
    assertEquals(before, machine.say("cat /srv/boot/*; ls /etc/udev/rules.d"));
  }
}
