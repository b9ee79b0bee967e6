package daka.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The one line of cmdline.txt.
class CmdlineTxtTest {
  private static final int SEEDS = Fuzz.rounds(12);
  private static final String OURS =
      "quiet loglevel=3 logo.nologo vt.global_cursor_default=0 fsck.repair=yes panic=10";
  private static final List<String> TOKENS =
      List.of(
          "console=serial0,115200",
          "console=ttyAMA10,115200n8",
          "console=tty1",
          "root=PARTUUID=9b0c1e2a-02",
          "quiet",
          "quietly",
          "loglevel=7",
          "splash",
          "plymouth.ignore-serial-consoles",
          "fsck.repair=yes",
          "panic=10",
          "ds=nocloud;i=rpi-imager-1787532598498",
          "dyndbg=\"file",
          "+p\"",
          "*",
          "&\\1",
          "$(x)`y`%s\\n");

  @TempDir Path folder;
  private Card card;

  @BeforeEach
  void insertCard() {
    card = new Card(folder);
  }

  @ParameterizedTest
  @MethodSource("daka.firmware.Card#shippedCommandLines")
  void the_serial_console_goes_the_rest_stays_and_undo_gives_back_the_same_bytes(Path shipped) {
    String before = Card.read(shipped);
    Card.write(card.commandLine(), before);
    card.applyToBoot().done().says("-console=serial0,115200 +quiet");
    String applied = Card.read(card.commandLine());
    assertEquals(1, applied.lines().count());
    assertEquals(
        before.replace("console=serial0,115200 ", "").replace("\n", "")
            + " "
            + OURS.replace(" fsck.repair=yes", "")
            + "\n",
        applied);
    Map<String, String> once = card.everything();
    card.applyToBoot().done().says("nothing to do");
    assertEquals(once, card.everything());
    card.applyToBoot("--undo").done();
    assertEquals(before, Card.read(card.commandLine()));
    assertEquals(2, files(), "nothing of ours is left beside it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root=/dev/mmcblk0p2 rootwait",
        "root=/dev/mmcblk0p2 rootwait \r\n",
        "  root=/dev/mmcblk0p2\t\tconsole=ttyS0,115200\n",
        "console=serial0,115200",
        "console=serial0,115200 console=tty1 root=PARTUUID=9710ec8c-02 rootfstype=ext4"
            + " fsck.repair=yes rootwait quiet splash plymouth.ignore-serial-consoles"
            + " cfg80211.ieee80211_regdom=CN ds=nocloud;i=rpi-imager-1787532598498\n",
        "root=/dev/nfs\n\n\n",
        "root=/dev/sda2\nsecond=line console=serial0\n"
      })
  void spaces_and_line_ends_come_back_as_they_were(String before) {
    Card.write(card.commandLine(), before);
    Card.Said said = card.applyToBoot().done();
    assertEquals(before.contains("second"), said.out().contains("more than one line"), said.out());
    String applied = Card.read(card.commandLine());
    assertTrue(tokens(applied).containsAll(List.of(OURS.split(" ", -1))), applied);
    assertFalse(applied.lines().findFirst().orElseThrow().contains("console=s"), applied);
    card.applyToBoot("--undo").done();
    assertEquals(before, Card.read(card.commandLine()));
  }

  @Test
  void what_was_edited_meanwhile_is_neither_lost_nor_undone() {
    Card.write(
        card.commandLine(),
        "console=serial0,115200 console=tty1 root=PARTUUID=9b0c1e2a-02 rootwait resize\n");
    card.applyToBoot().done();
    // The first start takes resize away, and raspi-config adds the country.
    String edited = Card.read(card.commandLine()).replace(" resize", "").replace("\n", "");
    Card.write(card.commandLine(), edited + " cfg80211.ieee80211_regdom=CN\n");
    card.applyToBoot().done();
    Map<String, String> once = card.everything();
    card.applyToBoot().done();
    assertEquals(once, card.everything());
    assertTrue(Card.read(card.commandLine()).contains("quiet"));
    card.applyToBoot("--undo").done();
    assertEquals(
        "console=serial0,115200 console=tty1 root=PARTUUID=9b0c1e2a-02 rootwait"
            + " cfg80211.ieee80211_regdom=CN\n",
        Card.read(card.commandLine()));
  }

  @Test
  void what_was_there_before_is_not_taken_away_by_an_undo() {
    String before = "console=tty1 root=/dev/mmcblk0p2 rootwait quiet splash panic=10\n";
    Card.write(card.commandLine(), before);
    card.applyToBoot().done();
    Card.write(card.commandLine(), Card.read(card.commandLine()).replace("splash", "splash x=1"));
    card.applyToBoot("--undo").done();
    assertEquals(before.replace("splash", "splash x=1"), Card.read(card.commandLine()));
  }

  @Test
  void ours_outlives_the_first_start_of_an_image_which_cuts_the_line_off_at_systemd_run() {
    Card.write(
        card.commandLine(),
        "console=tty1 root=/dev/mmcblk0p2 rootwait systemd.run=/boot/firmware/firstrun.sh"
            + " systemd.run_success_action=reboot systemd.unit=kernel-command-line.target\n");
    card.applyToBoot().done();
    String cut = Card.read(card.commandLine()).replaceFirst(" systemd.run.*", "");
    assertTrue(tokens(cut).containsAll(List.of(OURS.split(" ", -1))), cut);
    Card.write(card.commandLine(), cut);
    card.applyToBoot().done().says("nothing to do").doesNotSay("write");
    card.applyToBoot("--undo").done();
    assertEquals("console=tty1 root=/dev/mmcblk0p2 rootwait\n", Card.read(card.commandLine()));
  }

  @Test
  void what_is_meant_for_init_stays_behind_the_dashes() {
    Card.write(card.commandLine(), "root=/dev/mmcblk0p2 -- single\n");
    card.applyToBoot().done();
    assertEquals("root=/dev/mmcblk0p2 " + OURS + " -- single\n", Card.read(card.commandLine()));
  }

  @Test
  void the_file_that_config_txt_names_is_the_one() {
    Card.write(card.config(), "[all]\nos_prefix=current/\n[tryboot]\nos_prefix=new/\n[all]\n");
    Path named = card.boot.resolve("current/cmdline.txt");
    String other = Card.read(card.commandLine());
    Card.write(named, "root=LABEL=writable console=serial0,115200\n");
    card.applyToBoot().done();
    assertEquals("root=LABEL=writable " + OURS + "\n", Card.read(named));
    assertEquals(other, Card.read(card.commandLine()));
    card.applyToBoot("--undo").done();
    assertEquals("root=LABEL=writable console=serial0,115200\n", Card.read(named));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \nroot=/dev/mmcblk0p2\n"})
  void an_empty_line_which_starts_no_kernel_stops_it_before_anything_is_written(String line) {
    Card.write(card.commandLine(), line);
    Map<String, String> before = card.everything();
    card.applyToBoot().failed().says("is empty, and Linux would find no disk: restore it first");
    assertEquals(before, card.everything());
  }

  @Test
  @ForeignBytes
  void a_line_of_anything_comes_back() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = Fuzz.random(seed);
      String before = line(random) + (random.nextBoolean() ? "\n" : "");
      Card.write(card.commandLine(), before);
      card.applyToBoot().done();
      String applied = Card.read(card.commandLine());
      assertEquals(1, applied.lines().count(), before);
      List<String> expected =
          tokens(before).stream()
              .filter(token -> !token.matches("console=(serial|ttyAMA).*"))
              .toList();
      assertEquals(expected, tokens(applied).subList(0, expected.size()), before);
      assertTrue(tokens(applied).containsAll(List.of(OURS.split(" ", -1))), before);
      card.applyToBoot().done();
      assertEquals(applied, Card.read(card.commandLine()));
      if (random.nextBoolean()) {
        card.applyToBoot("--undo").done();
        assertEquals(before, Card.read(card.commandLine()));
      } else {
        Card.write(card.commandLine(), "added=" + seed + " " + applied);
        card.applyToBoot("--undo").done();
        assertEquals(
            tokens("added=" + seed + " " + before).stream().sorted().distinct().toList(),
            tokens(Card.read(card.commandLine())).stream().sorted().distinct().toList());
      }
    }
  }

  private static String line(Random random) {
    return random
        .ints(1 + random.nextInt(8), 0, TOKENS.size())
        .mapToObj(TOKENS::get)
        .collect(Collectors.joining(random.nextInt(4) == 0 ? "  " : " "));
  }

  private static List<String> tokens(String text) {
    return List.of(text.strip().split("\\s+", -1));
  }

  private long files() {
    try (var all = Files.list(card.boot)) {
      return all.count();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
