package daka.reader.code;

/// Makes pictures less sharp, as a lens out of focus and a hand that moves do.
final class Softened {
  private final int width;
  private final int height;

  Softened(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /// Spreads each point as a bell curve.
  void spread(float[] light, double deviation) {
    if (deviation > 0) {
      float[] bell = new float[2 * (int) Math.ceil(3 * deviation) + 1];
      for (int i = 0; i < bell.length; i++) {
        double away = i - bell.length / 2;
        bell[i] = (float) Math.exp(-away * away / (2 * deviation * deviation));
      }
      spread(light, bell, 1);
      spread(light, bell, width);
    }
  }

  /// Spreads each point evenly to both sides.
  void smear(float[] light, double pixels) {
    int reach = (int) Math.ceil(pixels / 2);
    if (reach > 0) {
      float[] even = new float[2 * reach + 1];
      for (int i = 0; i < even.length; i++) {
        even[i] = (float) Math.clamp(pixels / 2 + 0.5 - Math.abs(i - reach), 0, 1);
      }
      spread(light, even, 1);
    }
  }

  /// @param step from a pixel to the next that it is spread to: 1 or [#width]
  private void spread(float[] light, float[] weights, int step) {
    float[] sharp = light.clone();
    int length = step == 1 ? width : height;
    int reach = weights.length / 2;
    for (int i = 0; i < light.length; i++) {
      int place = step == 1 ? i % width : i / width;
      float sum = 0;
      float whole = 0;
      for (int at = Math.max(-reach, -place); at <= Math.min(reach, length - 1 - place); at++) {
        sum += weights[at + reach] * sharp[i + at * step];
        whole += weights[at + reach];
      }
      light[i] = sum / whole;
    }
  }
}
