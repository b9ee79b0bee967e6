package daka.reader.code;

import daka.reader.image.Luminance;
import java.util.List;

/// A way to look at an image. Each reads codes that the others miss. All keep the middle of the
/// image where it was.
public enum QrLook {
  /// As it is, each part lit in its own way.
  PLAIN(1, false, false),

  /// A code far away, with modules of one or two pixels.
  DOUBLED(2, false, false),

  /// The same, out of focus; and a code with something beside it that has corner marks too.
  CENTRE(2, false, false),

  /// Evenly lit, with surfaces larger than what the plain look compares with.
  GLOBAL(1, true, false),

  /// The same in a dim picture with grain.
  BLURRED(1, true, false),

  /// A code that fills the image, with scratches and specks.
  HALVED(0.5, false, false),

  /// Bright on dark: a screen in its dark mode, an engraved sign.
  INVERTED(1, false, true);

  /// All but the plain one, most promising first.
  static final List<QrLook> FURTHER = List.of(values()).subList(1, values().length);

  /// These bound what a look at one frame takes.
  private static final int DOUBLED_PIXELS = 480 * 360;

  private static final int CENTRE_PIXELS = 320 * 240;

  final double zoom;
  final boolean global;
  final boolean inverted;

  QrLook(double zoom, boolean global, boolean inverted) {
    this.zoom = zoom;
    this.global = global;
    this.inverted = inverted;
  }

  /// The way to look where this one found a code.
  QrLook atItsPlace() {
    return this == CENTRE ? DOUBLED : this;
  }

  /// What is looked at: the image itself, or a copy of it or of its middle, [#zoom] times as wide.
  Luminance prepare(Luminance image, RetouchedImages copies) {
    return switch (this) {
      case PLAIN, GLOBAL, INVERTED -> image;
      case DOUBLED -> copies.doubled(middle(image, DOUBLED_PIXELS));
      case CENTRE -> copies.doubled(copies.sharpened(middle(image, CENTRE_PIXELS), 2));
      case BLURRED -> copies.blurred(image, 1);
      case HALVED -> copies.halved(image);
    };
  }

  /// The middle of an image, in its shape, with at most so many pixels.
  private static Luminance middle(Luminance image, int pixels) {
    double part = Math.min(1, Math.sqrt(pixels / ((double) image.width() * image.height())));
    int width = Math.max(1, (int) (image.width() * part));
    int height = Math.max(1, (int) (image.height() * part));
    return image.part((image.width() - width) / 2, (image.height() - height) / 2, width, height);
  }
}
