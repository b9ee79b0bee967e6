package daka.reader.camera;

/// How a camera lays out the pixels that are read here, cheapest first.
enum PixelFormat {
  /// A byte a pixel: its brightness.
  GREY(1),

  /// Two bytes a pixel: its brightness, and by turns one of two colour differences that it shares
  /// with its neighbour.
  YUYV(2),

  /// Each frame a JPEG file.
  MJPEG(0);

  /// Bytes a pixel; 0 if that varies.
  final int bytesPerPixel;

  PixelFormat(int bytesPerPixel) {
    this.bytesPerPixel = bytesPerPixel;
  }

  /// The four characters that V4L2 names it by, the first in the lowest byte.
  int fourcc() {
    String name = this == MJPEG ? "MJPG" : name();
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }
}
