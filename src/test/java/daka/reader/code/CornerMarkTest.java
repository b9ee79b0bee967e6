package daka.reader.code;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.detector.Detector;
import daka.reader.image.Luminance;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against ZXing's own finder, which looks for codes only where it has found three marks or more.
class CornerMarkTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 180;

  private final Thresholds thresholds = new Thresholds();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void it_never_says_that_there_is_no_code_where_zxing_finds_one(long seed) {
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < 400; i++) {
      Scene scene =
          Scene.of(Long.toString(random.nextLong() >>> 20), "LMQH".charAt(i % 4), desk(random))
              .at(60 + random.nextInt(120), 50 + random.nextInt(80))
              .module(1.5 + 4 * random.nextDouble())
              .turned(random.nextInt(360))
              .tilted(random.nextInt(50), random.nextInt(360))
              .blurred(random.nextDouble() * 1.5)
              .grainy(random.nextInt(12));
      found += agrees(scene.picture(random)) ? 1 : 0;
    }
    assertTrue(found > 100, "codes that ZXing finds: " + found);
  }

  /// Marks at random, at the edges too, which make ZXing skip rows.
  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void it_never_says_so_of_marks_that_lie_anyhow(long seed) {
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < 1_000; i++) {
      Luminance frame = DrawnCode.paper(WIDTH, HEIGHT);
      for (int marks = 1 + random.nextInt(6); marks > 0; marks--) {
        mark(frame, random);
      }
      found += agrees(frame) ? 1 : 0;
    }
    assertTrue(found > 100, "images with three marks: " + found);
  }

  private static void mark(Luminance frame, Random random) {
    int module = 1 + random.nextInt(5);
    int left = random.nextInt(WIDTH) - 2 * module;
    int top = random.nextInt(HEIGHT) - 2 * module;
    for (int i = 0; i < 49 * module * module; i++) {
      int x = i % (7 * module);
      int y = i / (7 * module);
      int ring = Math.max(Math.abs(x / module - 3), Math.abs(y / module - 3));
      boolean within = left + x >= 0 && top + y >= 0 && left + x < WIDTH && top + y < HEIGHT;
      if (within) {
        frame.bytes()[frame.start(top + y) + left + x] = (byte) (ring == 2 ? 220 : 30);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10})
  void it_never_says_so_of_specks(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 600; i++) {
      byte[] bytes = new byte[WIDTH * HEIGHT];
      int grain = 1 + i % 6;
      byte[] specks = new byte[bytes.length];
      random.nextBytes(specks);
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = specks[at / WIDTH / grain * WIDTH + at % WIDTH / grain];
      }
      agrees(Luminance.of(bytes, WIDTH, HEIGHT));
    }
  }

  /// @return whether ZXing finds enough marks
  private boolean agrees(Luminance image) {
    thresholds.local(image);
    DarkPixels pixels = new DarkPixels(image, thresholds, false);
    BitMatrix matrix = new BitMatrix(image.width(), image.height());
    pixels.copyTo(matrix);
    boolean enough = marks(matrix) >= 3;
    if (enough) {
      assertTrue(CornerMark.isIn(pixels), "marks that ZXing finds");
    }
    return enough;
  }

  private static int marks(BitMatrix matrix) {
    int[] marks = {0};
    ResultPointCallback count = _ -> marks[0]++;
    try {
      new Detector(matrix).detect(Map.of(DecodeHintType.NEED_RESULT_POINT_CALLBACK, count));
    } catch (ReaderException e) {
      // Fewer than three, or no code of these.
    } catch (RuntimeException e) {
      // zxing#1533
    }
    return marks[0];
  }

  @Test
  void two_marks_are_no_code() {
    Luminance image = DrawnCode.of("310104195003071234").on(WIDTH, HEIGHT).at(40, 20).dark();
    assertTrue(isIn(image));
    assertFalse(isIn(image.part(0, 0, WIDTH, 60)), "the upper two");
  }

  private boolean isIn(Luminance image) {
    thresholds.local(image);
    return CornerMark.isIn(new DarkPixels(image, thresholds, false));
  }

  private static Luminance desk(Random random) {
    byte[] desk = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < desk.length; i++) {
      desk[i] = (byte) (110 + 60 * (i % WIDTH / 40 % 2) + random.nextInt(9));
    }
    return Luminance.of(desk, WIDTH, HEIGHT);
  }
}
