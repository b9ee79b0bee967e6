package daka.reader.pcsc;

import daka.device.DeviceException;
import daka.reader.card.Tag;
import daka.reader.card.TagLostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.jspecify.annotations.Nullable;

/// A contactless card at a PC/SC reader, asked by the pseudo-commands of PC/SC part 3, which the
/// reader answers in the card's stead.
///
/// For one thread, and as long as the card is connected.
final class PcscCard {
  private static final CommandAPDU GET_UID = new CommandAPDU(0xFF, 0xCA, 0, 0, 256);
  private static final int DONE = 0x9000;
  private static final int READ = 16;

  /// How the answer to reset begins that a reader makes up for a card which has none: PC/SC part 3
  /// supplement, with the application identifier of PC/SC. Then come the standard and the name.
  private static final byte[] STORAGE_CARD = HexFormat.of().parseHex("804f0ca000000306");

  private static final int STORAGE_CARD_AT = 4;
  private static final int STANDARD_AT = 12;
  private static final int NAME_AT = 13;
  private static final int ISO_14443_A_3 = 0x03;

  /// MIFARE Classic 1K, 4K and Mini, which are opened by a key.
  private static final List<Integer> LOCKED = List.of(0x0001, 0x0002, 0x0026);

  /// How the answer to reset begins that stands for a card of ISO/IEC 14443-4 type B. It goes on
  /// with 4 bytes of application data, 3 of protocol, and one of which the lower half is zero.
  private static final byte[] TYPE_B = HexFormat.of().parseHex("3b888001");

  private static final int TYPE_B_PROTOCOL_AT = 9;
  private static final int TYPE_B_LAST = 11;

  private final Card card;

  PcscCard(Card card) {
    this.card = card;
  }

  /// What lies on the reader; null if the reader does not know its number, as with a card that is
  /// put into a slot.
  ///
  /// @throws DeviceException if the reader is lost
  /// @throws TagLostException if the card was taken away
  @Nullable Tag tag() throws DeviceException, TagLostException {
    ResponseAPDU answer = transmit(GET_UID);
    if (answer.getSW() != DONE) {
      return null;
    }
    byte[] uid = answer.getData();
    byte[] reset = card.getATR().getBytes();
    return new Tag(uid, uid.length == 4 && isTypeB(reset), memory(reset));
  }

  private static boolean isTypeB(byte[] reset) {
    return startsWith(reset, 0, TYPE_B)
        && reset.length > TYPE_B_LAST
        && (reset[TYPE_B_PROTOCOL_AT] & 0x0F) == 1
        && (reset[TYPE_B_LAST] & 0x0F) == 0;
  }

  private Tag.Memory memory(byte[] reset) {
    if (!startsWith(reset, STORAGE_CARD_AT, STORAGE_CARD) || reset.length < NAME_AT + 2) {
      return (Tag.Apdus) this::exchange;
    }
    int name = (reset[NAME_AT] & 0xFF) << 8 | (reset[NAME_AT + 1] & 0xFF);
    return reset[STANDARD_AT] == ISO_14443_A_3 && !LOCKED.contains(name)
        ? (Tag.Pages) this::read
        : new Tag.Closed();
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] start) {
    return bytes.length >= at + start.length
        && Arrays.equals(bytes, at, at + start.length, start, 0, start.length);
  }

  private byte[] exchange(byte[] command) throws DeviceException, TagLostException {
    return transmit(new CommandAPDU(command)).getBytes();
  }

  private byte @Nullable [] read(int page) throws DeviceException, TagLostException {
    ResponseAPDU answer = transmit(new CommandAPDU(0xFF, 0xB0, 0, page, READ));
    if (answer.getSW() == DONE && answer.getData().length == READ) {
      return answer.getData();
    }
    // Readers say the same of a card that refuses and of one that is gone.
    if (transmit(GET_UID).getSW() != DONE) {
      throw new TagLostException("it was taken away while its pages were read");
    }
    return null;
  }

  private ResponseAPDU transmit(CommandAPDU command) throws DeviceException, TagLostException {
    try {
      return card.getBasicChannel().transmit(command);
    } catch (CardException e) {
      throw PcscErrors.lost(e);
    } catch (IllegalArgumentException e) {
      throw new TagLostException("its answer has no status word");
    }
  }
}
