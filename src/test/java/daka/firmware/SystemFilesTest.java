package daka.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is put into the root file system.
class SystemFilesTest {
  private static final String SYSCTL = "etc/sysctl.d/90-daka.conf";
  private static final Path NULL = Path.of("/dev/null");

  @TempDir Path folder;
  private Card card;

  @BeforeEach
  void insertCard() {
    card = new Card(folder);
  }

  @Test
  void everything_is_there_once_and_gone_after_an_undo() throws IOException {
    Map<String, String> before = card.contents();
    card.apply().done();
    List<Path> shipped;
    try (Stream<Path> all = Files.walk(Card.FOLDER.resolve("root"))) {
      shipped = all.filter(Files::isRegularFile).toList();
    }
    assertTrue(shipped.size() >= 10, shipped.toString());
    for (Path each : shipped) {
      Path installed = card.root.resolve(Card.FOLDER.resolve("root").relativize(each));
      assertEquals(Card.read(each), Card.read(installed));
      assertEquals(Files.isExecutable(each), Files.isExecutable(installed), each.toString());
    }
    assertEquals(NULL, Files.readSymbolicLink(unit("ctrl-alt-del.target")));
    assertEquals(NULL, Files.readSymbolicLink(unit("getty@tty1.service")));
    Map<String, String> once = card.everything();
    card.apply().done().says("nothing to do");
    assertEquals(once, card.everything());
    card.apply("--undo").done();
    assertEquals(before, card.contents());
    card.apply("--undo").done().says("nothing to do");
    assertEquals(before, card.contents());
  }

  @Test
  void a_file_that_is_in_the_way_comes_back() {
    Card.write(card.root.resolve(SYSCTL), "kernel.sysrq = 1\n");
    Map<String, String> before = card.contents();
    card.apply().done().says("it comes back with --undo");
    assertTrue(Card.read(card.root.resolve(SYSCTL)).contains("kernel.sysrq = 0"));
    Map<String, String> once = card.everything();
    card.apply().done();
    assertEquals(once, card.everything());
    card.apply("--undo").done();
    assertEquals(before, card.contents());
  }

  @Test
  void a_file_that_was_there_with_the_same_content_is_not_taken_away() {
    Card.write(card.root.resolve(SYSCTL), Card.read(Card.FOLDER.resolve("root").resolve(SYSCTL)));
    Map<String, String> before = card.contents();
    card.apply().done();
    card.apply("--undo").done();
    assertEquals(before, card.contents());
  }

  @Test
  void a_file_that_somebody_has_turned_off_by_a_link_stays_off() throws IOException {
    Path rules = card.root.resolve("etc/udev/rules.d/65-daka.rules");
    Files.createDirectories(rules.getParent());
    Files.createSymbolicLink(rules, NULL);
    Map<String, String> before = card.contents();
    card.apply().done().says(rules + " is a link that somebody has put there, and stays");
    assertEquals(NULL, Files.readSymbolicLink(rules));
    card.apply("--undo").done();
    assertEquals(before, card.contents());
  }

  @Test
  void what_somebody_edited_is_kept_by_a_second_run_and_by_an_undo() {
    card.apply().done();
    Path list = card.root.resolve("etc/daka/readers.list");
    String edited = Card.read(list) + "1a86:e026 entrance\n";
    Card.write(list, edited);
    card.apply().done().says("readers.list was edited and stays as it is");
    assertEquals(edited, Card.read(list));
    card.apply("--undo").done().says("readers.list was edited and stays");
    assertEquals(edited, Card.read(list));
    assertFalse(Files.exists(card.root.resolve(SYSCTL)));
  }

  @Test
  void the_original_of_a_file_that_was_edited_since_is_never_lost() {
    Card.write(card.root.resolve(SYSCTL), "kernel.sysrq = 1\n");
    card.apply().done();
    Card.write(card.root.resolve(SYSCTL), "kernel.sysrq = 2\n");
    card.apply("--undo").done().says("the one that was there before it is");
    assertEquals("kernel.sysrq = 2\n", Card.read(card.root.resolve(SYSCTL)));
    Path kept = card.root.resolve("var/lib/daka-firmware/before").resolve(SYSCTL);
    assertEquals("kernel.sysrq = 1\n", Card.read(kept));
  }

  @Test
  void a_newer_release_renews_what_is_ours() throws IOException {
    Map<String, String> before = card.contents();
    Path older = folder.resolve("older");
    copy(Card.FOLDER, older);
    Card.write(older.resolve("root").resolve(SYSCTL), "# older\n");
    Card.write(older.resolve("root/etc/udev/rules.d/90-daka.rules"), "# had another name\n");
    Card.write(older.resolve("masked-units"), "getty@tty2.service  was thought of\n");
    card.run(older, List.of("--boot", card.boot.toString(), "--root", card.root.toString())).done();
    assertEquals("# older\n", Card.read(card.root.resolve(SYSCTL)));
    card.apply().done();
    assertTrue(Card.read(card.root.resolve(SYSCTL)).contains("kernel.sysrq"));
    assertFalse(Files.exists(card.root.resolve("etc/udev/rules.d/90-daka.rules")));
    assertFalse(Files.isSymbolicLink(unit("getty@tty2.service")));
    Map<String, String> once = card.everything();
    card.apply().done();
    assertEquals(once, card.everything());
    card.apply("--undo").done();
    assertEquals(before, card.contents());
  }

  @Test
  void a_unit_that_is_masked_already_stays_masked() throws IOException {
    Files.createSymbolicLink(unit("ctrl-alt-del.target"), NULL);
    Map<String, String> before = card.contents();
    card.apply().done();
    card.apply("--undo").done();
    assertEquals(before, card.contents());
  }

  @Test
  void a_console_that_logs_somebody_in_is_left_and_the_hole_is_named() {
    Card.write(
        unit("getty@tty1.service.d/autologin.conf"),
        "[Service]\nExecStart=\nExecStart=-/sbin/agetty --autologin pi --noclear %I $TERM\n");
    card.apply().done().says("getty@tty1.service is not masked");
    assertFalse(Files.exists(unit("getty@tty1.service")));
  }

  @Test
  void a_unit_of_somebody_is_left() {
    Card.write(unit("ctrl-alt-del.target"), "[Unit]\n");
    card.apply().done().says("ctrl-alt-del.target is not masked: somebody has put");
    card.apply("--undo").done();
    assertEquals("[Unit]\n", Card.read(unit("ctrl-alt-del.target")));
  }

  @Test
  void without_the_root_file_system_only_the_boot_partition_is_set_up() {
    Map<String, String> before = new TreeMap<>(card.contents());
    card.applyToBoot().done().says("name the card's root file system with --root for the rest");
    Map<String, String> after = card.contents();
    before.keySet().removeIf(path -> path.startsWith("boot"));
    after.keySet().removeIf(path -> path.startsWith("boot"));
    assertEquals(before, after);
  }

  @Test
  void the_kiosks_user_is_in_the_group_of_each_device() throws Exception {
    assumeTrue(isRoot(), "only root can make users");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-sysusers")), "systemd is not installed");
    Card.write(card.root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/bash\n");
    Card.write(
        card.root.resolve("etc/group"), "root:x:0:\ndialout:x:20:\nvideo:x:44:pi\ninput:x:104:\n");
    card.apply().done().says("make the user daka");
    String groups = Card.read(card.root.resolve("etc/group"));
    for (String group : List.of("dialout", "input", "video", "gpio", "i2c", "spi")) {
      assertTrue(groups.matches("(?s).*\\b" + group + ":[^\n]*[:,]daka[,\n].*"), groups);
    }
    assertTrue(Card.read(card.root.resolve("etc/passwd")).contains("daka:x:"));
    card.apply().done().says("nothing to do");
  }

  private Path unit(String name) {
    return card.root.resolve("etc/systemd/system").resolve(name);
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }
}
