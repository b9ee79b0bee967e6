package daka.reader.code;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.oned.Code39Writer;
import com.google.zxing.oned.EAN13Writer;
import com.google.zxing.oned.ITFWriter;
import com.google.zxing.oned.OneDimensionalCodeWriter;
import daka.reader.image.Luminance;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/// A code of bars by ZXing's writer in a frame of 640 × 480, as a camera sees it: turned, out of
/// focus, with grain.
///
/// @param degrees how far it is turned around the middle of the frame
/// @param module pixels a module
/// @param blur see [Scene#blurred]
public record DrawnBars(boolean[] bars, double degrees, double module, double high, double blur) {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  private static final int QUIET_ZONE = 10;
  private static final int PAPER = 215;
  private static final int INK = 45;
  private static final int DESK = 150;

  public static DrawnBars of(Symbology code, String text) {
    return switch (code) {
      case CODE_128 -> of(new Code128Writer(), BarcodeFormat.CODE_128, text);
      case CODE_39 -> of(new Code39Writer(), BarcodeFormat.CODE_39, text);
      case QR -> throw new IllegalArgumentException("no bars");
    };
  }

  static DrawnBars ofEan13(String text) {
    return of(new EAN13Writer(), BarcodeFormat.EAN_13, text);
  }

  static DrawnBars ofItf(String text) {
    return of(new ITFWriter(), BarcodeFormat.ITF, text);
  }

  private static DrawnBars of(OneDimensionalCodeWriter writer, BarcodeFormat format, String text) {
    var matrix = writer.encode(text, format, 0, 1, Map.of());
    boolean[] bars = new boolean[matrix.getWidth()];
    int first = matrix.getTopLeftOnBit()[0];
    for (int x = first; x < bars.length; x++) {
      bars[x - first] = matrix.get(x, 0);
    }
    int length = bars.length;
    while (!bars[length - 1]) {
      length--;
    }
    return new DrawnBars(Arrays.copyOf(bars, length), 0, 2.5, 80, 0.6);
  }

  DrawnBars turned(double by) {
    return new DrawnBars(bars, by, module, high, blur);
  }

  DrawnBars module(double pixels) {
    return new DrawnBars(bars, degrees, pixels, high, blur);
  }

  DrawnBars high(double pixels) {
    return new DrawnBars(bars, degrees, module, pixels, blur);
  }

  DrawnBars blurred(double pixels) {
    return new DrawnBars(bars, degrees, module, high, pixels);
  }

  public Luminance frame(Random random) {
    float[] light = new float[WIDTH * HEIGHT];
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    for (int i = 0; i < light.length; i++) {
      double sum = 0;
      for (int part = 0; part < 9; part++) {
        int column = part % 3;
        int row = part / 3;
        int down = i / WIDTH;
        double x = i % WIDTH + (column + 0.5) / 3 - WIDTH / 2.0;
        double y = down + (row + 0.5) / 3 - HEIGHT / 2.0;
        sum += brightness(x * cos + y * sin, y * cos - x * sin);
      }
      light[i] = (float) (sum / 9);
    }
    new Softened(WIDTH, HEIGHT).spread(light, blur);
    byte[] frame = new byte[light.length];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) Math.clamp(Math.round(light[i] + 3 * random.nextGaussian()), 0, 255);
    }
    return Luminance.of(frame, WIDTH, HEIGHT);
  }

  private int brightness(double along, double across) {
    double at = along / module + bars.length / 2.0;
    if (Math.abs(across) > high / 2 + 8 || at < -QUIET_ZONE || at >= bars.length + QUIET_ZONE) {
      return DESK;
    }
    boolean ink = Math.abs(across) <= high / 2 && at >= 0 && at < bars.length && bars[(int) at];
    return ink ? INK : PAPER;
  }
}
