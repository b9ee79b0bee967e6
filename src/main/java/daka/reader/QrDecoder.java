package daka.reader;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
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

  private final QRCodeReader zxing = new QRCodeReader();

  /// The text of a code in the image. No image makes it throw or take long.
  ///
  /// @return null if there is no code, or its bytes are not text
  public @Nullable String decode(Luminance image) {
    try {
      BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new LuminanceView(image)));
      return QrText.of(zxing.decode(bitmap, hints()));
    } catch (ReaderException e) {
      return null;
    } catch (RuntimeException e) {
      // Not only our own TooManyMarks: ZXing indexes out of bounds on some images (zxing#1533).
      return null;
    }
  }

  private static Map<DecodeHintType, Object> hints() {
    return Map.of(
        DecodeHintType.CHARACTER_SET,
        StandardCharsets.ISO_8859_1,
        DecodeHintType.NEED_RESULT_POINT_CALLBACK,
        countMarks());
  }

  private static ResultPointCallback countMarks() {
    int[] marks = {0};
    return mark -> {
      if (++marks[0] > MAX_MARKS) {
        throw new TooManyMarks();
      }
    };
  }

  private static final class TooManyMarks extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyMarks() {
      super("more corner marks than a photograph has", null, false, false);
    }
  }
}
