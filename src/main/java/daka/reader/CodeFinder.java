package daka.reader;

import daka.checkin.CardKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the codes in the frames of a camera, or in an image, of the symbologies that a reader is
/// told to look for.
///
/// For one caller at a time.
final class CodeFinder {
  private final boolean qr;
  private final QrCascade cascade = new QrCascade();
  private final QrDecoder decoder = new QrDecoder();
  private final BarDecoder bars;
  private boolean barsNext;

  CodeFinder(Set<Symbology> codes) {
    this.qr = codes.contains(Symbology.QR);
    this.bars = new BarDecoder(codes);
  }

  /// Looks at the next frame. If it shows both a QR code and bars, one is told, and the other with
  /// the frame after it.
  @Nullable Code next(Luminance frame) {
    String square = qr ? cascade.next(frame) : null;
    String striped = bars.next(frame);
    if (striped == null) {
      return square == null ? null : new Code(CardKind.QR, square);
    }
    if (square == null) {
      return new Code(null, striped);
    }
    barsNext = !barsNext;
    return barsNext ? new Code(null, striped) : new Code(CardKind.QR, square);
  }

  /// Looks at an image of which there is no next.
  @Nullable Code in(Luminance image) {
    String square = qr ? decoder.decode(image) : null;
    if (square != null) {
      return new Code(CardKind.QR, square);
    }
    String striped = bars.decode(image);
    return striped == null ? null : new Code(null, striped);
  }
}
