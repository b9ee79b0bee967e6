package daka.reader.code;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/// Draws QR codes as SVG: black on white, a module a unit, with the quiet zone of four.
public final class QrSvg {
  private static final Map<EncodeHintType, Object> HINTS =
      Map.of(
          EncodeHintType.CHARACTER_SET,
          "UTF-8",
          EncodeHintType.ERROR_CORRECTION,
          ErrorCorrectionLevel.M,
          EncodeHintType.MARGIN,
          4);

  private QrSvg() {}

  /// @param text at most some hundred characters
  /// @throws IllegalArgumentException if it is longer than a code can hold
  public static String of(String text) {
    return draw(modules(text));
  }

  /// The modules of the code with the quiet zone; true is black.
  static BitMatrix modules(String text) {
    try {
      return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 1, 1, HINTS);
    } catch (WriterException e) {
      throw new IllegalArgumentException("a text is too long for a QR code: " + e.getMessage(), e);
    }
  }

  private static String draw(BitMatrix modules) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      int x = 0;
      while (x < modules.getWidth()) {
        int begin = x;
        while (x < modules.getWidth() && modules.get(x, y)) {
          x++;
        }
        if (x > begin) {
          path.append('M').append(begin).append(' ').append(y).append('h').append(x - begin);
          path.append("v1h-").append(x - begin).append('z');
        }
        x++;
      }
    }
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%1$dv%2$dH0z\"/>"
            + "<path d=\"%3$s\"/></svg>")
        .formatted(modules.getWidth(), modules.getHeight(), path);
  }
}
