package daka.reader.code;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import daka.reader.image.Luminance;
import java.util.Random;

/// What a camera sees of a QR code on a card: near or far, turned, tilted, out of focus, moving, in
/// uneven light, with grain. ZXing's writer makes the code; the camera is made here, and shares
/// nothing with the decoder.
public final class Scene {
  private static final int QUIET_ZONE = 4;

  /// A pixel is the mean of so many points a side.
  private static final int POINTS = 3;

  /// How far the camera is from the card, in pixels: what is tilted towards it becomes larger.
  private static final double DISTANCE = 700;

  private final ByteMatrix code;
  private final Luminance background;
  private double x;
  private double y;
  private double module = 5;
  private double turn;
  private double tilt;
  private double axis;
  private double paper = 210;
  private double ink = 40;
  private double shade;
  private double blur;
  private double smear;
  private double grain = 3;

  private Scene(ByteMatrix code, Luminance background) {
    this.code = code;
    this.background = background;
    this.x = background.width() / 2.0;
    this.y = background.height() / 2.0;
  }

  /// A code in the middle of a picture, as plain as can be.
  ///
  /// @param level L, M, Q or H: how much of the code may be lost
  public static Scene of(String text, char level, Luminance background) {
    try {
      ErrorCorrectionLevel correction = ErrorCorrectionLevel.valueOf(String.valueOf(level));
      return new Scene(Encoder.encode(text, correction).getMatrix(), background);
    } catch (WriterException e) {
      throw new AssertionError(e);
    }
  }

  /// Where the middle of the code is.
  public Scene at(double right, double down) {
    x = right;
    y = down;
    return this;
  }

  /// Pixels a module.
  public Scene module(double pixels) {
    module = pixels;
    return this;
  }

  public Scene turned(double degrees) {
    turn = Math.toRadians(degrees);
    return this;
  }

  /// @param degrees away from the camera, around an axis in the card
  /// @param axisDegrees how the axis lies in the picture
  public Scene tilted(double degrees, double axisDegrees) {
    tilt = Math.toRadians(degrees);
    axis = Math.toRadians(axisDegrees);
    return this;
  }

  /// The brightness of both, 0 to 255.
  public Scene printed(double onPaper, double inInk) {
    paper = onPaper;
    ink = inInk;
    return this;
  }

  /// @param share how much of the light is lost from the left edge of the picture to the right one
  public Scene shaded(double share) {
    shade = share;
    return this;
  }

  /// @param pixels the standard deviation of what a point is spread over
  public Scene blurred(double pixels) {
    blur = pixels;
    return this;
  }

  /// @param pixels how far it moves to the side while the picture is taken
  public Scene smeared(double pixels) {
    smear = pixels;
    return this;
  }

  /// @param deviation the standard deviation of the brightness of a pixel
  public Scene grainy(double deviation) {
    grain = deviation;
    return this;
  }

  /// How far the corners of the code are from its middle, in pixels, if it is not tilted.
  public double reach() {
    return code.getWidth() * module / Math.sqrt(2);
  }

  public Luminance picture(Random random) {
    int width = background.width();
    int height = background.height();
    float[] light = new float[width * height];
    Plane plane = new Plane(turn, tilt, axis);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double bright = 1 - shade * column / width;
        light[row * width + column] = (float) (bright * brightness(plane, column, row));
      }
    }
    Softened softened = new Softened(width, height);
    softened.spread(light, blur);
    softened.smear(light, smear);
    byte[] picture = new byte[light.length];
    for (int i = 0; i < picture.length; i++) {
      double pixel = light[i] + grain * random.nextGaussian();
      picture[i] = (byte) Math.clamp(Math.round(pixel), 0, 255);
    }
    return Luminance.of(picture, width, height);
  }

  private double brightness(Plane plane, int column, int row) {
    double[] middle = plane.of(column + 0.5 - x, row + 0.5 - y);
    double half = module * (code.getWidth() / 2.0 + QUIET_ZONE);
    if (Math.max(Math.abs(middle[0]), Math.abs(middle[1])) > half) {
      return background.pixel(column, row);
    }
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < POINTS; j++) {
        double right = column + (i + 0.5) / POINTS;
        double down = row + (j + 0.5) / POINTS;
        sum += isInk(plane.of(right - x, down - y)) ? ink : paper;
      }
    }
    return sum / (POINTS * POINTS);
  }

  private boolean isInk(double[] point) {
    int right = (int) Math.floor(point[0] / module + code.getWidth() / 2.0);
    int down = (int) Math.floor(point[1] / module + code.getHeight() / 2.0);
    return right >= 0
        && down >= 0
        && right < code.getWidth()
        && down < code.getHeight()
        && code.get(right, down) == 1;
  }

  /// The card in space, seen from [#DISTANCE].
  private static final class Plane {
    private final double[] right;
    private final double[] down;

    Plane(double turn, double tilt, double axis) {
      right = vector(turn, tilt, axis);
      down = vector(turn + Math.PI / 2, tilt, axis);
    }

    /// A direction in the card, turned around the axis.
    private static double[] vector(double turn, double tilt, double axis) {
      double along = Math.cos(turn - axis);
      double across = Math.sin(turn - axis);
      double near = across * Math.cos(tilt);
      return new double[] {
        along * Math.cos(axis) - near * Math.sin(axis),
        along * Math.sin(axis) + near * Math.cos(axis),
        across * Math.sin(tilt)
      };
    }

    /// The point of the card that is seen at a place of the picture.
    double[] of(double seenX, double seenY) {
      double a = right[0] * DISTANCE - seenX * right[2];
      double b = down[0] * DISTANCE - seenX * down[2];
      double c = right[1] * DISTANCE - seenY * right[2];
      double d = down[1] * DISTANCE - seenY * down[2];
      double determinant = a * d - b * c;
      return new double[] {
        DISTANCE * (seenX * d - seenY * b) / determinant,
        DISTANCE * (seenY * a - seenX * c) / determinant
      };
    }
  }
}
