package daka.reader.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/// Turns pixels into luminance, by their samples alone: colour profiles are not looked at, since a
/// file could bring a hostile one.
final class Grey {
  private static final int WHITE = 255;

  private Grey() {}

  /// An image with one to four bands, or with a palette, of up to 16 bits a sample. What is
  /// transparent is laid on white.
  static Luminance of(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel colours = image.getColorModel();
    if (colours instanceof IndexColorModel palette) {
      return ofPalette(raster, palette);
    }
    return raster.getNumBands() == 1 ? ofFirstBand(raster) : ofBands(raster);
  }

  /// The first band of an image as it is.
  static Luminance ofFirstBand(Raster raster) {
    int width = raster.getWidth();
    int shift = raster.getSampleModel().getSampleSize(0) - 8;
    byte[] grey = new byte[width * raster.getHeight()];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        grey[y * width + x] = (byte) (row[x] >> shift);
      }
    }
    return Luminance.of(grey, width, raster.getHeight());
  }

  private static Luminance ofPalette(Raster raster, IndexColorModel palette) {
    int width = raster.getWidth();
    byte[] greys = new byte[palette.getMapSize()];
    for (int i = 0; i < greys.length; i++) {
      int grey = grey(palette.getRed(i), palette.getGreen(i), palette.getBlue(i));
      greys[i] = (byte) onWhite(grey, palette.getAlpha(i));
    }
    byte[] grey = new byte[width * raster.getHeight()];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        grey[y * width + x] = greys[row[x]];
      }
    }
    return Luminance.of(grey, width, raster.getHeight());
  }

  private static Luminance ofBands(Raster raster) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int shift = raster.getSampleModel().getSampleSize(0) - 8;
    byte[] grey = new byte[width * raster.getHeight()];
    int[] row = new int[width * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        grey[y * width + x] = (byte) pixel(row, x * bands, bands, shift);
      }
    }
    return Luminance.of(grey, width, raster.getHeight());
  }

  /// With 2 and 4 bands, the last one is alpha.
  private static int pixel(int[] row, int at, int bands, int shift) {
    int grey =
        bands < 3
            ? row[at] >> shift
            : grey(row[at] >> shift, row[at + 1] >> shift, row[at + 2] >> shift);
    return bands % 2 == 0 ? onWhite(grey, row[at + bands - 1] >> shift) : grey;
  }

  /// ITU-R BT.601, as JPEG does.
  private static int grey(int red, int green, int blue) {
    return (299 * red + 587 * green + 114 * blue + 500) / 1000;
  }

  private static int onWhite(int grey, int alpha) {
    return (grey * alpha + WHITE * (WHITE - alpha)) / WHITE;
  }
}
