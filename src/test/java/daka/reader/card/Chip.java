package daka.reader.card;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What the chip of a contactless card answers once it is selected.
///
/// @param uid its number
/// @param sak what it says it is (ISO/IEC 14443-3, 6.5.3.4): 0x00 for NTAG, 0x08 for MIFARE
///   Classic, 0x20 for a card of files
/// @param pages its memory of pages; empty if it has none
/// @param message its NDEF file; empty if it has none
public record Chip(byte[] uid, int sak, byte[] pages, byte[] message) {
  public static final int NTAG = 0x00;
  public static final int CLASSIC = 0x08;
  public static final int FILES = 0x20;

  private static final byte[] NONE = {};
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] DONE = HEX.parseHex("9000");
  private static final byte[] NOT_FOUND = HEX.parseHex("6a82");

  public static Chip classic(String uid) {
    return new Chip(HEX.parseHex(uid), CLASSIC, NONE, NONE);
  }

  /// An NTAG213 that was never written.
  public static Chip ntag(String uid) {
    return new Chip(HEX.parseHex(uid), NTAG, pages(HEX.parseHex("0103a00c340300fe")), NONE);
  }

  public static Chip ntag(String uid, String text) {
    byte[] message = text("zh", text);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(HEX.parseHex("0103a00c34"));
    data.write(0x03);
    if (message.length < 0xFF) {
      data.write(message.length);
    } else {
      data.write(0xFF);
      data.write(message.length >> 8);
      data.write(message.length);
    }
    data.writeBytes(message);
    data.write(0xFE);
    return new Chip(HEX.parseHex(uid), NTAG, pages(data.toByteArray()), NONE);
  }

  /// A card of files that knows no NDEF, such as a bank card.
  public static Chip files(String uid) {
    return new Chip(HEX.parseHex(uid), FILES, NONE, NONE);
  }

  public static Chip files(String uid, String text) {
    return new Chip(HEX.parseHex(uid), FILES, NONE, text("en", text));
  }

  /// A message of one text record.
  static byte[] text(String language, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(1 + language.length() + utf8.length);
    payload.put((byte) language.length());
    payload.put(language.getBytes(StandardCharsets.US_ASCII));
    payload.put(utf8);
    return record(0xD1, "T", payload.array());
  }

  /// A record without an id.
  static byte[] record(int flags, String type, byte[] payload) {
    boolean isShort = payload.length < 256;
    ByteBuffer record = ByteBuffer.allocate(6 + type.length() + payload.length);
    record.put((byte) (isShort ? flags : flags & ~0x10)).put((byte) type.length());
    if (isShort) {
      record.put((byte) payload.length);
    } else {
      record.putInt(payload.length);
    }
    record.put(type.getBytes(StandardCharsets.US_ASCII)).put(payload);
    return Arrays.copyOf(record.array(), record.position());
  }

  private static byte[] pages(byte[] data) {
    int blocks = Math.max(18, (data.length + 7) / 8);
    byte[] pages = new byte[16 + blocks * 8 + 16];
    pages[12] = (byte) 0xE1;
    pages[13] = 0x10;
    pages[14] = (byte) blocks;
    System.arraycopy(data, 0, pages, 16, data.length);
    return pages;
  }

  /// Four pages, or null if there are none.
  public byte @Nullable [] read(int page) {
    return page * 4 >= pages.length ? null : Arrays.copyOfRange(pages, page * 4, page * 4 + 16);
  }

  /// The answer of a card of files, as a session of one command each.
  public byte[] answer(Session session, byte[] command) {
    if (message.length == 0) {
      return NOT_FOUND;
    }
    return switch (command[1]) {
      case (byte) 0xA4 -> {
        session.file = command[2] == 4 ? 0 : ByteBuffer.wrap(command).getShort(5) & 0xFFFF;
        yield session.file == 0 || session.file == 0xE103 || session.file == 0xE104
            ? DONE
            : NOT_FOUND;
      }
      case (byte) 0xB0 -> part(session.file, command);
      default -> HEX.parseHex("6d00");
    };
  }

  private byte[] part(int file, byte[] command) {
    byte[] whole =
        file == 0xE103
            ? HEX.parseHex("000f20003b00340406e10408000000")
            : ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    int from = ByteBuffer.wrap(command).getShort(2);
    int length = command[4] & 0xFF;
    if (from + length > whole.length) {
      return HEX.parseHex("6b00");
    }
    byte[] part = Arrays.copyOf(Arrays.copyOfRange(whole, from, from + length), length + 2);
    part[length] = (byte) 0x90;
    return part;
  }

  /// Which file of a card is chosen.
  public static final class Session {
    private int file;
  }
}
