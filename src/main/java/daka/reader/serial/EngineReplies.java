package daka.reader.serial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes the replies of a scan engine out of what it sends, wherever they stand, and passes all
/// else on. One reply at a time is expected.
///
/// For one thread.
final class EngineReplies {
  /// Stands for any byte of a reply.
  static final int ANY = -1;

  /// Stands for the byte that says whether a command was good: ACK, or NAK or ENQ.
  static final int STATUS = -2;

  static final byte ACK = 0x06;

  private static final byte NAK = 0x15;
  private static final byte ENQ = 0x05;
  private static final int[] NONE = {};

  private final LineSplitter lines;
  private final byte[] one = new byte[1];
  private int[] expected = NONE;
  private byte[] held = {};
  private int size;
  private byte @Nullable [] reply;

  EngineReplies(LineSplitter lines) {
    this.lines = lines;
  }

  /// Begins to wait for a reply, in place of any other.
  ///
  /// @param bytes what it consists of: bytes, [#ANY] and [#STATUS]; nothing if there will be none
  void expect(int... bytes) {
    passOn(size);
    expected = bytes;
    held = new byte[bytes.length];
    reply = null;
  }

  /// The reply that was expected last, or null if it has not come.
  byte @Nullable [] reply() {
    return reply;
  }

  /// Takes the next byte, and holds it back while it may belong to the reply.
  void accept(byte next) {
    if (expected.length == 0) {
      pass(next);
      return;
    }
    held[size++] = next;
    while (!isBeginningOfReply()) {
      passOn(1);
    }
    if (size == expected.length) {
      reply = Arrays.copyOf(held, size);
      size = 0;
      expected = NONE;
    }
  }

  private boolean isBeginningOfReply() {
    for (int i = 0; i < size; i++) {
      if (!fits(expected[i], held[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(int expected, byte found) {
    return switch (expected) {
      case ANY -> true;
      case STATUS -> found == ACK || found == NAK || found == ENQ;
      default -> (byte) expected == found;
    };
  }

  /// The engine has fallen silent: what it has said so far is no reply, and its line has ended.
  void end() {
    passOn(size);
    lines.end();
  }

  private void passOn(int count) {
    for (int i = 0; i < count; i++) {
      pass(held[i]);
    }
    System.arraycopy(held, count, held, 0, size - count);
    size -= count;
  }

  private void pass(byte next) {
    one[0] = next;
    lines.accept(one, 1);
  }
}
