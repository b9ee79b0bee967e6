package daka.reader.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.zxing.FormatException;
import com.google.zxing.common.CharacterSetECI;
import daka.reader.TextBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the text of a QR code together from its segments.
///
/// A code seldom says how its bytes are encoded. ZXing would guess by statistics between Shift_JIS,
/// Latin-1 and UTF-8, so that the text of a card could change with the digits beside a name. Here
/// they are [TextBytes]. Some makers of codes put bytes of UTF-8 that look like Shift_JIS into
/// Kanji mode, because they are shorter there: if the bytes of such segments and those beside them
/// are UTF-8, that is what they are.
///
/// For one code.
final class QrText {
  private static final Charset SHIFT_JIS = Charset.forName("Shift_JIS");
  private static final String REPLACEMENT = "\uFFFD";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /// @param charset what the code says of its bytes; null if it says nothing that is known
  /// @param kanji whether it stood in Kanji mode
  private record Segment(byte[] bytes, @Nullable Charset charset, boolean kanji) {}

  private final List<Segment> segments = new ArrayList<>();
  private @Nullable Charset said;

  /// From here on bytes are encoded as this extended channel interpretation says (AIM ITS/04-023).
  void encoded(int eci) {
    said = charset(eci);
  }

  private static @Nullable Charset charset(int eci) {
    return switch (eci) {
      // UTF-8, which is found out anyway, also where it is not true.
      case 26 -> null;
      case 25 -> StandardCharsets.UTF_16BE;
      case 29, 31, 32 -> TextBytes.GB_18030;
      case 33 -> StandardCharsets.UTF_16LE;
      case 34 -> Charset.forName("UTF-32BE");
      case 35 -> Charset.forName("UTF-32LE");
      default -> ofZxing(eci);
    };
  }

  private static @Nullable Charset ofZxing(int eci) {
    try {
      CharacterSetECI known = CharacterSetECI.getCharacterSetECIByValue(eci);
      return known == null ? null : known.getCharset();
    } catch (FormatException e) {
      return null;
    }
  }

  void ascii(String text) {
    segments.add(new Segment(text.getBytes(UTF_8), UTF_8, false));
  }

  void bytes(byte[] bytes) {
    segments.add(new Segment(bytes, said, false));
  }

  /// @param bytes pairs of Shift_JIS
  void kanji(byte[] bytes) {
    segments.add(new Segment(bytes, null, true));
  }

  /// @param bytes pairs of GB 2312
  void hanzi(byte[] bytes) {
    segments.add(new Segment(bytes, TextBytes.GB_18030, false));
  }

  /// @return null if it is not text
  @Nullable String text() {
    StringBuilder text = new StringBuilder();
    int next = 0;
    while (next < segments.size()) {
      int end = next + 1;
      while (end < segments.size() && belongTogether(segments.get(next), segments.get(end))) {
        end++;
      }
      String run = run(segments.subList(next, end));
      if (run == null || run.contains(REPLACEMENT)) {
        return null;
      }
      text.append(run);
      next = end;
    }
    return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text.toString();
  }

  private static boolean belongTogether(Segment one, Segment other) {
    return one.charset == null ? other.charset == null : one.charset.equals(other.charset);
  }

  private static @Nullable String run(List<Segment> run) {
    Charset charset = run.getFirst().charset;
    if (charset != null) {
      return TextBytes.decode(joined(run), charset);
    }
    String text = TextBytes.decode(joined(run), UTF_8);
    return text == null ? apart(run) : text;
  }

  /// Kanji as they are, and the bytes between them as they can be.
  private static @Nullable String apart(List<Segment> run) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    while (next < run.size()) {
      boolean kanji = run.get(next).kanji;
      int end = next + 1;
      while (end < run.size() && run.get(end).kanji == kanji) {
        end++;
      }
      byte[] bytes = joined(run.subList(next, end));
      String part = kanji ? TextBytes.decode(bytes, SHIFT_JIS) : TextBytes.decode(bytes);
      if (part == null) {
        return null;
      }
      text.append(part);
      next = end;
    }
    return text.toString();
  }

  private static byte[] joined(List<Segment> run) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    run.forEach(segment -> joined.writeBytes(segment.bytes));
    return joined.toByteArray();
  }
}
