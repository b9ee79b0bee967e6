package daka.reader.rc522;

import daka.device.DeviceException;
import daka.reader.card.TagLostException;
import daka.reader.rc522.RfFrame.Answer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds one card among those in the field of an [Mfrc522], and speaks with it: ISO/IEC 14443-3
/// type A, chapter 6.
final class TypeACards {
  private static final byte[] WAKE_UP = {0x52};
  private static final int WAKE_UP_BITS = 7;
  private static final int[] SELECT = {0x93, 0x95, 0x97};
  private static final int WHOLE = 0x70;
  private static final byte CASCADE_TAG = (byte) 0x88;
  private static final int INCOMPLETE = 0x04;
  private static final int LEVEL_BYTES = 4;
  private static final int CHECKED_BYTES = LEVEL_BYTES + 1;
  private static final int LEVEL_BITS = 8 * LEVEL_BYTES;

  /// Each of the 32 bits of a level may be tried as 1 and as 0.
  private static final int MOST_FRAMES = 2 * LEVEL_BITS + 2;

  /// A card that was selected.
  ///
  /// @param sak what it says it is (6.5.3.4)
  record Selected(byte[] uid, int sak) {}

  private final Mfrc522 chip;

  TypeACards(Mfrc522 chip) {
    this.chip = chip;
  }

  /// Wakes the cards in the field, and selects one.
  ///
  /// @return null if there is none
  /// @throws TagLostException if there is one, and it does not answer whole
  @Nullable Selected select() throws TagLostException, DeviceException, InterruptedException {
    return switch (chip.exchange(RfFrame.ofBits(WAKE_UP, WAKE_UP_BITS, 0))) {
      case Answer.Silence() -> null;
      // Cards of different kinds say different things at once.
      case Answer.Bits _, Answer.Collision _, Answer.Noise() -> selectAwake();
    };
  }

  private Selected selectAwake() throws TagLostException, DeviceException, InterruptedException {
    ByteArrayOutputStream uid = new ByteArrayOutputStream();
    for (int select : SELECT) {
      byte[] level = findOne(select);
      int sak = select(select, level);
      boolean goesOn = (sak & INCOMPLETE) != 0;
      if (goesOn != (level[0] == CASCADE_TAG)) {
        throw new TagLostException("a number that is neither at its end nor goes on");
      }
      int from = goesOn ? 1 : 0;
      uid.write(level, from, LEVEL_BYTES - from);
      if (!goesOn) {
        return new Selected(uid.toByteArray(), sak);
      }
    }
    throw new TagLostException("a number that has no end");
  }

  /// The part of a number and its check byte, of the one card left when all others have been told
  /// by a bit in which they differ (6.5.3).
  ///
  /// The chip says in which bit the first answers collide. From there on a bit is tried as 1, and
  /// as 0 if nobody answers: where it counts from in an answer that begins within a byte is not
  /// told.
  private byte[] findOne(int select)
      throws TagLostException, DeviceException, InterruptedException {
    Prefix known = new Prefix();
    for (int frames = 0; frames < MOST_FRAMES; frames++) {
      switch (chip.exchange(known.question(select))) {
        case Answer.Bits(byte[] bytes, int lastBits) -> {
          return withRightCheck(known.completed(bytes, lastBits));
        }
        case Answer.Collision(byte[] bytes, int position) -> {
          if (known.length == LEVEL_BITS) {
            throw new TagLostException("two cards of one number");
          }
          known.extend(known.length == 0 ? bytes : new byte[0], position);
        }
        case Answer.Silence() -> known.turnLastBit();
        case Answer.Noise() -> throw new TagLostException("noise instead of a number");
      }
    }
    throw new TagLostException("no end of collisions");
  }

  private static byte[] withRightCheck(byte[] level) throws TagLostException {
    int check = 0;
    for (byte b : level) {
      check ^= b;
    }
    if (level.length != CHECKED_BYTES || check != 0) {
      throw new TagLostException("a number with a wrong check byte");
    }
    return level;
  }

  private int select(int select, byte[] level)
      throws TagLostException, DeviceException, InterruptedException {
    byte[] command = new byte[2 + CHECKED_BYTES];
    command[0] = (byte) select;
    command[1] = WHOLE;
    System.arraycopy(level, 0, command, 2, CHECKED_BYTES);
    byte[] answer = ask(RfFrame.of(chip.withCrc(command)));
    if (answer.length != 1) {
      throw new TagLostException("it does not say what it is");
    }
    return answer[0] & 0xFF;
  }

  /// The answer to a frame that has its CRC, without the answer's own.
  ///
  /// @throws TagLostException if nothing comes back, or not whole
  byte[] ask(RfFrame frame) throws TagLostException, DeviceException, InterruptedException {
    if (chip.exchange(frame) instanceof Answer.Bits(byte[] bytes, int lastBits)) {
      return checked(bytes, lastBits);
    }
    throw new TagLostException("no answer");
  }

  /// An answer without its CRC.
  ///
  /// @throws TagLostException if that is not right
  byte[] checked(byte[] bytes, int lastBits)
      throws TagLostException, DeviceException, InterruptedException {
    if (lastBits == 0 && bytes.length > 2) {
      byte[] data = Arrays.copyOf(bytes, bytes.length - 2);
      if (Arrays.equals(bytes, chip.withCrc(data))) {
        return data;
      }
    }
    throw new TagLostException("an answer that is damaged");
  }

  /// Sends the selected card to sleep until it is woken again. It does not answer (6.4.3).
  void halt() throws DeviceException, InterruptedException {
    chip.exchange(RfFrame.of(chip.withCrc(new byte[] {0x50, 0x00})));
  }

  /// The bits of a number that are settled.
  private static final class Prefix {
    private final byte[] bits = new byte[CHECKED_BYTES];
    private int length;
    private boolean turned;

    RfFrame question(int select) {
      int whole = length / 8;
      int rest = length % 8;
      byte[] question = new byte[2 + whole + (rest == 0 ? 0 : 1)];
      question[0] = (byte) select;
      question[1] = (byte) ((2 + whole) << 4 | rest);
      System.arraycopy(bits, 0, question, 2, question.length - 2);
      return RfFrame.ofBits(question, rest, rest);
    }

    /// The bits and those that came after them; of another length than they must have if the answer
    /// had.
    byte[] completed(byte[] answer, int lastBits) {
      int from = length / 8;
      if (lastBits != 0 || from + answer.length != CHECKED_BYTES) {
        return new byte[0];
      }
      byte[] whole = bits.clone();
      int settled = (1 << length % 8) - 1;
      for (int i = 0; i < answer.length; i++) {
        int mask = i == 0 ? settled : 0;
        whole[from + i] = (byte) ((bits[from + i] & mask) | (answer[i] & ~mask));
      }
      return whole;
    }

    /// Takes the bits before a collision, if it is known where it was, and 1 for the next.
    void extend(byte[] answer, int position) {
      int agreed = Math.min(Math.min(position - 1, 8 * answer.length), LEVEL_BITS - 1);
      for (int i = length; i < agreed; i++) {
        set(i, (answer[i / 8] >> i % 8 & 1) != 0);
        length = i + 1;
      }
      set(length, true);
      length++;
      turned = false;
    }

    /// Nobody has the last bit as it was tried.
    void turnLastBit() throws TagLostException {
      if (length == 0 || turned) {
        throw new TagLostException("it was taken away while it told its number");
      }
      set(length - 1, false);
      turned = true;
    }

    private void set(int bit, boolean value) {
      int mask = 1 << bit % 8;
      bits[bit / 8] = (byte) (value ? bits[bit / 8] | mask : bits[bit / 8] & ~mask);
    }
  }
}
