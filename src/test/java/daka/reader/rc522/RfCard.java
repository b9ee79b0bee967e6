package daka.reader.rc522;

import daka.reader.card.Chip;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A card in a field, as ISO/IEC 14443-3 type A and 14443-4 tell it to behave.
final class RfCard {
  private enum State {
    IDLE,
    READY,
    ACTIVE,
    HALTED,
    IN_BLOCKS
  }

  private static final byte CASCADE_TAG = (byte) 0x88;
  private static final int BLOCK = 40;

  private final Chip chip;
  private State state = State.IDLE;
  private boolean wasHalted;
  private int level;
  private Chip.Session session = new Chip.Session();
  private byte[] rest = {};
  private int number;
  private boolean beggedForTime;

  RfCard(Chip chip) {
    this.chip = chip;
  }

  /// The field is gone.
  void powerOff() {
    state = State.IDLE;
    wasHalted = false;
  }

  /// What it answers to a frame; null for nothing.
  @Nullable BitString answer(BitString frame) {
    return switch (state) {
      case IDLE, HALTED -> wake(frame);
      case READY -> frame.length() == 7 ? sleep() : tellNumber(frame);
      case ACTIVE -> active(frame.bytes());
      case IN_BLOCKS -> inBlocks(frame.bytes());
    };
  }

  private @Nullable BitString wake(BitString frame) {
    int command = frame.length() == 7 ? frame.bytes()[0] : 0;
    if (command == 0x52 || (command == 0x26 && state == State.IDLE)) {
      wasHalted = state == State.HALTED;
      state = State.READY;
      level = 0;
      return BitString.of(new byte[] {(byte) (4 | (levels() - 1) << 6), 0});
    }
    return null;
  }

  private int levels() {
    return switch (chip.uid().length) {
      case 4 -> 1;
      case 7 -> 2;
      default -> 3;
    };
  }

  private @Nullable BitString sleep() {
    state = wasHalted ? State.HALTED : State.IDLE;
    return null;
  }

  private @Nullable BitString tellNumber(BitString frame) {
    byte[] bytes = frame.bytes();
    if (bytes.length < 2 || (bytes[0] & 0xFF) != 0x93 + 2 * level) {
      return sleep();
    }
    BitString own = BitString.of(part());
    int told = ((bytes[1] >> 4 & 0x0F) - 2) * 8 + (bytes[1] & 0x0F);
    if (told < own.length()) {
      BitString asked = frame.from(16);
      return own.startsWith(asked) && asked.length() == told ? own.from(told) : null;
    }
    boolean mine =
        Arrays.equals(bytes, 0, bytes.length - 2, selection(), 0, 7)
            && Arrays.equals(bytes, crc(Arrays.copyOf(bytes, bytes.length - 2)));
    if (!mine) {
      return sleep();
    }
    level++;
    boolean last = level == levels();
    state = last ? State.ACTIVE : State.READY;
    session = new Chip.Session();
    return BitString.of(crc(new byte[] {(byte) (last ? chip.sak() : 0x04)}));
  }

  private byte[] selection() {
    byte[] selection = new byte[7];
    selection[0] = (byte) (0x93 + 2 * level);
    selection[1] = 0x70;
    System.arraycopy(part(), 0, selection, 2, 5);
    return selection;
  }

  /// What it tells at this level: four bytes and their check.
  private byte[] part() {
    byte[] part = new byte[5];
    if (level == levels() - 1) {
      System.arraycopy(chip.uid(), 3 * level, part, 0, 4);
    } else {
      part[0] = CASCADE_TAG;
      System.arraycopy(chip.uid(), 3 * level, part, 1, 3);
    }
    part[4] = (byte) (part[0] ^ part[1] ^ part[2] ^ part[3]);
    return part;
  }

  private @Nullable BitString active(byte[] frame) {
    if (frame.length < 3 || !Arrays.equals(frame, crc(Arrays.copyOf(frame, frame.length - 2)))) {
      return sleep();
    }
    return switch (frame[0]) {
      case 0x50 -> {
        state = State.HALTED;
        yield null;
      }
      case 0x30 -> {
        byte[] pages = chip.sak() == Chip.NTAG ? chip.read(frame[1] & 0xFF) : null;
        if (pages == null) {
          sleep();
          yield BitString.of(new byte[] {0}, 4);
        }
        yield BitString.of(crc(pages));
      }
      case (byte) 0xE0 -> {
        if (chip.sak() != Chip.FILES) {
          yield sleep();
        }
        state = State.IN_BLOCKS;
        number = 1;
        beggedForTime = false;
        yield BitString.of(crc(HexFormat.of().parseHex("067780700280")));
      }
      default -> sleep();
    };
  }

  private @Nullable BitString inBlocks(byte[] frame) {
    if (frame.length < 3 || !Arrays.equals(frame, crc(Arrays.copyOf(frame, frame.length - 2)))) {
      return null;
    }
    byte[] data = Arrays.copyOf(frame, frame.length - 2);
    return switch (data[0] & 0xFE) {
      case 0xC2 -> {
        state = State.HALTED;
        yield BitString.of(crc(new byte[] {(byte) 0xC2}));
      }
      case 0x02 -> {
        rest = chip.answer(session, Arrays.copyOfRange(data, 1, data.length));
        number = data[0] & 1;
        if (!beggedForTime) {
          beggedForTime = true;
          yield BitString.of(crc(new byte[] {(byte) 0xF2, 0x01}));
        }
        yield part(number);
      }
      case 0xF2 -> part(number);
      case 0xA2 -> part(data[0] & 1);
      default -> null;
    };
  }

  private BitString part(int number) {
    int length = Math.min(BLOCK, rest.length);
    byte[] block = new byte[1 + length];
    block[0] = (byte) (0x02 | number | (rest.length > length ? 0x10 : 0));
    System.arraycopy(rest, 0, block, 1, length);
    rest = Arrays.copyOfRange(rest, length, rest.length);
    return BitString.of(crc(block));
  }

  /// CRC_A (ISO/IEC 14443-3, annex B).
  static byte[] crc(byte[] data) {
    int crc = 0x6363;
    for (byte b : data) {
      crc ^= b & 0xFF;
      for (int i = 0; i < 8; i++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x8408;
      }
    }
    byte[] whole = Arrays.copyOf(data, data.length + 2);
    whole[data.length] = (byte) crc;
    whole[data.length + 1] = (byte) (crc >> 8);
    return whole;
  }
}
