package daka.reader.idcard;

import java.util.Arrays;

/// One answer of a security module (SAM), put together from the bytes it sends. It is the only
/// place where the name and the photograph on a card ever are, until [#clear()].
///
/// A frame is `AA AA AA 96 69`, the length of what follows in two bytes, high one first, three
/// bytes of status, data, and a byte that makes the exclusive or over length, status, data and
/// itself 0 (GA 467, residents' ID card verification security module, interface specification).
/// What is no frame is skipped.
///
/// For one thread.
final class SamAnswer {
  private static final byte[] PREAMBLE = {
    (byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0x96, (byte) 0x69
  };
  private static final int LENGTH = PREAMBLE.length;
  private static final int STATUS = LENGTH + 2;
  private static final int DATA = STATUS + 3;

  private static final int LENGTHS = 4;

  /// A status and the last byte.
  private static final int LEAST = 4;

  /// The longest that is asked for has a card's text and photograph.
  private static final int MOST = LEAST + LENGTHS + IdNumber.TEXT + 1_024;

  private final byte[] frame = new byte[STATUS + MOST];
  private int size;

  /// Takes the next byte.
  ///
  /// @return whether the answer is complete now
  boolean add(byte next) {
    if (size < LENGTH) {
      seek(next);
      return false;
    }
    frame[size++] = next;
    if (size == STATUS && (length() < LEAST || length() > MOST)) {
      clear();
    }
    if (size < STATUS || size < STATUS + length()) {
      return false;
    }
    if (check() != 0) {
      clear();
      return false;
    }
    return true;
  }

  /// Looks for the preamble; of more than three `AA` the last three count.
  private void seek(byte next) {
    if (next == PREAMBLE[size]) {
      frame[size++] = next;
    } else if (next != PREAMBLE[0]) {
      size = 0;
    } else if (size != 3) {
      size = 1;
    }
  }

  private int length() {
    return ((frame[LENGTH] & 0xff) << 8) | (frame[LENGTH + 1] & 0xff);
  }

  private byte check() {
    byte check = 0;
    for (int i = LENGTH; i < size; i++) {
      check ^= frame[i];
    }
    return check;
  }

  /// What the module says of the command.
  SamStatus status() {
    return SamStatus.of(frame[STATUS + 2]);
  }

  /// Whether it is that of a card which was read: the lengths of text and photograph, then both.
  boolean hasText() {
    int length = ((frame[DATA] & 0xff) << 8) | (frame[DATA + 1] & 0xff);
    return length() >= LEAST + LENGTHS + IdNumber.TEXT && length == IdNumber.TEXT;
  }

  /// A byte of the card's text.
  byte text(int index) {
    return frame[DATA + LENGTHS + index];
  }

  /// Forgets the answer, so that no byte of it is left.
  void clear() {
    Arrays.fill(frame, (byte) 0);
    size = 0;
  }

  /// Whether nothing of an answer is left.
  boolean isClear() {
    for (byte left : frame) {
      if (left != 0) {
        return false;
      }
    }
    return size == 0;
  }
}
