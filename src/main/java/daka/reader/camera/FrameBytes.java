package daka.reader.camera;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import daka.reader.image.Luminance;
import daka.reader.image.MotionJpeg;
import daka.reader.image.Picture;
import daka.reader.image.PictureFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Takes the luminance out of a buffer that a camera has filled. No pixel is converted.
///
/// The bytes are moved once, from the buffer into an array: 6 µs for 640 × 480 of GREY, and 14 for
/// YUYV, of which every second byte is taken. To find the thresholds alone in the buffer itself
/// would take 27 to 62 µs longer, and each further pass again, because the JVM checks native memory
/// at each access (`deploy/bench camera` compares). And the driver has its buffer back before the
/// look begins.
///
/// The array is used again for the next frame.
final class FrameBytes {
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong EIGHT =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long EVERY_SECOND = 0x00FF_00FF_00FF_00FFL;

  /// A row of 8 bytes a pixel of the widest frame.
  private static final int LONGEST_LINE = 8 * VideoMode.MAX_SIDE;

  private final PixelFormat format;
  private final int width;
  private final int height;
  private final int bytesPerLine;
  private final byte[] luminance;

  /// @param bytesPerLine from the start of a row to the start of the next; what a driver says if it
  ///   says nothing is 0. Not looked at with MJPEG.
  /// @throws IllegalArgumentException if there are no pixels, or too many, or rows are shorter than
  ///   they are wide, or senselessly long
  FrameBytes(PixelFormat format, int width, int height, int bytesPerLine) {
    if (width < 1 || height < 1 || width > VideoMode.MAX_SIDE || height > VideoMode.MAX_SIDE) {
      throw new IllegalArgumentException("frames of " + width + " × " + height + " pixels");
    }
    this.format = format;
    this.width = width;
    this.height = height;
    this.bytesPerLine = bytesPerLine == 0 ? width * format.bytesPerPixel : bytesPerLine;
    if (format != PixelFormat.MJPEG
        && (this.bytesPerLine < width * format.bytesPerPixel
            || this.bytesPerLine > LONGEST_LINE
            || this.bytesPerLine % format.bytesPerPixel != 0)) {
      throw new IllegalArgumentException(
          bytesPerLine + " bytes a row do not hold " + width + " pixels of " + format);
    }
    this.luminance =
        new byte
            [switch (format) {
              case GREY, YUYV -> Math.multiplyExact(stride(), height);
              case MJPEG -> 0;
            }];
  }

  private int stride() {
    return bytesPerLine / format.bytesPerPixel;
  }

  /// How many bytes of a frame are looked at, from its first; of MJPEG that is not known.
  long needed() {
    return (long) bytesPerLine * (height - 1) + (long) width * format.bytesPerPixel;
  }

  /// Takes a frame.
  ///
  /// @param used how many bytes of the buffer are said to be of the frame, which may be a lie
  /// @return null if it is not a whole frame
  @Nullable Luminance take(MemorySegment buffer, long used) {
    long there = Math.clamp(used, 0, buffer.byteSize());
    return switch (format) {
      case GREY, YUYV -> there < needed() ? null : taken(buffer);
      case MJPEG -> ofJpeg(buffer.asSlice(0, there).toArray(JAVA_BYTE));
    };
  }

  private Luminance taken(MemorySegment buffer) {
    int bytes = Math.toIntExact(needed());
    if (format == PixelFormat.GREY) {
      MemorySegment.copy(buffer, JAVA_BYTE, 0, luminance, 0, bytes);
    } else {
      takeEverySecond(buffer, bytes);
    }
    return new Luminance(luminance, 0, stride(), width, height);
  }

  private void takeEverySecond(MemorySegment buffer, int bytes) {
    int fours = bytes / Long.BYTES;
    for (int i = 0; i < fours; i++) {
      long four = buffer.get(EIGHT, (long) i * Long.BYTES) & EVERY_SECOND;
      long pairs = four | (four >>> 8);
      FOUR.set(luminance, i * Integer.BYTES, (int) (pairs & 0xFFFF) | (int) (pairs >>> 32) << 16);
    }
    for (int i = fours * Integer.BYTES; 2 * i < bytes; i++) {
      luminance[i] = buffer.get(JAVA_BYTE, 2L * i);
    }
  }

  private static @Nullable Luminance ofJpeg(byte[] file) {
    return switch (PictureFile.read(MotionJpeg.whole(file))) {
      case Picture.Decoded(Luminance luminance) -> luminance;
      case Picture.NotAnImage _ -> null;
    };
  }
}
