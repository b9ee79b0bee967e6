package daka.reader.code;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import daka.FieldCases;
import daka.ForeignBytes;
import daka.Fuzz;
import daka.device.Waiting;
import daka.reader.image.Luminance;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrDecoderTest {
  private static final Charset GBK = Charset.forName("GBK");

  private final QrDecoder decoder = new QrDecoder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "310104195003071234",
        "DAKA-0001",
        "王秀英",
        "居民卡 310104 王秀英 №7 😀",
        "https://yimin.example/r?id=42&n=%E7%8E%8B"
      })
  void the_text_that_qrencode_wrote_is_read(String text) {
    assertEquals(text, decoder.decode(Codes.luminance(Codes.png(text))));
  }

  @Test
  void three_hundred_chinese_characters_are_read() {
    String text = "益民社区邻里中心".repeat(38).substring(0, 300);

    assertEquals(text, decoder.decode(Codes.luminance(Codes.png(text))));
  }

  @Test
  void a_code_is_read_at_any_angle_and_size() {
    var code = Codes.image(Codes.png("310104195003071234"));

    for (int degrees = 0; degrees < 360; degrees += 15) {
      for (double scale : new double[] {0.5, 1, 2.3}) {
        byte[] file = Codes.file(Codes.turned(code, degrees, scale), "png");
        assertEquals(
            "310104195003071234", decoder.decode(Codes.luminance(file)), degrees + "° × " + scale);
      }
    }
  }

  @Test
  void a_padded_buffer_of_a_camera_is_read_in_place() {
    Luminance code = Codes.luminance(Codes.png("DAKA-0001"));
    int stride = code.width() + 37;
    byte[] buffer = new byte[11 + stride * code.height()];
    new Random(1).nextBytes(buffer);
    for (int y = 0; y < code.height(); y++) {
      code.copyRow(y, buffer, 11 + y * stride);
    }
    byte[] before = buffer.clone();

    Luminance padded = new Luminance(buffer, 11, stride, code.width(), code.height());

    assertEquals("DAKA-0001", decoder.decode(padded));
    assertArrayEquals(before, buffer);
  }

  @Test
  void an_image_that_does_not_lie_within_its_bytes_is_refused() {
    byte[] bytes = new byte[100];

    assertThrows(IllegalArgumentException.class, () -> Luminance.of(bytes, 10, 11));
    assertThrows(IllegalArgumentException.class, () -> new Luminance(bytes, 1, 10, 10, 10));
    assertThrows(IllegalArgumentException.class, () -> new Luminance(bytes, 0, 9, 10, 2));
    assertThrows(IllegalArgumentException.class, () -> Luminance.of(bytes, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Luminance.of(bytes, Integer.MAX_VALUE, 46_341));
  }

  @ParameterizedTest
  @ValueSource(strings = {"张伟", "王秀英", "张伟310104195003071234", "王玥 A栋", "棉晦草"})
  void bytes_that_are_not_utf_8_are_read_as_gbk(String text) {
    assertEquals(text, decoder.decode(Codes.luminance(Codes.png(text.getBytes(GBK)))));
  }

  @Test
  void bytes_that_are_no_text_are_not_read() {
    byte[] noText = {'a', (byte) 0xFF, (byte) 0xFF, 'b', (byte) 0x80};

    assertNull(decoder.decode(Codes.luminance(Codes.png(noText))));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_text() {
    assertEquals("王秀英", decoder.decode(Codes.luminance(Codes.png("\uFEFF王秀英".getBytes(UTF_8)))));
  }

  /// qrencode cannot write an encoding's name into a code, so ZXing's own writer does.
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GBK", "ISO-8859-1"})
  void a_code_that_names_its_encoding_is_read_in_it(String charset) throws WriterException {
    String text = charset.startsWith("ISO") ? "Müller é" : "王秀英";
    BitMatrix code =
        new QRCodeWriter()
            .encode(
                text,
                BarcodeFormat.QR_CODE,
                200,
                200,
                Map.of(EncodeHintType.CHARACTER_SET, charset, EncodeHintType.MARGIN, 4));
    byte[] pixels = new byte[200 * 200];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (code.get(i % 200, i / 200) ? 0 : 255);
    }

    assertEquals(text, decoder.decode(Luminance.of(pixels, 200, 200)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void an_image_full_of_corner_marks_takes_no_time(int module) {
    Luminance tiles = cornerMarks(1_500, module);

    assertTimeoutPreemptively(Waiting.PATIENCE, () -> assertNull(decoder.decode(tiles)));
  }

  @ParameterizedTest
  @CsvSource({
    "eci_gb18030.png, 社区卡：测试七号",
    "kanji_split1.png, '卡号,麻杏石甘口服液,0472'",
    "trail_lf.png, 'IMG-LF\n'",
    "trail_tab.png, 'IMG-TAB\t'"
  })
  void codes_of_the_field_are_read(String file, String text) throws IOException {
    assertEquals(text, decoder.decode(ofCase(file)));
  }

  @ParameterizedTest
  @CsvSource({"struct1.png, 1", "struct2.png, 2"})
  void a_part_of_a_text_is_told_as_one(String file, int number) throws IOException {
    assertEquals(new QrContent.Part(number, 2), decoder.content(ofCase(file)));
    assertNull(decoder.decode(ofCase(file)));
  }

  private static Luminance ofCase(String name) throws IOException {
    return Codes.luminance(FieldCases.bytes(name));
  }

  private static Luminance cornerMarks(int side, int module) {
    byte[] pixels = new byte[side * side];
    Arrays.fill(pixels, (byte) 255);
    for (int i = 0; i < pixels.length; i++) {
      int x = i % side % (9 * module) / module;
      int y = i / side % (9 * module) / module;
      if (x < 7 && y < 7 && Math.max(Math.abs(x - 3), Math.abs(y - 3)) != 2) {
        pixels[i] = 0;
      }
    }
    return Luminance.of(pixels, side, side);
  }

  @Test
  @ForeignBytes
  void noise_is_no_text() {
    Random random = Fuzz.random(7);
    for (int i = 0; i < Fuzz.rounds(300); i++) {
      int width = 1 + random.nextInt(320);
      int height = 1 + random.nextInt(240);
      byte[] pixels = new byte[width * height];
      random.nextBytes(pixels);

      assertNull(decoder.decode(Luminance.of(pixels, width, height)));
    }
  }

  @Test
  @ForeignBytes
  void a_damaged_code_gives_its_text_or_none() {
    Luminance code = Codes.luminance(Codes.png("310104195003071234"));
    Random random = Fuzz.random(3);
    for (int i = 0; i < Fuzz.rounds(500); i++) {
      byte[] damaged = code.bytes().clone();
      for (int spots = random.nextInt(12); spots >= 0; spots--) {
        blot(damaged, code.width(), random);
      }

      String text = decoder.decode(Luminance.of(damaged, code.width(), code.height()));

      assertEquals("310104195003071234", text == null ? "310104195003071234" : text);
    }
  }

  private static void blot(byte[] pixels, int width, Random random) {
    int size = 1 + random.nextInt(40);
    int at = random.nextInt(pixels.length);
    byte colour = (byte) (random.nextBoolean() ? 0 : 255);
    for (int row = 0; row < size; row++) {
      int from = Math.min(pixels.length, at + row * width);
      Arrays.fill(pixels, from, Math.min(pixels.length, from + size), colour);
    }
  }
}
