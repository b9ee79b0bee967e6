package daka.signal.panel;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.List;
import java.util.Locale;

/// Writes with a font of the system, dot by dot and without grey.
///
/// Noto, which the pages need too, is clear from 17 dots on and still legible at 16, where eight
/// characters fill the width of a panel.
///
/// The one class that draws with AWT. That costs a quarter of a second and 30 MB of memory, little
/// of it heap, and Debian's headless Java may lack the libraries for it: to be loaded only where
/// there is a panel.
final class Lettering {
  static {
    // There is no desktop to draw on, wherever the kiosk was started from.
    System.setProperty("java.awt.headless", "true");
  }

  private static final FontRenderContext DOTS = new FontRenderContext(null, false, false);

  /// How thick the strokes are.
  enum Weight {
    PLAIN(Font.PLAIN),
    BOLD(Font.BOLD);

    private final int style;

    Weight(int style) {
      this.style = style;
    }
  }

  private final Font font;

  /// @param families the names of fonts, the best first; the first that is installed serves
  /// @throws LinkageError if a library is missing that Java draws text with
  Lettering(List<String> families) {
    this.font =
        families.stream()
            .map(family -> new Font(family, Font.PLAIN, 1))
            .filter(each -> each.getName().equals(each.getFamily(Locale.ROOT)))
            .findFirst()
            .orElseGet(() -> new Font(Font.SANS_SERIF, Font.PLAIN, 1));
  }

  /// With the font that suits the language. Without Noto it is what the system has instead.
  ///
  /// @param language a BCP 47 tag: the same character has one shape in Taipei and another in
  ///   Shanghai
  /// @throws LinkageError if a library is missing that Java draws text with
  static Lettering in(String language) {
    boolean traditional = language.equals("zh-Hant");
    return new Lettering(List.of(traditional ? "Noto Sans CJK TC" : "Noto Sans CJK SC"));
  }

  /// Whether there is a glyph for every character.
  boolean canWrite(String text) {
    return font.canDisplayUpTo(text) < 0;
  }

  /// How wide a text in plain letters of this size is.
  int width(String text, int size) {
    return ink(text, size, Weight.PLAIN).width;
  }

  /// Writes a text into the middle of a box.
  ///
  /// @param size how large the letters are, in dots; they become smaller until the box holds them
  /// @return the box that the ink fills
  DotBox write(Dots dots, String text, int size, Weight weight, DotBox box) {
    int fitting = size;
    Rectangle ink = ink(text, fitting, weight);
    while (fitting > 1 && (ink.width > box.width() || ink.height > box.height())) {
      ink = ink(text, --fitting, weight);
    }
    int x = box.x() + (box.width() - ink.width) / 2;
    int y = box.y() + (box.height() - ink.height) / 2;
    draw(dots, glyphs(text, fitting, weight), x - ink.x, y - ink.y);
    return new DotBox(x, y, ink.width, ink.height);
  }

  private Rectangle ink(String text, int size, Weight weight) {
    return glyphs(text, size, weight).getPixelBounds(DOTS, 0, 0);
  }

  private GlyphVector glyphs(String text, int size, Weight weight) {
    return font.deriveFont(weight.style, (float) size).createGlyphVector(DOTS, text);
  }

  private static void draw(Dots dots, GlyphVector glyphs, int x, int baseline) {
    BufferedImage image =
        new BufferedImage(Dots.WIDTH, Dots.HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
    graphics.setColor(Color.WHITE);
    graphics.drawGlyphVector(glyphs, x, baseline);
    graphics.dispose();
    Raster raster = image.getRaster();
    for (int row = 0; row < Dots.HEIGHT; row++) {
      for (int column = 0; column < Dots.WIDTH; column++) {
        if (raster.getSample(column, row, 0) != 0) {
          dots.light(column, row);
        }
      }
    }
  }
}
