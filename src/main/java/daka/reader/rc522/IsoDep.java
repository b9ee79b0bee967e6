package daka.reader.rc522;

import daka.device.DeviceException;
import daka.reader.card.TagLostException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/// Commands to a card of files at an [Mfrc522], by the block protocol of ISO/IEC 14443-4, chapters
/// 5 and 7, without channels for several cards.
///
/// What is sent must fit into one block, which 13 bytes always do; an answer may take several.
///
/// For one card, from when it was selected.
final class IsoDep {
  /// The request for the answer to select: we take frames of 64 bytes.
  private static final byte[] REQUEST = {(byte) 0xE0, 0x50};

  private static final int INFORMATION = 0x02;
  private static final int KIND = 0xE2;
  private static final int CHAINED = 0x10;
  private static final int NUMBER = 0x01;
  private static final int RECEIVED = 0xA2;
  private static final int WAIT_LONGER = 0xF2;
  private static final int WITHOUT_POWER_LEVEL = 0x3F;
  private static final byte[] DESELECT = {(byte) 0xC2};

  /// The waiting time is 302 µs times a power of two (5.2.5, 7.2).
  private static final Duration WAIT_UNIT = Duration.ofNanos(302_065);

  private static final int DEFAULT_EXPONENT = 4;

  /// Longer than any card takes to tell a text.
  private static final Duration MOST = Duration.ofMillis(500);

  /// More than an answer of 256 bytes takes, and a few pleas for time.
  private static final int MOST_BLOCKS = 40;

  private final TypeACards cards;
  private final Mfrc522 chip;
  private Duration patience = MOST;
  private int number;

  private IsoDep(TypeACards cards, Mfrc522 chip) {
    this.cards = cards;
    this.chip = chip;
  }

  /// Begins the protocol with the selected card.
  static IsoDep begin(TypeACards cards, Mfrc522 chip)
      throws TagLostException, DeviceException, InterruptedException {
    IsoDep protocol = new IsoDep(cards, chip);
    protocol.patience = patience(protocol.ask(REQUEST));
    return protocol;
  }

  /// What the answer to select grants the card for an answer (5.2.1 to 5.2.5): length, format, and
  /// as the format says, TA, TB and TC.
  private static Duration patience(byte[] answerToSelect) {
    int format = answerToSelect.length > 1 ? answerToSelect[1] : 0;
    int at = (format & 0x10) != 0 ? 3 : 2;
    boolean told = (format & 0x20) != 0 && answerToSelect.length > at;
    int exponent = told ? answerToSelect[at] >> 4 & 0x0F : DEFAULT_EXPONENT;
    Duration patience = WAIT_UNIT.multipliedBy(1L << exponent);
    return patience.compareTo(MOST) > 0 ? MOST : patience;
  }

  /// The answer to a command of ISO/IEC 7816-4.
  byte[] exchange(byte[] command) throws TagLostException, DeviceException, InterruptedException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] block = block(INFORMATION | number, command);
    for (int blocks = 0; blocks < MOST_BLOCKS; blocks++) {
      byte[] got = ask(block);
      int first = got[0] & 0xFF;
      if (first == WAIT_LONGER && got.length == 2) {
        block = block(WAIT_LONGER, new byte[] {(byte) (got[1] & WITHOUT_POWER_LEVEL)});
      } else if ((first & KIND) == INFORMATION && (first & NUMBER) == number) {
        answer.write(got, 1, got.length - 1);
        number ^= 1;
        if ((first & CHAINED) == 0) {
          return answer.toByteArray();
        }
        block = block(RECEIVED | number, new byte[0]);
      } else {
        throw new TagLostException("a block that was not to come");
      }
    }
    throw new TagLostException("an answer without end");
  }

  private static byte[] block(int first, byte[] data) {
    byte[] block = new byte[1 + data.length];
    block[0] = (byte) first;
    System.arraycopy(data, 0, block, 1, data.length);
    return block;
  }

  private byte[] ask(byte[] block) throws TagLostException, DeviceException, InterruptedException {
    return cards.ask(RfFrame.of(chip.withCrc(block), patience));
  }

  /// Ends the protocol; the card sleeps until it is woken again.
  void end() throws DeviceException, InterruptedException {
    chip.exchange(RfFrame.of(chip.withCrc(DESELECT), patience));
  }
}
