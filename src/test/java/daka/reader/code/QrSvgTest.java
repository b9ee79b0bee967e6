package daka.reader.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrSvgTest {
  private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");
  private static final int SCALE = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://192.168.1.5:8443/",
        "https://[fd00::5]:8443/",
        "otpauth://totp/Daka%20%E7%9B%8A:%E7%8E%8B?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
      })
  void what_is_drawn_is_read_again(String text) throws Exception {
    String svg = QrSvg.of(text);
    Matcher size = SIZE.matcher(svg);
    size.find();
    int width = Integer.parseInt(size.group(1)) * SCALE;
    int[] pixels = new int[width * width];
    Arrays.fill(pixels, 0xFFFFFF);
    Matcher run = RUN.matcher(svg);
    while (run.find()) {
      int x = Integer.parseInt(run.group(1)) * SCALE;
      int y = Integer.parseInt(run.group(2)) * SCALE;
      int length = Integer.parseInt(run.group(3)) * SCALE;
      for (int row = y; row < y + SCALE; row++) {
        Arrays.fill(pixels, row * width + x, row * width + x + length, 0);
      }
    }
    BinaryBitmap image =
        new BinaryBitmap(
            new GlobalHistogramBinarizer(new RGBLuminanceSource(width, width, pixels)));
    assertEquals(text, new QRCodeReader().decode(image).getText());
  }

  @Test
  void what_no_code_can_hold_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> QrSvg.of("x".repeat(9_999)));
  }
}
