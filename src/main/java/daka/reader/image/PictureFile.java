package daka.reader.image;

import daka.reader.image.Picture.Decoded;
import daka.reader.image.Picture.NotAnImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads PNG and JPEG files that nobody vouches for.
///
/// What a file could make us spend is bounded before its pixels are touched: by its size, by the
/// size it declares, and by its passes. Of a large photograph every second or fourth pixel is kept.
/// Reading takes some 40 MB of heap beside the file. Safe for use by several threads.
public final class PictureFile {
  /// The largest file, in bytes.
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  /// The most pixels a file may declare.
  public static final int MAX_PIXELS = 16_000_000;

  /// The most pixels a side. A row is held as a whole, so that a wide image costs more than a
  /// square one.
  public static final int MAX_SIDE = 16_384;

  /// The most pixels that are kept.
  static final int KEPT_PIXELS = 3_000_000;

  private PictureFile() {}

  /// Reads a file. Nothing it contains makes this throw.
  public static Picture read(byte[] file) {
    if (file.length > MAX_BYTES) {
      return refuse("has more than 8 MiB; send a smaller one");
    }
    if (FileSignature.isPng(file)) {
      return read(file, "png");
    }
    if (!FileSignature.isJpeg(file)) {
      return refuse("is neither PNG nor JPEG");
    }
    return switch (JpegScans.of(file)) {
      case WHOLE -> read(file, "jpeg");
      case TRUNCATED -> refuse("is truncated; send it again");
      case TOO_MANY -> refuse("has more passes than a camera makes; save it as PNG");
    };
  }

  private static Picture read(byte[] file, String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      return refuse("cannot be read: this Java has no reader for " + format);
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      return read(reader, format);
    } catch (IOException | RuntimeException e) {
      return refuse("is damaged or truncated; send it again");
    } finally {
      reader.dispose();
    }
  }

  private static Picture read(ImageReader reader, String format) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
      return refuse(
          "has %d × %d pixels; send one of at most 16 million, and 16,384 a side"
              .formatted(width, height));
    }
    ImageReadParam every = reader.getDefaultReadParam();
    int step = step(width, height);
    every.setSourceSubsampling(step, step, 0, 0);
    if (format.equals("png")) {
      return new Decoded(Grey.of(reader.read(0, every)));
    }
    // Unconverted, the first band of a JPEG is its luminance; no colour profile is looked at.
    Raster bands = reader.readRaster(0, every);
    return bands.getNumBands() == 1 || bands.getNumBands() == 3
        ? new Decoded(Grey.ofFirstBand(bands))
        : refuse("is in print colours (CMYK); save it as RGB");
  }

  /// Every how many pixels one is kept.
  private static int step(int width, int height) {
    int step = 1;
    while ((long) Math.ceilDiv(width, step) * Math.ceilDiv(height, step) > KEPT_PIXELS) {
      step++;
    }
    return step;
  }

  private static NotAnImage refuse(String reason) {
    return new NotAnImage("the image " + reason);
  }
}
