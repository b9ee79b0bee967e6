package daka.reader.card;

import daka.checkin.VisibleText;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Finds the text in an NDEF message (NFC Forum NDEF 1.0, and RTD Text 1.0).
///
/// Only a text record is a text. Addresses and the like are written by makers and telephones, the
/// same on many cards, and are no card of a person.
final class NdefText {
  private static final int LAST = 0x40;
  private static final int CHUNKED = 0x20;
  private static final int SHORT = 0x10;
  private static final int HAS_ID = 0x08;
  private static final int TYPE_NAME_FORMAT = 0x07;
  private static final int WELL_KNOWN = 0x01;
  private static final int UTF_16 = 0x80;
  private static final int LANGUAGE_LENGTH = 0x3F;

  private NdefText() {}

  /// The text of the first text record that is not blank, without its language; null if there is
  /// none, or the message is damaged before it.
  static @Nullable String of(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    try {
      while (in.hasRemaining()) {
        int flags = in.get() & 0xFF;
        int typeLength = in.get() & 0xFF;
        int length = (flags & SHORT) != 0 ? in.get() & 0xFF : in.getInt();
        int idLength = (flags & HAS_ID) != 0 ? in.get() & 0xFF : 0;
        byte[] type = take(in, typeLength);
        take(in, idLength);
        byte[] payload = take(in, length);
        if ((flags & CHUNKED) != 0) {
          return null;
        }
        String text = isText(flags, type) ? text(payload) : null;
        if (text != null || (flags & LAST) != 0) {
          return text;
        }
      }
      return null;
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static boolean isText(int flags, byte[] type) {
    return (flags & TYPE_NAME_FORMAT) == WELL_KNOWN && type.length == 1 && type[0] == 'T';
  }

  private static @Nullable String text(byte[] payload) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    int status = in.get() & 0xFF;
    take(in, status & LANGUAGE_LENGTH);
    Charset charset = (status & UTF_16) != 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    try {
      String text = VisibleText.withoutFrame(charset.newDecoder().decode(in).toString());
      return text.isEmpty() ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
