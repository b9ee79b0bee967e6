package daka.reader.serial;

import static daka.reader.serial.EngineReplies.ANY;

import daka.device.DeviceException;
import java.util.Arrays;

/// The engines of Hangzhou Grow (GM60, GM65, GM805, GM861 and their like; the GM67 speaks another
/// protocol) and those built on them: settings are the bits of a table of bytes, which is read and
/// written by frames (GM65 Bar Code Reader Module, User Manual, chapter 8).
public record GrowEngine(Look look) implements Engine {
  /// Bits 0 and 1 say when it looks, bit 6 whether it may be heard.
  private static final int MODE = 0x0000;

  private static final int LOOK_BITS = 0b0000_0011;
  private static final int SOUND_BIT = 0b0100_0000;

  /// Bit 0 makes it look.
  private static final int TRIGGER = 0x0002;

  private static final int READ = 0x07;
  private static final int WRITE = 0x08;
  private static final int[] WRITTEN = {0x02, 0x00, 0x00, 0x01, 0x00, 0x33, 0x31};

  @Override
  public boolean setUp(EngineLine line) throws DeviceException {
    byte[] read = line.ask(frame(READ, MODE, 1), 0x02, 0x00, 0x00, 0x01, ANY, ANY, ANY);
    if (read == null || check(Arrays.copyOfRange(read, 2, 7)) != 0) {
      return false;
    }
    int now = read[4] & 0xff;
    int wanted = (now & ~(LOOK_BITS | SOUND_BIT)) | bits();
    return wanted == now || line.ask(frame(WRITE, MODE, wanted), WRITTEN) != null;
  }

  private int bits() {
    return switch (look) {
      case HOST -> 0b01;
      case CONTINUOUS -> 0b10;
      case SENSE -> 0b11;
    };
  }

  @Override
  public void trigger(EngineLine line) throws DeviceException {
    line.say(frame(WRITE, TRIGGER, 1), WRITTEN);
  }

  /// @param data what is written, or how many bytes are read
  static byte[] frame(int type, int address, int data) {
    byte[] checked = {(byte) type, 1, (byte) (address >> 8), (byte) address, (byte) data};
    int check = check(checked);
    byte[] frame = Arrays.copyOf(new byte[] {0x7E, 0x00}, 2 + checked.length + 2);
    System.arraycopy(checked, 0, frame, 2, checked.length);
    frame[7] = (byte) (check >> 8);
    frame[8] = (byte) check;
    return frame;
  }

  /// The remainder by x¹⁶ + x¹² + x⁵ + 1, beginning with 0; 0 over bytes that their remainder
  /// follows.
  private static int check(byte[] bytes) {
    int check = 0;
    for (byte next : bytes) {
      check ^= (next & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        check = (check & 0x8000) == 0 ? check << 1 : (check << 1) ^ 0x1021;
      }
    }
    return check & 0xffff;
  }
}
