package daka.reader.camera;

import daka.reader.code.Scene;
import daka.reader.image.Luminance;
import java.util.Random;

/// A code on a card that a hand moves into the view of a camera: past an edge, at up to 600 pixels
/// a second and ever more slowly, and then it is held, as steadily as a hand can, tilted by up to
/// 15 degrees.
public final class ArrivingCode {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  /// The share of a frame's time in which it takes in light.
  private static final double EXPOSURE = 0.1;

  /// Of the way that is left, how much is made from one frame to the next.
  private static final double PACE = 0.35;

  /// Pixels from one frame to the next, at 15 a second.
  private static final double FASTEST = 40;

  private static final double SHAKE = 1.5;
  private static final double QUIET_ZONE = 1.3;

  private final Random random;
  private final Scene scene;
  private final double heldX;
  private final double heldY;
  private double x;
  private double y;

  /// @param seed codes of different ones have nothing in common
  public ArrivingCode(String text, Luminance background, long seed) {
    this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
    this.scene =
        Scene.of(text, 'M', background)
            .module(3.5 + 2.5 * random.nextDouble())
            .turned(random.nextInt(360))
            .tilted(random.nextInt(16), random.nextInt(360))
            .printed(170 + random.nextInt(70), 30 + random.nextInt(40))
            .shaded(0.4 * random.nextDouble())
            .blurred(0.4 + 0.6 * random.nextDouble())
            .grainy(2 + random.nextInt(5));
    double reach = reach();
    heldX = reach + (WIDTH - 2 * reach) * random.nextDouble();
    heldY = reach + (HEIGHT - 2 * reach) * random.nextDouble();
    boolean fromBelow = random.nextBoolean();
    x = fromBelow ? heldX : -reach;
    y = fromBelow ? HEIGHT + reach : heldY;
  }

  /// The next frame.
  public Luminance next() {
    double movedX = towards(heldX - x);
    double movedY = towards(heldY - y);
    x += movedX;
    y += movedY;
    return scene.at(x, y).smeared(EXPOSURE * Math.hypot(movedX, movedY)).picture(random);
  }

  private double towards(double left) {
    return Math.clamp(PACE * left, -FASTEST, FASTEST) + SHAKE * random.nextGaussian();
  }

  /// Whether the code and the paper around it were whole in the last frame.
  public boolean isWhole() {
    double reach = reach();
    return x >= reach && y >= reach && x <= WIDTH - reach && y <= HEIGHT - reach;
  }

  private double reach() {
    return QUIET_ZONE * scene.reach();
  }
}
