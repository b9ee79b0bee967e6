package daka.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The settings themselves: each with its reason, and understood by those who read them, as far as
/// these are installed here.
class FragmentsTest {
  private static final Path SYSTEM = Card.FOLDER.resolve("root/etc");

  static Stream<Path> settings() throws IOException {
    try (Stream<Path> all = Files.walk(SYSTEM)) {
      return Stream.concat(
          Stream.of(Card.FOLDER.resolve("boot/config.txt")), all.filter(Files::isRegularFile))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void each_setting_has_its_reason_above_it(Path file) {
    boolean reason = false;
    for (String line : text(file).split("\n", -1)) {
      if (line.isBlank()) {
        reason = false;
      } else if (line.startsWith("#") || line.startsWith("//")) {
        reason = true;
      } else if (!line.matches("\\[.*]|ACTION==\"remove\".*|LABEL=.*|SUBSYSTEM!=.*|KERNEL!=.*")) {
        assertTrue(reason, file + " gives no reason for: " + line);
        reason = file.toString().matches(".*(logind|polkit|sysusers).*");
      }
    }
  }

  @Test
  void each_parameter_of_the_kernel_and_each_masked_unit_has_its_reason_beside_it() {
    for (String line : text(Card.FOLDER.resolve("boot/cmdline.txt")).split("\n", -1)) {
      assertTrue(line.matches("|#.*|[-+] \\S+ +\\S.{15,}"), line);
    }
    for (String line : text(Card.FOLDER.resolve("masked-units")).split("\n", -1)) {
      assertTrue(line.matches("|#.*|\\S+\\.(service|target) +\\S.{15,}"), line);
    }
  }

  @Test
  void a_door_that_is_open_when_the_kiosk_is_killed_does_not_stay_open() {
    assertTrue(text(Card.FOLDER.resolve("boot/config.txt")).contains("\ndtparam=strict_gpiod\n"));
  }

  @Test
  void no_line_is_longer_than_the_firmware_reads() {
    for (String line : text(Card.FOLDER.resolve("boot/config.txt")).split("\n", -1)) {
      assertTrue(line.length() <= 98, line);
    }
  }

  @Test
  void the_watchdog_counts_no_further_than_the_timer_of_the_pi() {
    String conf = text(SYSTEM.resolve("systemd/system.conf.d/90-daka.conf"));
    Matcher seconds = Pattern.compile("(?m)^RuntimeWatchdogSec=(\\d+)$").matcher(conf);
    assertTrue(seconds.find());
    assertTrue(Integer.parseInt(seconds.group(1)) <= 15, seconds.group());
    assertFalse(seconds.find(), "said twice");
  }

  @Test
  void the_readme_names_each_file_that_is_installed() throws IOException {
    String readme = text(Card.FOLDER.resolve("README.md"));
    for (Path file : settings().toList()) {
      // By its own name, or by that of a folder of etc it is in.
      String name = Card.FOLDER.relativize(file).toString().replace("root/etc/", "");
      assertTrue(readme.contains(name) || readme.contains(name.replaceFirst("/[^/]*$", "")), name);
    }
    Matcher links = Pattern.compile("]\\(([a-z][^):]*)\\)").matcher(readme);
    while (links.find()) {
      assertTrue(Files.exists(Card.FOLDER.resolve(links.group(1))), links.group(1));
    }
  }

  @Test
  void udev_understands_its_rules() throws Exception {
    String help = call("udevadm", "verify", "--help");
    assumeTrue(help.contains("--resolve-names"), "udevadm has no verify here: systemd 254 has it");
    Path rules = SYSTEM.resolve("udev/rules.d/65-daka.rules");
    String said = call("udevadm", "verify", "--resolve-names=never", rules.toString());
    assertTrue(said.contains("Fail:    0"), said);
  }

  @Test
  void the_rules_run_between_those_that_know_a_device_and_those_that_act_on_it()
      throws IOException {
    try (Stream<Path> rules = Files.list(SYSTEM.resolve("udev/rules.d"))) {
      for (Path each : rules.toList()) {
        String name = each.getFileName().toString();
        assertTrue(
            name.compareTo("60-persistent-v4l.rules") > 0 && name.compareTo("70-power") < 0, name);
      }
    }
  }

  @Test
  void a_jump_in_the_rules_goes_to_a_label_that_is_there() {
    String rules = text(SYSTEM.resolve("udev/rules.d/65-daka.rules"));
    Matcher jumps = Pattern.compile("GOTO=\"(.*?)\"").matcher(rules);
    while (jumps.find()) {
      assertTrue(rules.contains("\nLABEL=\"" + jumps.group(1) + "\""), jumps.group());
    }
  }

  @Test
  void smart_cards_are_given_to_the_kiosk_alone() throws Exception {
    assumeTrue(!call("node", "--version").isEmpty(), "there is no node here to run JavaScript");
    String rule = text(SYSTEM.resolve("polkit-1/rules.d/50-daka.rules"));
    String program =
        "var rule, polkit = {Result: {YES: 'yes', NOT_HANDLED: null}, addRule: r => rule = r};\n"
            + rule
            + """
            for (var id of ["org.debian.pcsc-lite.access_pcsc", "org.debian.pcsc-lite.access_card",
                            "org.freedesktop.login1.reboot"])
              for (var user of ["daka", "pi"]) console.log(rule({id: id}, {user: user}));
            """;
    assertEquals(
        List.of("yes", "null", "yes", "null", "null", "null"),
        call("node", "-e", program).lines().toList());
  }

  @Test
  void the_shell_understands_the_scripts() throws Exception {
    List<String> scripts = new ArrayList<>(List.of(Card.FOLDER.resolve("apply").toString()));
    try (Stream<Path> parts = Files.list(Card.FOLDER.resolve("parts"))) {
      parts.map(Path::toString).filter(name -> name.endsWith(".sh")).forEach(scripts::add);
    }
    for (String script : scripts) {
      assertEquals("", call("bash", "-n", script));
    }
    assertTrue(scripts.size() > 3, scripts.toString());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// What a command says; nothing where it is not installed.
  private static String call(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    } catch (IOException e) {
      return "";
    }
  }
}
