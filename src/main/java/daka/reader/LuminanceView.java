package daka.reader;

import com.google.zxing.LuminanceSource;

/// Shows ZXing a [Luminance] without converting it.
final class LuminanceView extends LuminanceSource {
  private final Luminance image;

  LuminanceView(Luminance image) {
    super(image.width(), image.height());
    this.image = image;
  }

  /// ZXing may pass null for a row it has no array for.
  @Override
  @SuppressWarnings("NullAway")
  public byte[] getRow(int y, byte[] row) {
    byte[] target = row == null || row.length < getWidth() ? new byte[getWidth()] : row;
    image.copyRow(y, target, 0);
    return target;
  }

  @Override
  public byte[] getMatrix() {
    return image.packed();
  }
}
