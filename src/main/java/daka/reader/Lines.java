package daka.reader;

import daka.checkin.Scan;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts what a serial device sends into lines.
///
/// A line ends with CR, LF or both, or when the device falls silent. A line that is not UTF-8, or
/// longer than [Scan#MAX_PAYLOAD] characters, is dropped as a whole; an empty one is nothing. What
/// comes before the first end may be the rest of a line that began before we listened, and is
/// dropped too.
///
/// For one connection and one thread.
final class Lines {
  private static final int MAX_BYTES = 3 * Scan.MAX_PAYLOAD;

  private final Consumer<String> text;
  private final Runnable unreadable;
  private final byte[] line = new byte[MAX_BYTES];
  private int length;
  private boolean tooLong;
  private boolean inStep;

  /// @param text takes each line, without its end
  /// @param unreadable runs for each line that is dropped as too long or not UTF-8
  Lines(Consumer<String> text, Runnable unreadable) {
    this.text = text;
    this.unreadable = unreadable;
  }

  /// Takes bytes as they come.
  void accept(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\r' || bytes[i] == '\n') {
        end();
      } else if (length < MAX_BYTES) {
        line[length++] = bytes[i];
      } else {
        tooLong = true;
      }
    }
  }

  /// The device has fallen silent, or a line is complete.
  void end() {
    int ended = length;
    boolean dropped = tooLong;
    boolean whole = inStep;
    length = 0;
    tooLong = false;
    inStep = true;
    if (whole && dropped) {
      unreadable.run();
    } else if (whole && ended > 0) {
      hand(ended);
    }
  }

  private void hand(int ended) {
    try {
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, ended)).toString();
      if (decoded.length() <= Scan.MAX_PAYLOAD) {
        text.accept(decoded);
      } else {
        unreadable.run();
      }
    } catch (CharacterCodingException e) {
      unreadable.run();
    }
  }

  /// Whether the next byte is known to begin a line, or the next line has begun since.
  boolean isInStep() {
    return inStep;
  }
}
