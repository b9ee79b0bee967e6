package daka.reader.code;

import com.google.zxing.FormatException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.reedsolomon.GenericGF;
import com.google.zxing.common.reedsolomon.ReedSolomonDecoder;
import com.google.zxing.common.reedsolomon.ReedSolomonException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Version;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The data that the modules of a QR code hold, with its errors corrected (ISO/IEC 18004, 12).
///
/// ZXing has this too, but only together with a reading of the text that gives up on encodings it
/// does not know.
///
/// @param data the data codewords in their order
/// @param version the size of the code
record QrCodewords(byte[] data, Version version) {
  private static final int FORMATS = 32;
  private static final int FORMAT_GENERATOR = 0x537;
  private static final int FORMAT_MASK = 0x5412;

  /// The code of the format corrects so many bits.
  private static final int FORMAT_ERRORS = 3;

  private static final int[] FORMAT = new int[FORMATS];

  static {
    for (int i = 0; i < FORMATS; i++) {
      int rest = i << 10;
      for (int bit = 14; bit >= 10; bit--) {
        rest ^= (rest >> bit & 1) * (FORMAT_GENERATOR << (bit - 10));
      }
      FORMAT[i] = (i << 10 | rest) ^ FORMAT_MASK;
    }
  }

  /// Reads the modules as they are, or else mirrored, as in a window's glass.
  ///
  /// @param modules one bit a module, without quiet zone; not changed
  /// @return null if there are more errors than can be corrected, or it is no QR code
  static @Nullable QrCodewords of(BitMatrix modules) {
    QrCodewords read = read(modules);
    return read == null ? read(mirrored(modules)) : read;
  }

  private static BitMatrix mirrored(BitMatrix modules) {
    int size = modules.getWidth();
    BitMatrix mirrored = new BitMatrix(size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        if (modules.get(x, y)) {
          mirrored.set(y, x);
        }
      }
    }
    return mirrored;
  }

  private static @Nullable QrCodewords read(BitMatrix modules) {
    int format = format(modules);
    if (format < 0) {
      return null;
    }
    try {
      Version version = Version.getProvisionalVersionForDimension(modules.getWidth());
      byte[] raw = raw(modules, version, format & 7);
      byte[] data = corrected(raw, version, ErrorCorrectionLevel.forBits(format >> 3));
      return new QrCodewords(data, version);
    } catch (FormatException | ReedSolomonException e) {
      return null;
    }
  }

  /// Level of error correction and mask, 5 bits, which stand in the code twice; -1 if neither can
  /// be read.
  private static int format(BitMatrix modules) {
    int last = modules.getWidth() - 1;
    int first = 0;
    int second = 0;
    for (int i = 0; i < 15; i++) {
      int along = i < 6 ? i : i < 8 ? i + 1 : 14 - i < 6 ? 14 - i : 7;
      boolean inRow = i < 8;
      first = first << 1 | bit(modules, inRow ? along : 8, inRow ? 8 : along);
      second = second << 1 | (i < 7 ? bit(modules, 8, last - i) : bit(modules, last - 14 + i, 8));
    }
    int best = -1;
    int fewest = FORMAT_ERRORS + 1;
    for (int i = 0; i < FORMATS; i++) {
      int errors =
          Math.min(Integer.bitCount(FORMAT[i] ^ first), Integer.bitCount(FORMAT[i] ^ second));
      if (errors < fewest) {
        fewest = errors;
        best = i;
      }
    }
    return best;
  }

  private static int bit(BitMatrix modules, int x, int y) {
    return modules.get(x, y) ? 1 : 0;
  }

  /// The codewords as they stand, in columns of two from the right, now upwards and now downwards.
  private static byte[] raw(BitMatrix modules, Version version, int mask) {
    int size = modules.getWidth();
    BitMatrix function = function(version);
    byte[] raw = new byte[version.getTotalCodewords()];
    int bits = 0;
    boolean upwards = true;
    for (int right = size - 1; right > 0; right -= 2) {
      if (right == 6) {
        right--;
      }
      for (int i = 0; i < size; i++) {
        int y = upwards ? size - 1 - i : i;
        for (int x = right; x >= right - 1; x--) {
          if (!function.get(x, y) && bits < 8 * raw.length) {
            int bit = bit(modules, x, y) ^ (isMasked(mask, y, x) ? 1 : 0);
            raw[bits / 8] |= (byte) (bit << (7 - bits % 8));
            bits++;
          }
        }
      }
      upwards = !upwards;
    }
    return raw;
  }

  /// Where there are marks, timing, format and version in place of data.
  private static BitMatrix function(Version version) {
    int size = version.getDimensionForVersion();
    BitMatrix function = new BitMatrix(size);
    function.setRegion(0, 0, 9, 9);
    function.setRegion(size - 8, 0, 8, 9);
    function.setRegion(0, size - 8, 9, 8);
    function.setRegion(6, 9, 1, size - 17);
    function.setRegion(9, 6, size - 17, 1);
    int[] centers = version.getAlignmentPatternCenters();
    for (int x : centers) {
      for (int y : centers) {
        boolean corner = Math.min(x, y) == 6 && (Math.max(x, y) == 6 || Math.max(x, y) == size - 7);
        if (!corner) {
          function.setRegion(x - 2, y - 2, 5, 5);
        }
      }
    }
    if (version.getVersionNumber() > 6) {
      function.setRegion(size - 11, 0, 3, 6);
      function.setRegion(0, size - 11, 6, 3);
    }
    return function;
  }

  private static boolean isMasked(int mask, int row, int column) {
    int product = row * column;
    return switch (mask) {
      case 0 -> (row + column) % 2 == 0;
      case 1 -> row % 2 == 0;
      case 2 -> column % 3 == 0;
      case 3 -> (row + column) % 3 == 0;
      case 4 -> (row / 2 + column / 3) % 2 == 0;
      case 5 -> product % 2 + product % 3 == 0;
      case 6 -> (product % 2 + product % 3) % 2 == 0;
      default -> ((row + column) % 2 + product % 3) % 2 == 0;
    };
  }

  /// Takes the blocks apart, whose codewords stand in turn, and corrects each.
  private static byte[] corrected(byte[] raw, Version version, ErrorCorrectionLevel level)
      throws ReedSolomonException {
    Version.ECBlocks blocks = version.getECBlocksForLevel(level);
    int correcting = blocks.getECCodewordsPerBlock();
    int[] lengths =
        Arrays.stream(blocks.getECBlocks())
            .flatMapToInt(
                alike ->
                    java.util.stream.IntStream.generate(alike::getDataCodewords)
                        .limit(alike.getCount()))
            .toArray();
    int longest = Arrays.stream(lengths).max().orElse(0);
    int[][] parts = new int[lengths.length][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new int[lengths[i] + correcting];
    }
    int at = 0;
    for (int i = 0; i < longest; i++) {
      for (int block = 0; block < parts.length; block++) {
        if (i < lengths[block]) {
          parts[block][i] = raw[at++] & 0xFF;
        }
      }
    }
    for (int i = 0; i < correcting; i++) {
      for (int block = 0; block < parts.length; block++) {
        parts[block][lengths[block] + i] = raw[at++] & 0xFF;
      }
    }
    return data(parts, lengths, correcting);
  }

  private static byte[] data(int[][] parts, int[] lengths, int correcting)
      throws ReedSolomonException {
    ReedSolomonDecoder decoder = new ReedSolomonDecoder(GenericGF.QR_CODE_FIELD_256);
    byte[] data = new byte[Arrays.stream(lengths).sum()];
    int at = 0;
    for (int block = 0; block < parts.length; block++) {
      decoder.decode(parts[block], correcting);
      for (int i = 0; i < lengths[block]; i++) {
        data[at++] = (byte) parts[block][i];
      }
    }
    return data;
  }
}
