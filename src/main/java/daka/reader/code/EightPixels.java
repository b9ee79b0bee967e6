package daka.reader.code;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Arithmetic on eight pixels at once, on any processor: a long has four lanes of 16 bits, so that
/// two longs hold the even and the odd ones of eight, each with room to grow beyond 255.
final class EightPixels {
  /// 1 in each lane.
  static final long ONES = 0x0001_0001_0001_0001L;

  /// A number that is added to each lane lest a difference falls below 0; see [#clamped].
  static final long BELOW = 0x200 * ONES;

  /// The most that a pixel can be, in each lane.
  static final long PIXELS = 0xFF * ONES;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightPixels() {}

  /// Eight pixels, the first in the lowest byte.
  static long load(byte[] bytes, int at) {
    return (long) EIGHT.get(bytes, at);
  }

  static void store(byte[] bytes, int at, long pixels) {
    EIGHT.set(bytes, at, pixels);
  }

  static long even(long pixels) {
    return pixels & PIXELS;
  }

  static long odd(long pixels) {
    return (pixels >>> 8) & PIXELS;
  }

  /// @param even up to 255 in each lane
  /// @param odd the same
  static long join(long even, long odd) {
    return even | (odd << 8);
  }

  /// 1 in each lane of `a` that is not below that of `b`.
  ///
  /// @param a up to 255 in each lane
  /// @param b the same
  static long atLeast(long a, long b) {
    return ((a + (ONES << 8) - b) >>> 8) & ONES;
  }

  /// What is between 0 and 255 in each lane, and the nearer of both if it is not.
  ///
  /// @param lanes with [#BELOW] added to each, up to 0x4FF in all
  static long clamped(long lanes) {
    long notBelow = lanes + (ONES << 15) - BELOW;
    long positive = notBelow & (((notBelow >>> 15) & ONES) * 0x7FFF);
    long above = ((positive + 0x7F00 * ONES) >>> 15) & ONES;
    return (positive | (above * 0xFF)) & PIXELS;
  }

  /// The lower two lanes, each with an empty one behind it.
  static long spread(long lanes) {
    return (lanes & 0xFFFF) | ((lanes & 0xFFFF_0000L) << 16);
  }

  /// The sum of all lanes, which is below 65,536.
  static int sum(long lanes) {
    return (int) ((lanes * ONES) >>> 48);
  }
}
