package daka.rig.pi;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// The camera of the virtual Pi, linked from `/dev/v4l/by-id/lab_camera-video-index0`. It is
/// plugged in from the start.
///
/// @param pi the machine it belongs to
public record LabCamera(VirtualPi pi) {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 480;

  private static final String FILES = "/sys/kernel/debug/lab-camera/";
  private static final String SCREEN = "/dev/lab-camera";

  /// Shows an image from the next frame on, to whoever films in YUYV or GREY.
  ///
  /// @param image [#WIDTH] × [#HEIGHT], of [BufferedImage#TYPE_BYTE_GRAY]
  public void show(BufferedImage image) throws IOException {
    if (image.getWidth() != WIDTH
        || image.getHeight() != HEIGHT
        || !(image.getRaster().getDataBuffer() instanceof DataBufferByte pixels)) {
      throw new IllegalArgumentException("not 640 × 480 bytes of grey: " + image);
    }
    pi.put(SCREEN, pixels.getData());
  }

  /// Shows an image from the next frame on, to whoever films in MJPEG.
  public void showJpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    pi.put(SCREEN, jpeg.toByteArray());
  }

  /// How many frames it has handed over to programs since the machine was started.
  public long frames() throws IOException {
    return Long.parseLong(pi.get(FILES + "frames").strip());
  }

  /// Whether a program films.
  public boolean isFilming() throws IOException {
    return pi.get(FILES + "streaming").strip().equals("1");
  }

  public void plugIn() throws IOException {
    pi.put(FILES + "plugged", "1");
  }

  /// Pulls it out, also while a program films.
  public void pullOut() throws IOException {
    pi.put(FILES + "plugged", "0");
  }
}
