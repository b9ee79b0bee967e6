package daka.signal.panel;

import java.time.Duration;
import java.util.HexFormat;

/// What was sent to a device on a bus, as the virtual Pi writes it down: a line a transfer,
/// `MICROSECONDS w HEX`.
public final class BusLog {
  private BusLog() {}

  /// Sends all of it to a chip that stands in for the one at the door, and lets as much time pass
  /// between the transfers as there did.
  public static void replay(String log, Chip chip) {
    long before = Long.MAX_VALUE;
    for (String line : log.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 3 && words[1].equals("w")) {
        long now = Long.parseLong(words[0]);
        chip.pass(Duration.ofNanos(Math.max(0, now - before) * 1_000));
        chip.receive(HexFormat.of().parseHex(words[2]));
        before = now;
      }
    }
  }
}
