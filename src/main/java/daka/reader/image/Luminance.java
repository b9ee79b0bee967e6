package daka.reader.image;

import java.util.Objects;

/// The brightness of an image, one unsigned byte a pixel, read in place: a camera hands over its
/// own buffer, with whatever padding its rows have. 0 is black.
public final class Luminance {
  private final byte[] bytes;
  private final int offset;
  private final int stride;
  private final int width;
  private final int height;

  /// @param bytes not copied; must not change while the image is being decoded
  /// @param offset where the first pixel of the top row is
  /// @param stride bytes from the start of a row to the start of the next, at least `width`
  /// @param width pixels a row, at least 1
  /// @param height rows, at least 1
  /// @throws IllegalArgumentException if the image does not lie within the bytes
  public Luminance(byte[] bytes, int offset, int stride, int width, int height) {
    long end = offset + (long) stride * (height - 1) + width;
    if (offset < 0 || width < 1 || height < 1 || stride < width || end > bytes.length) {
      throw new IllegalArgumentException(
          "an image of %d × %d pixels, %d bytes a row, from byte %d does not lie within %d bytes"
              .formatted(width, height, stride, offset, bytes.length));
    }
    this.bytes = bytes;
    this.offset = offset;
    this.stride = stride;
    this.width = width;
    this.height = height;
  }

  /// An image whose rows follow each other without padding.
  public static Luminance of(byte[] bytes, int width, int height) {
    return new Luminance(bytes, 0, width, width, height);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// Copies a row.
  ///
  /// @param row 0 to `height - 1`
  /// @param target has room for `width` bytes from `at` on
  public void copyRow(int row, byte[] target, int at) {
    Objects.checkIndex(row, height);
    System.arraycopy(bytes, offset + row * stride, target, at, width);
  }

  /// A part of the image, which reads the same bytes.
  ///
  /// @throws IllegalArgumentException if it does not lie within the image
  public Luminance part(int left, int top, int partWidth, int partHeight) {
    if (left < 0 || top < 0 || partWidth > width - left || partHeight > height - top) {
      throw new IllegalArgumentException(
          "a part of %d × %d pixels at %d, %d does not lie within %d × %d"
              .formatted(partWidth, partHeight, left, top, width, height));
    }
    return new Luminance(bytes, start(top) + left, stride, partWidth, partHeight);
  }

  /// The array that the pixels lie in; not to be written to.
  public byte[] bytes() {
    return bytes;
  }

  /// Bytes from the start of a row to the start of the next.
  public int stride() {
    return stride;
  }

  /// Where in [#bytes] a row starts.
  public int start(int row) {
    return offset + row * stride;
  }

  /// 0 to 255.
  public int pixel(int x, int y) {
    return bytes[start(y) + x] & 0xFF;
  }
}
