package daka.reader.code;

import com.google.zxing.common.BitMatrix;
import daka.reader.image.Luminance;
import java.util.Arrays;

/// Which texts can be printed as a code. In one of some hundreds of codes the modules look like the
/// marks of the corners to ZXing (as in zxing#1567), and it is hard to read however well it is
/// printed: its holder would stand before the camera again and again.
public final class LegibleCode {
  /// As a camera sees a card far away, and near.
  private static final int[] PIXELS_A_MODULE = {3, 4, 5, 7, 9, 11};

  private static final int WHITE = 255;

  private LegibleCode() {}

  /// Whether our own decoder reads it at first sight, from far and near. Takes some milliseconds.
  ///
  /// @throws IllegalArgumentException if it is longer than a code can hold
  public static boolean isLegible(String text) {
    QrDecoder decoder = new QrDecoder();
    BitMatrix modules = QrSvg.modules(text);
    return Arrays.stream(PIXELS_A_MODULE)
        .allMatch(size -> text.equals(decoder.decode(drawn(modules, size), QrLook.PLAIN)));
  }

  private static Luminance drawn(BitMatrix modules, int size) {
    int side = modules.getWidth() * size;
    byte[] pixels = new byte[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        pixels[y * side + x] = (byte) (modules.get(x / size, y / size) ? 0 : WHITE);
      }
    }
    return Luminance.of(pixels, side, side);
  }
}
