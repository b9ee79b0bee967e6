package daka.web.door;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// Images as they are posted, with codes made by qrencode.
public final class QrImages {
  private QrImages() {}

  public static byte[] png(String payload) throws Exception {
    Process qrencode;
    try {
      qrencode = new ProcessBuilder("qrencode", "-s", "6", "-o", "-", payload).start();
    } catch (IOException e) {
      assumeTrue(false, "qrencode is not installed");
      throw e;
    }
    return qrencode.getInputStream().readAllBytes();
  }

  static byte[] blank() throws IOException {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_BYTE_GRAY);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
