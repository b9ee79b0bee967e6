package daka.reader;

import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the QR code in an image.
///
/// Not tied to a thread, but for one caller at a time: each reader has its own.
public final class QrDecoder {
  /// ZXing compares each three of the corner marks it finds, so that an image full of them would
  /// keep it busy for hours (zxing#1567). A photograph has ten, and noise has twenty.
  private static final int MAX_MARKS = 200;

  private static final Map<DecodeHintType, Object> EACH_BYTE =
      Map.of(DecodeHintType.CHARACTER_SET, StandardCharsets.ISO_8859_1);

  /// A code that was read.
  ///
  /// @param look the way in which it was
  record Found(String text, Place place, QrLook look) {}

  private final Decoder zxing = new Decoder();
  private final Retouched copies = new Retouched();
  private final Thresholds thresholds = new Thresholds();
  private BitMatrix dark = new BitMatrix(1);

  /// The text of a code in an image of which there is no next: looks at it in every way. No image
  /// makes it throw or take long.
  ///
  /// @return null if there is no code, or its bytes are not text
  public @Nullable String decode(Luminance image) {
    for (QrLook look : QrLook.values()) {
      String text = decode(image, look);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// The same, looking in one way only.
  public @Nullable String decode(Luminance image, QrLook look) {
    Found found = find(image, look);
    return found == null ? null : found.text();
  }

  @Nullable Found find(Luminance image, QrLook look) {
    Luminance prepared = look.prepare(image, copies);
    if (look.global) {
      thresholds.global(prepared);
    } else {
      thresholds.local(prepared);
    }
    DarkPixels pixels = new DarkPixels(prepared, thresholds, look.inverted);
    if (!CornerMark.isIn(pixels)) {
      return null;
    }
    pixels.copyTo(matrix(prepared));
    try {
      DetectorResult detected = new Detector(dark).detect(countingMarks());
      String text = QrText.of(zxing.decode(detected.getBits(), EACH_BYTE));
      return text == null
          ? null
          : new Found(text, Place.of(detected.getPoints(), prepared, look.zoom, image), look);
    } catch (ReaderException e) {
      return null;
    } catch (RuntimeException e) {
      // Not only our own TooManyMarks: ZXing indexes out of bounds on some images (zxing#1533).
      return null;
    }
  }

  private BitMatrix matrix(Luminance image) {
    if (dark.getWidth() != image.width() || dark.getHeight() != image.height()) {
      dark = new BitMatrix(image.width(), image.height());
    }
    return dark;
  }

  private static Map<DecodeHintType, Object> countingMarks() {
    int[] marks = {0};
    ResultPointCallback count =
        _ -> {
          if (++marks[0] > MAX_MARKS) {
            throw new TooManyMarks();
          }
        };
    return Map.of(DecodeHintType.NEED_RESULT_POINT_CALLBACK, count);
  }

  private static final class TooManyMarks extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyMarks() {
      super("more corner marks than a photograph has", null, false, false);
    }
  }
}
