package daka.reader.camera;

import java.io.IOException;
import java.io.InputStream;

/// What a program beside us said last. It is read now and then without waiting, so that neither the
/// program waits for us nor a thread of ours for it. For one thread.
final class LastLine {
  private static final int LONGEST = 200;

  private final InputStream output;
  private final StringBuilder line = new StringBuilder();
  private String last = "";

  /// @param output of the program
  LastLine(InputStream output) {
    this.output = output;
  }

  /// Takes what it has said since.
  void read() {
    try {
      for (int left = output.available(); left > 0; left--) {
        take(output.read());
      }
    } catch (IOException e) {
      // It says no more.
    }
  }

  private void take(int octet) {
    if (octet == '\n') {
      last = line.isEmpty() ? last : line.toString();
      line.setLength(0);
    } else if (octet >= ' ' && octet <= '~' && line.length() < LONGEST) {
      line.append((char) octet);
    }
  }

  /// The last line that is not empty, of ASCII; empty if there is none.
  String text() {
    return line.isEmpty() ? last : line.toString();
  }
}
