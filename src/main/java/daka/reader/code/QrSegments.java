package daka.reader.code;

import com.google.zxing.common.BitSource;
import com.google.zxing.qrcode.decoder.Mode;
import com.google.zxing.qrcode.decoder.Version;
import org.jspecify.annotations.Nullable;

/// Reads the segments that the data of a QR code consists of (ISO/IEC 18004, 7.4; Hanzi mode by
/// GB/T 18284).
///
/// For one code.
final class QrSegments {
  private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  private static final int MODE_BITS = 4;
  private static final int GB_2312 = 1;
  private static final char GS = 0x1D;

  private final QrText text = new QrText();
  private final BitSource bits;
  private final Version version;

  /// Whether % stands for what parts the elements of a GS1 code.
  private boolean parted;

  private QrSegments(QrCodewords code) {
    bits = new BitSource(code.data());
    version = code.version();
  }

  /// @return null if the data is damaged, or not text
  static @Nullable QrContent content(QrCodewords code) {
    try {
      return new QrSegments(code).content();
    } catch (IllegalArgumentException e) {
      // A mode that does not exist, or a segment longer than the code.
      return null;
    }
  }

  private @Nullable QrContent content() {
    while (bits.available() >= MODE_BITS) {
      Mode mode = Mode.forBits(bits.readBits(MODE_BITS));
      switch (mode) {
        case TERMINATOR -> {
          return text();
        }
        case STRUCTURED_APPEND -> {
          int number = bits.readBits(4) + 1;
          int of = bits.readBits(4) + 1;
          bits.readBits(8);
          if (of > 1) {
            return new QrContent.Part(number, of);
          }
        }
        case FNC1_FIRST_POSITION -> parted = true;
        case FNC1_SECOND_POSITION -> {
          parted = true;
          application(bits.readBits(8));
        }
        case ECI -> text.encoded(eci());
        case HANZI -> {
          if (bits.readBits(4) != GB_2312) {
            return null;
          }
          text.hanzi(pairs(count(mode), 0x60, 0xA00, 0xA1A1, 0xA6A1));
        }
        case KANJI -> text.kanji(pairs(count(mode), 0xC0, 0x1F00, 0x8140, 0xC140));
        case NUMERIC -> text.ascii(numeric(count(mode)));
        case ALPHANUMERIC -> text.ascii(alphanumeric(count(mode)));
        case BYTE -> text.bytes(bytes(count(mode)));
      }
    }
    return text();
  }

  private @Nullable QrContent text() {
    String whole = text.text();
    return whole == null ? null : new QrContent.Text(whole);
  }

  private int count(Mode mode) {
    return bits.readBits(mode.getCharacterCountBits(version));
  }

  /// Whose codes these are: two digits or a letter, which readers send before the text.
  private void application(int indicator) {
    text.ascii(
        indicator < 100 ? "%02d".formatted(indicator) : String.valueOf((char) (indicator - 100)));
  }

  private int eci() {
    int first = bits.readBits(8);
    if (first < 0x80) {
      return first;
    }
    return first < 0xC0
        ? (first & 0x3F) << 8 | bits.readBits(8)
        : (first & 0x1F) << 16 | bits.readBits(16);
  }

  /// Two bytes from each 13 bits.
  private byte[] pairs(int count, int base, int border, int below, int above) {
    byte[] pairs = new byte[2 * within(count, 13)];
    for (int i = 0; i < count; i++) {
      int packed = bits.readBits(13);
      int pair = ((packed / base) << 8) | (packed % base);
      pair += pair < border ? below : above;
      pairs[2 * i] = (byte) (pair >> 8);
      pairs[2 * i + 1] = (byte) pair;
    }
    return pairs;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[within(count, 8)];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) bits.readBits(8);
    }
    return bytes;
  }

  private int within(int count, int size) {
    if (count * size > bits.available()) {
      throw new IllegalArgumentException("a segment is longer than the code");
    }
    return count;
  }

  private String numeric(int count) {
    StringBuilder digits = new StringBuilder();
    for (int left = count; left > 0; left -= 3) {
      int size = Math.min(left, 3);
      int value = bits.readBits(size == 3 ? 10 : size == 2 ? 7 : 4);
      String three = Integer.toString(value);
      if (three.length() > size) {
        throw new IllegalArgumentException("what should be digits is none");
      }
      digits.repeat('0', size - three.length()).append(three);
    }
    return digits.toString();
  }

  private String alphanumeric(int count) {
    StringBuilder characters = new StringBuilder();
    for (int left = count; left > 0; left -= 2) {
      int value = bits.readBits(left > 1 ? 11 : 6);
      if (value >= (left > 1 ? 45 * 45 : 45)) {
        throw new IllegalArgumentException("what should be characters is none");
      }
      if (left > 1) {
        characters.append(ALPHANUMERIC.charAt(value / 45));
      }
      characters.append(ALPHANUMERIC.charAt(value % 45));
    }
    return parted ? parted(characters.toString()) : characters.toString();
  }

  private static String parted(String characters) {
    String escaped = "\u0000";
    return characters.replace("%%", escaped).replace('%', GS).replace(escaped, "%");
  }
}
