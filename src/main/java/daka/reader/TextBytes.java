package daka.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// The text of bytes that do not say how they are encoded, as those of most codes: UTF-8 if they
/// can be, else GB 18030 (which contains GBK and GB 2312) if they can be, else not text.
public final class TextBytes {
  public static final Charset GB_18030 = Charset.forName("GB18030");

  private TextBytes() {}

  /// @return null if the bytes are not text
  public static @Nullable String decode(byte[] bytes) {
    String text = decode(bytes, UTF_8);
    return text == null ? decode(bytes, GB_18030) : text;
  }

  /// @return null if the bytes are not text of this encoding
  public static @Nullable String decode(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
