package daka.rig.pi;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;

/// The plug of the camera, and the card held before it.
///
/// @param camera pulled out before the first use
public record CameraPlug(LabCamera camera) implements Plug {
  private static final int MODULE = 6;
  private static final int LEFT = 200;
  private static final int TOP = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public Plugged in() throws IOException {
    camera.show(desk());
    camera.plugIn();
    return new Plugged() {
      @Override
      public Duration scan(String card) throws IOException {
        camera.show(code(card));
        return Duration.ZERO;
      }

      // A card is read from a single frame, so the part is how long it is seen.
      @Override
      public Duration pullOut(String card, double part) throws IOException {
        long frames = camera.frames();
        camera.show(code(card));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (camera.frames() < frames + Math.round(2 * part) && System.nanoTime() < until) {
          Thread.onSpinWait();
        }
        camera.pullOut();
        return Duration.ZERO;
      }

      @Override
      public void close() throws IOException {
        camera.pullOut();
      }
    };
  }

  /// What it sees with no card before it.
  public static BufferedImage desk() {
    BufferedImage image =
        new BufferedImage(LabCamera.WIDTH, LabCamera.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0xb0b0b0));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.dispose();
    return image;
  }

  /// What it sees with a card before it.
  public static BufferedImage code(String card) {
    BufferedImage image = desk();
    ByteMatrix code = matrix(card);
    int quiet = 4 * MODULE;
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0xe8e8e8));
    int side = code.getWidth() * MODULE + 2 * quiet;
    graphics.fillRect(LEFT - quiet, TOP - quiet, side, side);
    graphics.setColor(new Color(0x202020));
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        if (code.get(x, y) == 1) {
          graphics.fillRect(LEFT + x * MODULE, TOP + y * MODULE, MODULE, MODULE);
        }
      }
    }
    graphics.dispose();
    return image;
  }

  private static ByteMatrix matrix(String card) {
    try {
      return Encoder.encode(card, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("no code can say " + card, e);
    }
  }
}
