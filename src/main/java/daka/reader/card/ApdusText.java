package daka.reader.card;

import daka.device.DeviceException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Finds the text on a card of files (NFC Forum Type 4 Tag 2.0): the NDEF application, its
/// capability container, and the file that this names.
///
/// For one card.
public final class ApdusText {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] SELECT_APPLICATION = HEX.parseHex("00a4040007d276000085010100");
  private static final int CAPABILITY_CONTAINER = 0xE103;
  private static final int CONTAINER_LENGTH = 15;
  private static final int NDEF_FILE = 0x04;

  /// What fits into one frame of 64 bytes, the least that our readers take.
  private static final int MOST_AT_ONCE = 48;

  /// More than any text that is looked up.
  private static final int MAX_MESSAGE = 8_192;

  private final Tag.Apdus card;

  private ApdusText(Tag.Apdus card) {
    this.card = card;
  }

  public static @Nullable String of(Tag.Apdus card)
      throws TagLostException, DeviceException, InterruptedException {
    return new ApdusText(card).text();
  }

  private @Nullable String text() throws TagLostException, DeviceException, InterruptedException {
    if (ask(SELECT_APPLICATION) == null || !select(CAPABILITY_CONTAINER)) {
      return null;
    }
    byte[] container = read(0, CONTAINER_LENGTH);
    if (container == null || container[7] != NDEF_FILE || container[13] != 0) {
      return null;
    }
    ByteBuffer fields = ByteBuffer.wrap(container);
    int most = Math.clamp(fields.getShort(3) & 0xFFFF, 1, MOST_AT_ONCE);
    if (!select(fields.getShort(9) & 0xFFFF)) {
      return null;
    }
    byte[] length = read(0, 2);
    return length == null ? null : message(ByteBuffer.wrap(length).getShort() & 0xFFFF, most);
  }

  private @Nullable String message(int length, int most)
      throws TagLostException, DeviceException, InterruptedException {
    if (length > MAX_MESSAGE) {
      return null;
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream(length);
    while (message.size() < length) {
      byte[] part = read(2 + message.size(), Math.min(most, length - message.size()));
      if (part == null) {
        return null;
      }
      message.writeBytes(part);
    }
    return NdefText.of(message.toByteArray());
  }

  private boolean select(int file) throws TagLostException, DeviceException, InterruptedException {
    return ask(new byte[] {0, (byte) 0xA4, 0, 0x0C, 2, (byte) (file >> 8), (byte) file}) != null;
  }

  private byte @Nullable [] read(int from, int length)
      throws TagLostException, DeviceException, InterruptedException {
    byte[] answer =
        ask(new byte[] {0, (byte) 0xB0, (byte) (from >> 8), (byte) from, (byte) length});
    return answer == null || answer.length != length ? null : answer;
  }

  /// The data of the answer, or null if the card refuses.
  private byte @Nullable [] ask(byte[] command)
      throws TagLostException, DeviceException, InterruptedException {
    byte[] answer = card.exchange(command);
    int data = answer.length - 2;
    if (data < 0) {
      throw new TagLostException("an answer without a status word");
    }
    boolean done = answer[data] == (byte) 0x90 && answer[data + 1] == 0;
    return done ? Arrays.copyOf(answer, data) : null;
  }
}
