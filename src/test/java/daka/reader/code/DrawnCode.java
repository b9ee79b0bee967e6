package daka.reader.code;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import daka.reader.image.Luminance;
import java.util.Arrays;

/// A QR code drawn by ZXing's writer onto a frame, somewhere on bright paper.
///
/// @param module pixels a module
public record DrawnCode(ByteMatrix code, int width, int height, int module, int left, int top) {
  private static final byte PAPER = (byte) 220;
  private static final byte INK = 30;

  public static DrawnCode of(String text) {
    try {
      ByteMatrix code = Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix();
      return new DrawnCode(code, 640, 480, 4, 100, 100);
    } catch (WriterException e) {
      throw new AssertionError(e);
    }
  }

  public static Luminance paper(int width, int height) {
    byte[] paper = new byte[width * height];
    Arrays.fill(paper, PAPER);
    return Luminance.of(paper, width, height);
  }

  public DrawnCode on(int frameWidth, int frameHeight) {
    return new DrawnCode(code, frameWidth, frameHeight, module, left, top);
  }

  DrawnCode module(int pixels) {
    return new DrawnCode(code, width, height, pixels, left, top);
  }

  DrawnCode at(int x, int y) {
    return new DrawnCode(code, width, height, module, x, y);
  }

  public Luminance dark() {
    Luminance frame = paper(width, height);
    drawOn(frame);
    return frame;
  }

  Luminance with(DrawnCode other) {
    Luminance frame = dark();
    other.drawOn(frame);
    return frame;
  }

  Luminance inverted() {
    Luminance frame = dark();
    byte[] bytes = frame.bytes();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    return frame;
  }

  private void drawOn(Luminance frame) {
    for (int y = 0; y < code.getHeight() * module; y++) {
      for (int x = 0; x < code.getWidth() * module; x++) {
        if (code.get(x / module, y / module) == 1) {
          frame.bytes()[frame.start(top + y) + left + x] = INK;
        }
      }
    }
  }
}
