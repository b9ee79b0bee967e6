package daka.reader;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.zxing.common.DecoderResult;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a QR code.
///
/// A code seldom says how its bytes are encoded. ZXing would guess by statistics between Shift_JIS,
/// Latin-1 and UTF-8, so that the text of a card could change with the digits beside a name. Here
/// bytes are UTF-8 if they can be, else GB 18030 (which contains GBK and GB 2312) if they can be,
/// else not text.
final class QrText {
  private static final Charset GB_18030 = Charset.forName("GB18030");
  private static final String REPLACEMENT = "\uFFFD";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private QrText() {}

  /// @param result decoded with [com.google.zxing.DecodeHintType#CHARACTER_SET] ISO-8859-1, which
  ///   keeps every byte
  /// @return null if its bytes are not text
  static @Nullable String of(DecoderResult result) {
    String text = saysItsCharset(result) ? result.getText() : reread(result);
    if (text == null || text.contains(REPLACEMENT)) {
      return null;
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /// ISO/IEC 15424: the modifiers 2, 4 and 6 of `]Q` stand for an ECI, which names the encoding.
  private static boolean saysItsCharset(DecoderResult result) {
    int modifier = result.getSymbologyModifier();
    return modifier == 2 || modifier == 4 || modifier == 6;
  }

  /// Replaces what was read byte by byte; digits, capitals and Hanzi in modes of their own stay.
  private static @Nullable String reread(DecoderResult result) {
    String raw = result.getText();
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (byte[] bytes : byteSegments(result)) {
      String segment = new String(bytes, ISO_8859_1);
      int at = raw.indexOf(segment, from);
      String decoded = decode(bytes);
      if (at < 0 || decoded == null) {
        return null;
      }
      text.append(raw, from, at).append(decoded);
      from = at + segment.length();
    }
    return text.append(raw, from, raw.length()).toString();
  }

  /// ZXing says null if there are none.
  private static List<byte[]> byteSegments(DecoderResult result) {
    List<byte[]> segments = result.getByteSegments();
    return segments == null ? List.of() : segments;
  }

  private static @Nullable String decode(byte[] bytes) {
    String text = decode(bytes, UTF_8);
    return text == null ? decode(bytes, GB_18030) : text;
  }

  private static @Nullable String decode(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
