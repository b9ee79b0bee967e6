package daka.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plug is pulled before and after each of the steps by which the script changes the disk: the
/// commands that do so are replaced by ones that kill it at a chosen one. What FAT makes of it is
/// not seen here. More with `-Ddaka.cuts=1000`.
class PowerCutTest {
  private static final List<String> STEPS = List.of("mv", "rm", "ln", "mkdir", "rmdir", "chmod");

  @TempDir Path folder;

  @Test
  void whenever_it_is_cut_off_the_machine_starts_and_the_next_run_or_undo_makes_it_whole()
      throws Exception {
    Card model = new Card(folder.resolve("model"));
    disturb(model);
    Map<String, String> before = model.contents();
    int steps = count(model, "apply");
    Map<String, String> applied = model.contents();
    assertTrue(steps > 30, steps + " steps");
    for (int step : sample(steps)) {
      Card card = new Card(folder.resolve("apply" + step));
      disturb(card);
      cut(card, step);
      assertStarts(card, before, applied, "cut at step " + step);
      plugIn(card);
      if (step % 2 == 0) {
        card.apply().done();
        assertEquals(applied, card.contents(), "cut at step " + step + ", then applied again");
      }
      card.apply("--undo").done();
      assertEquals(before, card.contents(), "cut at step " + step + ", then undone");
    }
    int back = count(model, "undo", "--undo");
    assertEquals(before, model.contents());
    for (int step : sample(back)) {
      Card card = new Card(folder.resolve("undo" + step));
      disturb(card);
      card.apply().done();
      cut(card, step, "--undo");
      assertStarts(card, before, applied, "undo cut at step " + step);
      plugIn(card);
      card.apply("--undo").done();
      assertEquals(before, card.contents(), "undo cut at step " + step + ", then undone");
    }
  }

  /// A card on which not all is new: a file in the way and a unit that is masked.
  private static void disturb(Card card) throws Exception {
    Card.write(card.root.resolve("etc/sysctl.d/90-daka.conf"), "kernel.sysrq = 1\n");
    Files.createSymbolicLink(
        card.root.resolve("etc/systemd/system/ctrl-alt-del.target"), Path.of("/dev/null"));
  }

  /// Both files of the boot partition are as they were or as they should be, and nothing between.
  private static void assertStarts(
      Card card, Map<String, String> before, Map<String, String> after, String what) {
    Map<String, String> now = card.contents();
    for (String file : List.of("boot/config.txt", "boot/cmdline.txt")) {
      assertTrue(
          List.of(before.get(file), after.get(file)).contains(now.get(file)), what + ": " + file);
    }
  }

  /// Some of the steps; all of them with a large `-Ddaka.cuts`.
  private static List<Integer> sample(int steps) {
    int stride = Math.max(1, steps / Integer.getInteger("daka.cuts", 5));
    return new ArrayList<>(
        IntStream.range(0, steps).filter(step -> step % stride == 0).boxed().toList());
  }

  private int count(Card card, String name, String... options) throws Exception {
    arm(card, name, Integer.MAX_VALUE);
    card.apply(options).done();
    plugIn(card);
    return Integer.parseInt(Card.read(folder.resolve(name).resolve("count")).strip());
  }

  private void cut(Card card, int step, String... options) throws Exception {
    arm(card, card.boot.getParent().getFileName() + "-steps", step);
    assertEquals(137, card.apply(options).code(), "killed at step " + step);
  }

  /// Puts commands before the real ones which count themselves, and kill the script at one of them:
  /// at an even one before it has done its work, at an odd one after. What one of them makes or
  /// removes by several names is a step for each.
  private void arm(Card card, String name, int step) throws Exception {
    Path bin = Files.createDirectories(folder.resolve(name));
    Card.write(bin.resolve("count"), "0\n");
    Card.write(
        bin.resolve("step"),
        """
        #!/bin/bash
        PATH=${PATH#*:}
        step() {
          read -r count <COUNT
          echo $((count + 1)) >COUNT
          [ "$count" -ne STEP ] || [ $((count % 2)) -eq 1 ] || { kill -9 $PPID; exit 1; }
          "$@" || code=$?
          [ "$count" -ne STEP ] || { kill -9 $PPID; exit 1; }
        }
        name=${0##*/} code=0 options=()
        while [[ "$1" == -* ]]; do options+=("$1"); shift; done
        case "$name" in
          mkdir | rm | rmdir) for each in "$@"; do step "$name" "${options[@]}" "$each"; done ;;
          *) step "$name" "${options[@]}" "$@" ;;
        esac
        exit $code
        """
            .replace("COUNT", bin.resolve("count").toString())
            .replace("STEP", Integer.toString(step)));
    Files.setPosixFilePermissions(
        bin.resolve("step"), PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String each : STEPS) {
      Files.createSymbolicLink(bin.resolve(each), bin.resolve("step"));
    }
    Files.createSymbolicLink(bin.resolve("sync"), Path.of("/bin/true"));
    card.environment.put("PATH", bin + ":" + System.getenv("PATH"));
  }

  private static void plugIn(Card card) {
    card.environment.remove("PATH");
  }
}
