package daka.check;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// The last lines that this program wrote, which still go where they went.
final class LastLines extends OutputStream {
  private static final int LINES = 2_000;
  private static final int LONGEST = 4_000;

  private static final Deque<String> KEPT = new ArrayDeque<>();

  private final PrintStream behind;
  private final byte[] line = new byte[LONGEST];
  private int length;

  private LastLines(PrintStream behind) {
    this.behind = behind;
  }

  /// Listens to standard output and error from now on.
  static void keep() {
    System.setOut(new PrintStream(new LastLines(System.out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new LastLines(System.err), true, StandardCharsets.UTF_8));
  }

  /// Forgets what was written up to now.
  static void begin() {
    synchronized (KEPT) {
      KEPT.clear();
    }
  }

  static String text() {
    synchronized (KEPT) {
      return String.join("\n", KEPT) + "\n";
    }
  }

  @Override
  public synchronized void write(int b) {
    behind.write(b);
    take((byte) b);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    behind.write(bytes, from, count);
    for (int i = from; i < from + count; i++) {
      take(bytes[i]);
    }
  }

  @Override
  public void flush() {
    behind.flush();
  }

  private void take(byte b) {
    if (b != '\n') {
      line[length++] = b;
    }
    if (b == '\n' || length == LONGEST) {
      String text = new String(line, 0, length, StandardCharsets.UTF_8);
      length = 0;
      synchronized (KEPT) {
        KEPT.add(text);
        if (KEPT.size() > LINES) {
          KEPT.remove();
        }
      }
    }
  }
}
