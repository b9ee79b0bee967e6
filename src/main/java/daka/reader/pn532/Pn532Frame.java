package daka.reader.pn532;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The frames of a PN532 (UM0701-02, 6.2.1): a start, a length with its check, who sends it, data
/// with their check.
final class Pn532Frame {
  private static final byte FROM_US = (byte) 0xD4;
  private static final byte FROM_CHIP = (byte) 0xD5;
  private static final int HEAD = 5;

  /// The bytes of a frame that are not data.
  static final int AROUND_DATA = 8;

  private static final byte[] ACK = {0, 0, (byte) 0xFF, 0, (byte) 0xFF, 0};
  private static final byte[] NACK = {0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0};

  private Pn532Frame() {}

  /// Says that a frame came well, or that what was asked for is no longer wanted.
  static byte[] ack() {
    return ACK.clone();
  }

  /// Asks for the last frame once more.
  static byte[] nack() {
    return NACK.clone();
  }

  static boolean isAck(byte[] read) {
    return Arrays.equals(read, ACK);
  }

  /// A frame to the chip.
  ///
  /// @param data the command and what belongs to it, at most 254 bytes
  static byte[] of(byte[] data) {
    byte[] frame = new byte[data.length + AROUND_DATA];
    int length = data.length + 1;
    frame[2] = (byte) 0xFF;
    frame[3] = (byte) length;
    frame[4] = (byte) -length;
    frame[HEAD] = FROM_US;
    System.arraycopy(data, 0, frame, HEAD + 1, data.length);
    int sum = FROM_US;
    for (byte b : data) {
      sum += b;
    }
    frame[HEAD + 1 + data.length] = (byte) -sum;
    return frame;
  }

  /// The data of a frame from the chip; null if it is damaged, or only says that it did not
  /// understand.
  ///
  /// @param read may begin with any number of zeros, and go on after the frame
  static byte @Nullable [] data(byte[] read) {
    int start = 0;
    while (start < read.length && read[start] == 0) {
      start++;
    }
    int from = start + 4;
    if (start == 0 || from > read.length || read[start] != (byte) 0xFF) {
      return null;
    }
    int length = read[start + 1] & 0xFF;
    int end = start + 3 + length;
    if ((byte) (length + read[start + 2]) != 0 || length < 2 || end >= read.length) {
      return null;
    }
    int sum = 0;
    for (int i = start + 3; i <= end; i++) {
      sum += read[i];
    }
    return (byte) sum == 0 && read[start + 3] == FROM_CHIP
        ? Arrays.copyOfRange(read, from, end)
        : null;
  }
}
