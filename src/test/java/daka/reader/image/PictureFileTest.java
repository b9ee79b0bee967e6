package daka.reader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.device.Waiting;
import daka.reader.code.Codes;
import daka.reader.code.QrDecoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
  private static final String TEXT = "310104195003071234";

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB
      })
  void a_png_of_every_kind_is_read(int type) {
    assertEquals(TEXT, read(Codes.file(redrawn(type), "png")));
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
  void a_jpeg_is_read(int type) {
    assertEquals(TEXT, read(Codes.file(redrawn(type), "jpeg")));
  }

  @Test
  void a_progressive_jpeg_is_read() {
    assertEquals(TEXT, read(jpeg(redrawn(BufferedImage.TYPE_INT_RGB))));
  }

  @Test
  void what_is_transparent_is_white() {
    BufferedImage code = Codes.image(Codes.png(TEXT));
    BufferedImage cut =
        new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < code.getWidth() * code.getHeight(); i++) {
      int x = i % code.getWidth();
      int y = i / code.getWidth();
      boolean black = (code.getRGB(x, y) & 0xFF) == 0;
      cut.setRGB(x, y, black ? 0xFF000000 : 0x00000000);
    }

    assertEquals(TEXT, read(Codes.file(cut, "png")));
  }

  @Test
  void brightness_is_kept_as_it_is() {
    BufferedImage ramp = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage fine = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      ramp.getRaster().setSample(x, 0, 0, x);
      fine.getRaster().setSample(x, 0, 0, x * 257);
    }
    byte[] expected = new byte[256];
    for (int x = 0; x < 256; x++) {
      expected[x] = (byte) x;
    }

    assertTrue(Arrays.equals(expected, Codes.luminance(Codes.file(ramp, "png")).bytes()));
    assertTrue(Arrays.equals(expected, Codes.luminance(Codes.file(fine, "png")).bytes()));
  }

  @Test
  void a_photograph_of_twelve_megapixels_is_read() {
    BufferedImage photograph = new BufferedImage(4_000, 3_000, BufferedImage.TYPE_BYTE_GRAY);
    var graphics = photograph.createGraphics();
    graphics.fillRect(0, 0, 4_000, 3_000);
    graphics.drawImage(Codes.image(Codes.png(TEXT)), 900, 700, 1_400, 1_400, null);
    graphics.dispose();

    assertEquals(TEXT, read(Codes.file(photograph, "jpeg")));
    assertEquals(TEXT, read(Codes.file(photograph, "png")));
    Luminance kept = Codes.luminance(Codes.file(photograph, "png"));
    assertTrue(kept.width() * kept.height() <= PictureFile.KEPT_PIXELS);
  }

  @Test
  void what_is_no_image_is_refused() {
    assertRefused("neither PNG nor JPEG", new byte[0]);
    assertRefused("neither PNG nor JPEG", "GIF89a".getBytes(StandardCharsets.UTF_8));
    assertRefused("neither PNG nor JPEG", "<svg/>".getBytes(StandardCharsets.UTF_8));
    assertRefused("8 MiB", new byte[PictureFile.MAX_BYTES + 1]);
  }

  @ParameterizedTest
  @CsvSource({"50000,50000", "16385,1", "1,16385", "4001,4000", "2147483647,2147483647"})
  void more_pixels_than_a_camera_has_are_refused_unread(int width, int height) throws IOException {
    byte[] bomb = pngThatDeclares(width, height);

    assertRefused("pixels", bomb);
  }

  @ParameterizedTest
  @CsvSource({"65535,65535", "16385,16", "16,16385", "65535,0"})
  void a_jpeg_that_declares_more_pixels_is_refused_unread(int width, int height) {
    byte[] file = Codes.file(redrawn(BufferedImage.TYPE_BYTE_GRAY), "jpeg");
    int frame = startOfFrame(file);
    file[frame + 5] = (byte) (height >> 8);
    file[frame + 6] = (byte) height;
    file[frame + 7] = (byte) (width >> 8);
    file[frame + 8] = (byte) width;

    assertRefused("the image", file);
  }

  /// Where the segment with the size begins: FF C0, its length, the bits a sample, height, width.
  private static int startOfFrame(byte[] file) {
    int at = 0;
    while (file[at] != (byte) 0xFF || file[at + 1] != (byte) 0xC0) {
      at++;
    }
    return at;
  }

  @Test
  void an_image_in_print_colours_is_refused() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      Raster cmyk = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null);
      writer.write(null, new IIOImage(cmyk, null, null), null);
    } finally {
      writer.dispose();
    }

    assertRefused("CMYK", file.toByteArray());
  }

  @Test
  void a_jpeg_of_a_thousand_passes_is_refused_unread() {
    byte[] jpeg = jpeg(redrawn(BufferedImage.TYPE_INT_RGB));
    byte[] passes = Arrays.copyOf(jpeg, jpeg.length + 2_000);
    for (int i = jpeg.length; i < passes.length; i += 2) {
      passes[i] = (byte) 0xFF;
      passes[i + 1] = (byte) 0xDA;
    }

    assertRefused("passes", passes);
  }

  @Test
  void a_truncated_file_is_refused_wherever_it_ends() {
    for (String format : new String[] {"png", "jpeg"}) {
      byte[] file = Codes.file(redrawn(BufferedImage.TYPE_INT_RGB), format);
      // A PNG may lack its last chunk, which holds nothing.
      int whole = format.equals("png") ? file.length - 12 - 4 - 4 : file.length - 1;
      for (int length = 0; length < whole; length += 7) {
        byte[] truncated = Arrays.copyOf(file, length);
        assertInstanceOf(
            Picture.NotAnImage.class, PictureFile.read(truncated), format + " to " + length);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  @ForeignBytes
  void a_file_with_flipped_bits_gives_the_text_or_none(String format) {
    byte[] file = Codes.file(redrawn(BufferedImage.TYPE_INT_RGB), format);
    Random random = Fuzz.random(11);
    for (int i = 0; i < Fuzz.rounds(400); i++) {
      byte[] flipped = file.clone();
      for (int flips = random.nextInt(8); flips >= 0; flips--) {
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      }

      String text = assertTimeoutPreemptively(Waiting.PATIENCE, () -> textIn(flipped));

      assertEquals(TEXT, text.isEmpty() ? TEXT : text);
    }
  }

  @Test
  @ForeignBytes
  void random_bytes_after_a_signature_are_refused() {
    Random random = Fuzz.random(5);
    byte[][] starts = {
      Arrays.copyOf(Codes.png(TEXT), 8),
      Arrays.copyOf(Codes.png(TEXT), 33),
      {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDB}
    };
    for (int i = 0; i < Fuzz.rounds(600); i++) {
      byte[] start = starts[i % starts.length];
      byte[] file = new byte[start.length + random.nextInt(2_000)];
      random.nextBytes(file);
      System.arraycopy(start, 0, file, 0, start.length);

      assertInstanceOf(Picture.NotAnImage.class, PictureFile.read(file));
    }
  }

  private static void assertRefused(String reason, byte[] file) {
    Picture picture = assertTimeoutPreemptively(Waiting.PATIENCE, () -> PictureFile.read(file));
    String given = assertInstanceOf(Picture.NotAnImage.class, picture).reason();
    assertTrue(given.contains(reason), given);
  }

  private static String read(byte[] file) {
    String text = new QrDecoder().decode(Codes.luminance(file));
    return text == null ? "no code" : text;
  }

  private static String textIn(byte[] file) {
    if (PictureFile.read(file) instanceof Picture.Decoded(Luminance luminance)) {
      String text = new QrDecoder().decode(luminance);
      return text == null ? "" : text;
    }
    return "";
  }

  private static BufferedImage redrawn(int type) {
    BufferedImage code = Codes.image(Codes.png(TEXT));
    BufferedImage redrawn = new BufferedImage(code.getWidth(), code.getHeight(), type);
    var graphics = redrawn.createGraphics();
    graphics.drawImage(code, 0, 0, null);
    graphics.dispose();
    return redrawn;
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam progressive = writer.getDefaultWriteParam();
    progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), progressive);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  private static byte[] pngThatDeclares(int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(header);
    out.writeBytes("IHDR");
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {8, 0, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    out = new DataOutputStream(file);
    out.writeLong(0x89504E470D0A1A0AL);
    out.writeInt(13);
    out.write(header.toByteArray());
    out.writeInt((int) crc.getValue());
    out.writeInt(100);
    out.writeBytes("IDAT");
    out.write(new byte[104]);
    return file.toByteArray();
  }
}
