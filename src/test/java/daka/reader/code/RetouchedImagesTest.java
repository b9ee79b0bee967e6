package daka.reader.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.reader.image.Luminance;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Eight pixels at once against one at a time, in images of every size.
class RetouchedImagesTest {
  private final Random random = new Random(9);
  private final RetouchedImages copies = new RetouchedImages();

  @Test
  void a_blurred_pixel_is_the_mean_of_its_square() {
    for (int i = 0; i < 300; i++) {
      Luminance image = image();
      int reach = 1 + i % 2;
      Luminance blurred = copies.blurred(image, reach);
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++) {
          double mean = mean(image, x, y, reach);
          double off = mean - blurred.pixel(x, y);
          assertTrue(off >= -0.01 && off < 5, "darker by " + off);
        }
      }
    }
  }

  @Test
  void a_sharpened_pixel_is_three_times_as_far_from_that_mean() {
    for (int i = 0; i < 300; i++) {
      Luminance image = image();
      int reach = 1 + i % 2;
      Luminance mean = new RetouchedImages().blurred(image, reach);
      Luminance sharpened = copies.sharpened(image, reach);
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++) {
          int far = 3 * image.pixel(x, y) - 2 * mean.pixel(x, y);
          assertEquals(Math.clamp(far, 0, 255), sharpened.pixel(x, y));
        }
      }
    }
  }

  @Test
  void a_doubled_pixel_is_between_the_nearest_four() {
    for (int i = 0; i < 300; i++) {
      Luminance image = image();
      Luminance doubled = copies.doubled(image);
      assertEquals(2 * image.width(), doubled.width());
      assertEquals(2 * image.height(), doubled.height());
      for (int y = 0; y < doubled.height(); y++) {
        for (int x = 0; x < doubled.width(); x++) {
          int besideX = Math.clamp(x / 2 + (x % 2 == 0 ? -1 : 1), 0, image.width() - 1);
          int besideY = Math.clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, image.height() - 1);
          int here = 3 * image.pixel(x / 2, y / 2) + image.pixel(x / 2, besideY);
          int beside = 3 * image.pixel(besideX, y / 2) + image.pixel(besideX, besideY);
          assertEquals((3 * here + beside + 8) / 16, doubled.pixel(x, y));
        }
      }
    }
  }

  @Test
  void a_halved_pixel_is_the_mean_of_four() {
    for (int i = 0; i < 300; i++) {
      Luminance image = image();
      Luminance halved = copies.halved(image);
      boolean large = image.width() > 1 && image.height() > 1;
      for (int y = 0; large && y < halved.height(); y++) {
        for (int x = 0; x < halved.width(); x++) {
          int sum =
              image.pixel(2 * x, 2 * y)
                  + image.pixel(2 * x + 1, 2 * y)
                  + image.pixel(2 * x, 2 * y + 1)
                  + image.pixel(2 * x + 1, 2 * y + 1);
          assertEquals((sum + 2) / 4, halved.pixel(x, y));
        }
      }
    }
  }

  @Test
  void a_block_knows_its_darkest_brightest_and_mean() {
    byte[] bytes = new byte[64];
    ThresholdBlock fast = new ThresholdBlock();
    ThresholdBlock slow = new ThresholdBlock();
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(bytes);
      Luminance image = Luminance.of(bytes, 8, 8);
      fast.take(bytes, 0, 16);
      slow.takePart(image, 0, 0);
      assertEquals(slow.darkest(), fast.darkest());
      assertEquals(slow.brightest(), fast.brightest());
      assertEquals(slow.mean(), fast.mean());
    }
  }

  @Test
  void the_dark_pixels_of_a_row_are_those_that_are_dark_one_by_one() {
    Thresholds thresholds = new Thresholds();
    for (int i = 0; i < 500; i++) {
      Luminance image = image();
      if (i % 2 == 0) {
        thresholds.local(image);
      } else {
        thresholds.global(image);
      }
      DarkPixels pixels = new DarkPixels(image, thresholds, i % 3 == 0);
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++) {
          int word = pixels.word(x / Integer.SIZE * Integer.SIZE, y);
          assertEquals(pixels.isDark(x, y), (word >>> x % Integer.SIZE & 1) == 1);
        }
      }
    }
  }

  private static double mean(Luminance image, int x, int y, int reach) {
    int sum = 0;
    for (int down = -reach; down <= reach; down++) {
      for (int right = -reach; right <= reach; right++) {
        sum +=
            image.pixel(
                Math.clamp(x + right, 0, image.width() - 1),
                Math.clamp(y + down, 0, image.height() - 1));
      }
    }
    return sum / Math.pow(2 * reach + 1, 2);
  }

  /// A part of an array of any stride.
  private Luminance image() {
    int width = 1 + random.nextInt(40);
    int height = 1 + random.nextInt(20);
    int stride = width + random.nextInt(20);
    int offset = random.nextInt(20);
    byte[] bytes = new byte[offset + stride * height];
    random.nextBytes(bytes);
    return new Luminance(bytes, offset, stride, width, height);
  }
}
