package daka.reader.code;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daka.reader.image.Luminance;
import daka.reader.image.Picture;
import daka.reader.image.PictureFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/// QR images made by qrencode, which shares no code with the decoder. A test is skipped where it is
/// not installed.
public final class Codes {
  private Codes() {}

  public static byte[] png(String text) {
    return png(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A code that holds these bytes, in byte mode, 6 pixels a module.
  public static byte[] png(byte[] content) {
    assumeTrue(isInstalled("qrencode"), "qrencode is not installed");
    try {
      Process qrencode =
          new ProcessBuilder("qrencode", "-8", "-s", "6", "-m", "4", "-o", "-")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream in = qrencode.getOutputStream()) {
        in.write(content);
      }
      return qrencode.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  public static BufferedImage image(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The image drawn in the middle of a white square, turned and scaled.
  static BufferedImage turned(BufferedImage code, double degrees, double scale) {
    int side = (int) (Math.max(code.getWidth(), code.getHeight()) * scale * 1.5);
    BufferedImage turned = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, side, side);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.translate(side / 2.0, side / 2.0);
    graphics.rotate(Math.toRadians(degrees));
    graphics.scale(scale, scale);
    graphics.drawImage(code, -code.getWidth() / 2, -code.getHeight() / 2, null);
    graphics.dispose();
    return turned;
  }

  public static byte[] file(BufferedImage image, String format) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, file)) {
        throw new AssertionError("no writer for this image as " + format);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return file.toByteArray();
  }

  public static Luminance luminance(byte[] file) {
    return assertInstanceOf(Picture.Decoded.class, PictureFile.read(file)).luminance();
  }
}
