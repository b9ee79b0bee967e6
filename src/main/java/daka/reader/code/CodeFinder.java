package daka.reader.code;

import daka.reader.image.Luminance;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the codes in the frames of a camera, or in an image, of the symbologies that a reader is
/// told to look for.
///
/// For one caller at a time.
public final class CodeFinder {
  private final boolean qr;
  private final QrCascade cascade = new QrCascade();
  private final QrDecoder decoder = new QrDecoder();
  private final BarDecoder bars;
  private boolean barsNext;

  public CodeFinder(Set<Symbology> codes) {
    this.qr = codes.contains(Symbology.QR);
    this.bars = new BarDecoder(codes);
  }

  /// Looks at the next frame. If it shows both a QR code and bars, one is told, and the other with
  /// the frame after it.
  public @Nullable ReadCode next(Luminance frame) {
    QrContent square = qr ? cascade.content(frame) : null;
    String striped = bars.next(frame);
    if (striped == null) {
      return square == null ? null : ReadCode.of(square);
    }
    if (square == null) {
      return new ReadCode.Text(null, striped);
    }
    barsNext = !barsNext;
    return barsNext ? new ReadCode.Text(null, striped) : ReadCode.of(square);
  }

  /// Looks at an image of which there is no next.
  public @Nullable ReadCode in(Luminance image) {
    QrContent square = qr ? decoder.content(image) : null;
    if (square != null) {
      return ReadCode.of(square);
    }
    String striped = bars.decode(image);
    return striped == null ? null : new ReadCode.Text(null, striped);
  }
}
