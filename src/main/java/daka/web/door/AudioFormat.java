package daka.web.door;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The formats a centre's own recording may have, in the order they are looked for. Each is one
/// that Chromium decodes.
enum AudioFormat {
  OGG("audio/ogg") {
    @Override
    boolean fits(byte[] bytes) {
      return has(bytes, 0, "OggS");
    }
  },
  OPUS("audio/ogg") {
    @Override
    boolean fits(byte[] bytes) {
      return OGG.fits(bytes);
    }
  },
  MP3("audio/mpeg") {
    @Override
    boolean fits(byte[] bytes) {
      return has(bytes, 0, "ID3") || isLayer3(bytes);
    }
  },
  M4A("audio/mp4") {
    @Override
    boolean fits(byte[] bytes) {
      return has(bytes, 4, "ftyp");
    }
  },
  WAV("audio/wav") {
    @Override
    boolean fits(byte[] bytes) {
      return has(bytes, 0, "RIFF") && has(bytes, 8, "WAVE");
    }
  };

  private final String type;

  AudioFormat(String type) {
    this.type = type;
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  String type() {
    return type;
  }

  /// Whether a file begins as this format does.
  abstract boolean fits(byte[] bytes);

  private static boolean has(byte[] bytes, int at, String mark) {
    int end = at + mark.length();
    return bytes.length >= end
        && new String(bytes, at, mark.length(), StandardCharsets.ISO_8859_1).equals(mark);
  }

  /// A frame header: eleven bits set, then the version and layer III.
  private static boolean isLayer3(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == (byte) 0xff && (bytes[1] & 0xe6) == 0xe2;
  }
}
