package daka.reader;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Which pixels of an image are dark. Its bytes are read where they are, eight at a time.
final class DarkPixels {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Every second of eight bytes, with room to count beyond 255.
  private static final long LANES = 0x00FF_00FF_00FF_00FFL;

  private static final long ONES = 0x0001_0001_0001_0001L;

  private final Thresholds thresholds;
  private final Luminance image;
  private final boolean inverted;

  /// @param inverted whether what is bright is to count as dark
  DarkPixels(Luminance image, Thresholds thresholds, boolean inverted) {
    this.image = image;
    this.thresholds = thresholds;
    this.inverted = inverted;
  }

  int width() {
    return image.width();
  }

  int height() {
    return image.height();
  }

  boolean isDark(int x, int y) {
    int threshold = thresholds.at(x / Thresholds.BLOCK, y / Thresholds.BLOCK);
    return (image.pixel(x, y) <= threshold) != inverted;
  }

  /// All of them as ZXing takes it.
  void copyTo(BitMatrix matrix) {
    BitArray line = new BitArray(width());
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < width(); x += Integer.SIZE) {
        line.setBulk(x, word(x, y));
      }
      matrix.setRow(y, line);
    }
  }

  /// 32 pixels, or as many as there are up to the edge; the first is the lowest bit.
  int word(int left, int y) {
    int row = y / Thresholds.BLOCK;
    int start = image.start(y);
    int end = Math.min(left + Integer.SIZE, width());
    int word = 0;
    for (int x = left; x < end; x += Thresholds.BLOCK) {
      int threshold = thresholds.at(x / Thresholds.BLOCK, row);
      int dark =
          x + Thresholds.BLOCK <= end
              ? eight((long) EIGHT.get(image.bytes(), start + x), threshold)
              : fewer(start + x, start + end, threshold);
      word |= dark << (x - left);
    }
    return inverted ? ~word & (-1 >>> (left + Integer.SIZE - end)) : word;
  }

  /// A bit for each byte, 1 if it is not above the threshold: 256 is added to each difference, and
  /// stays in it if the byte was not greater.
  private static int eight(long bytes, int threshold) {
    long limit = (0x100 + threshold) * ONES;
    long even = ((limit - (bytes & LANES)) >>> 8) & ONES;
    long odd = ((limit - ((bytes >>> 8) & LANES)) >>> 8) & ONES;
    long pairs = even | (odd << 1);
    return (int) (pairs | (pairs >>> 14) | (pairs >>> 28) | (pairs >>> 42)) & 0xFF;
  }

  private int fewer(int from, int end, int threshold) {
    int dark = 0;
    for (int at = from; at < end; at++) {
      dark |= (image.bytes()[at] & 0xFF) <= threshold ? 1 << (at - from) : 0;
    }
    return dark;
  }
}
