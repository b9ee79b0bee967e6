package daka.reader.camera;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import daka.reader.code.Codes;
import daka.reader.code.DrawnCode;
import daka.reader.code.QrDecoder;
import daka.reader.image.Luminance;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a camera has put into a buffer, honestly or not.
class FrameBytesTest {
  private static final int DEFINE_HUFFMAN = 0xC4;
  private static final int START_OF_SCAN = 0xDA;

  private final Random random = new Random(3);

  @ParameterizedTest
  @CsvSource({"640, 640", "640, 0", "640, 704", "637, 640", "8, 8"})
  void grey_rows_are_taken_without_their_padding(int width, int bytesPerLine) {
    byte[] buffer = noise(Math.max(width, bytesPerLine) * 480);
    FrameBytes frames = new FrameBytes(PixelFormat.GREY, width, 480, bytesPerLine);

    Luminance frame = requireNonNull(frames.take(MemorySegment.ofArray(buffer), buffer.length));

    int stride = Math.max(width, bytesPerLine);
    assertPixels(frame, width, (x, y) -> buffer[y * stride + x]);
  }

  @ParameterizedTest
  @CsvSource({"640, 1280", "640, 0", "640, 1408", "638, 1280", "637, 1276", "8, 16"})
  void the_brightness_of_yuyv_is_every_second_byte(int width, int bytesPerLine) {
    byte[] buffer = noise(Math.max(2 * width, bytesPerLine) * 480);
    FrameBytes frames = new FrameBytes(PixelFormat.YUYV, width, 480, bytesPerLine);

    Luminance frame = requireNonNull(frames.take(MemorySegment.ofArray(buffer), buffer.length));

    int stride = Math.max(2 * width, bytesPerLine);
    assertPixels(frame, width, (x, y) -> buffer[y * stride + 2 * x]);
  }

  private interface Pixels {
    byte at(int x, int y);
  }

  private static void assertPixels(Luminance frame, int width, Pixels expected) {
    assertEquals(width, frame.width());
    assertEquals(480, frame.height());
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        assertEquals(expected.at(x, y) & 0xFF, frame.pixel(x, y), x + ", " + y);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"GREY, 640", "YUYV, 1280"})
  void a_frame_that_is_not_whole_is_none(PixelFormat format, int bytesPerLine) {
    int size = bytesPerLine * 480;
    MemorySegment buffer = MemorySegment.ofArray(noise(size));
    FrameBytes frames = new FrameBytes(format, 640, 480, bytesPerLine);

    assertNull(frames.take(buffer, size - 1));
    assertNull(frames.take(buffer, 0));
    assertNull(frames.take(buffer, -1));
    assertNull(frames.take(buffer.asSlice(1), size), "the buffer is smaller than it is said to be");
    assertNull(frames.take(MemorySegment.ofArray(new byte[0]), Long.MAX_VALUE));
    assertNotNull(frames.take(buffer, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "GREY, 640, 480, 639",
    "GREY, 640, 480, -640",
    "GREY, 640, 480, 2147483647",
    "YUYV, 640, 480, 1278",
    "YUYV, 640, 480, 1281",
    "GREY, 0, 480, 640",
    "GREY, 640, -480, 640",
    "GREY, 2147483647, 2147483647, 0",
    "MJPEG, 640, 0, 0"
  })
  void a_layout_that_makes_no_sense_is_refused(
      PixelFormat format, int width, int height, int bytesPerLine) {
    assertThrows(
        IllegalArgumentException.class, () -> new FrameBytes(format, width, height, bytesPerLine));
  }

  @Test
  void the_brightness_of_a_jpeg_is_read_with_its_tables_and_without() {
    FrameBytes frames = new FrameBytes(PixelFormat.MJPEG, 640, 480, 0);
    byte[] file = jpeg("A");
    byte[] bare = withoutTables(file);
    assertEquals("A", new QrDecoder().decode(requireNonNull(take(frames, file))));
    assertEquals("A", new QrDecoder().decode(requireNonNull(take(frames, bare))));
    assertEquals("A", new QrDecoder().decode(requireNonNull(take(frames, padded(bare)))));
  }

  private static @Nullable Luminance take(FrameBytes frames, byte[] file) {
    return frames.take(MemorySegment.ofArray(file), file.length);
  }

  /// As some drivers hand it over: with what was in the buffer before.
  private static byte[] padded(byte[] file) {
    return Arrays.copyOf(file, file.length + 100);
  }

  private static byte[] jpeg(String text) {
    Luminance code = DrawnCode.of(text).dark();
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 480; y++) {
      for (int x = 0; x < 640; x++) {
        image.setRGB(x, y, code.pixel(x, y) * 0x01_01_01);
      }
    }
    return Codes.file(image, "jpeg");
  }

  /// As most cameras send it.
  private static byte[] withoutTables(byte[] file) {
    ByteArrayOutputStream bare = new ByteArrayOutputStream();
    bare.write(file, 0, 2);
    int at = 2;
    while ((file[at + 1] & 0xFF) != START_OF_SCAN) {
      int length = 2 + (((file[at + 2] & 0xFF) << 8) | (file[at + 3] & 0xFF));
      if ((file[at + 1] & 0xFF) != DEFINE_HUFFMAN) {
        bare.write(file, at, length);
      }
      at += length;
    }
    bare.write(file, at, file.length - at);
    return bare.toByteArray();
  }

  @Test
  void no_bytes_of_a_camera_make_it_throw() {
    FrameBytes frames = new FrameBytes(PixelFormat.MJPEG, 640, 480, 0);
    byte[] file = withoutTables(jpeg("A"));
    for (int i = 0; i < 300; i++) {
      byte[] hostile = file.clone();
      for (int j = 0; j <= i % 20; j++) {
        hostile[random.nextInt(i % 2 == 0 ? 300 : hostile.length)] = (byte) random.nextInt();
      }
      frames.take(MemorySegment.ofArray(hostile), random.nextInt(hostile.length + 10));
      frames.take(MemorySegment.ofArray(noise(i)), i);
    }
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }
}
