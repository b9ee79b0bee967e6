package daka.reader.code;

import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.qrcode.detector.Detector;
import daka.reader.image.Luminance;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the QR code in an image.
///
/// Not tied to a thread, but for one caller at a time: each reader has its own.
public final class QrDecoder {
  /// ZXing compares each three of the corner marks it finds, so that an image full of them would
  /// keep it busy for hours (zxing#1567). A photograph has ten, and noise has twenty.
  private static final int MAX_MARKS = 200;

  /// A code that was read.
  ///
  /// @param look the way in which it was
  record Found(QrContent content, CodeArea place, QrLook look) {
    /// What the code says, or null if it is only a part of several.
    @Nullable String text() {
      return text(content);
    }

    static @Nullable String text(@Nullable QrContent content) {
      return content instanceof QrContent.Text(String text) ? text : null;
    }
  }

  private final RetouchedImages copies = new RetouchedImages();
  private final Thresholds thresholds = new Thresholds();
  private BitMatrix dark = new BitMatrix(1);

  /// The text of a code in an image of which there is no next: looks at it in every way. No image
  /// makes it throw or take long.
  ///
  /// @return null if there is no code, or its bytes are not text, or it is a part of several
  public @Nullable String decode(Luminance image) {
    return Found.text(content(image));
  }

  /// The same, and tells of a part of several.
  @Nullable QrContent content(Luminance image) {
    for (QrLook look : QrLook.values()) {
      Found found = find(image, look);
      if (found != null) {
        return found.content();
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
      QrCodewords code = QrCodewords.of(detected.getBits());
      QrContent content = code == null ? null : QrSegments.content(code);
      return content == null
          ? null
          : new Found(content, CodeArea.of(detected.getPoints(), prepared, look.zoom, image), look);
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
