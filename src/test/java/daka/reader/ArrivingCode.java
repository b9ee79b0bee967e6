package daka.reader;

import java.util.Random;

/// A code on a card that a hand moves into the view of a camera: past an edge, ever more slowly,
/// and then it is held, as steadily as a hand can.
final class ArrivingCode {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  /// The share of a frame's time in which it takes in light.
  private static final double EXPOSURE = 0.1;

  /// Of the way that is left, how much is made from one frame to the next.
  private static final double PACE = 0.35;

  private static final double SHAKE = 1.5;
  private static final double QUIET_ZONE = 1.3;

  private final Random random;
  private final Scene scene;
  private final double heldX;
  private final double heldY;
  private double x;
  private double y;

  ArrivingCode(String text, Luminance background, Random random) {
    this.random = random;
    this.scene =
        Scene.of(text, 'M', background)
            .module(3.5 + 2.5 * random.nextDouble())
            .turned(random.nextInt(360))
            .tilted(random.nextInt(25), random.nextInt(360))
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
  Luminance next() {
    double movedX = PACE * (heldX - x) + SHAKE * random.nextGaussian();
    double movedY = PACE * (heldY - y) + SHAKE * random.nextGaussian();
    x += movedX;
    y += movedY;
    return scene.at(x, y).smeared(EXPOSURE * Math.hypot(movedX, movedY)).picture(random);
  }

  /// Whether the code and the paper around it were whole in the last frame.
  boolean isWhole() {
    double reach = reach();
    return x >= reach && y >= reach && x <= WIDTH - reach && y <= HEIGHT - reach;
  }

  private double reach() {
    return QUIET_ZONE * scene.reach();
  }
}
