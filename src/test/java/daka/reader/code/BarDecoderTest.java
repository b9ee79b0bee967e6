package daka.reader.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.reader.image.Luminance;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BarDecoderTest {
  private static final Set<Symbology> BARS = EnumSet.of(Symbology.CODE_128, Symbology.CODE_39);
  private static final int FRAMES = 12;

  private final Random random = new Random(5);
  private final BarDecoder decoder = new BarDecoder(BARS);

  @ParameterizedTest
  @CsvSource({"CODE_128, 310104195003071234", "CODE_128, Daka-0001", "CODE_39, YIMIN 0042"})
  void a_code_is_read_at_any_angle_within_a_few_frames(Symbology code, String text) {
    for (int degrees = 0; degrees < 360; degrees += 15) {
      Luminance frame = DrawnBars.of(code, text).module(2).turned(degrees).frame(random);
      assertEquals(text, new BarDecoder(BARS).decode(frame), degrees + "°, as an image");
      assertEquals(text, within(FRAMES, frame, new BarDecoder(BARS)), degrees + "°");
    }
  }

  private static @Nullable String within(int frames, Luminance frame, BarDecoder decoder) {
    for (int i = 0; i < frames; i++) {
      String text = decoder.next(frame);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  @ParameterizedTest
  @CsvSource({"CODE_128, 31010419", "CODE_39, YIMIN 42"})
  void a_code_out_of_focus_is_read(Symbology code, String text) {
    Luminance frame = DrawnBars.of(code, text).module(3.2).blurred(1.6).frame(random);

    assertEquals(text, decoder.decode(frame));
  }

  @Test
  void a_code_of_bars_no_higher_than_a_finger_leaves_is_read() {
    Luminance frame = DrawnBars.of(Symbology.CODE_128, "31010419").module(3).high(24).frame(random);

    assertEquals("31010419", within(FRAMES, frame, decoder));
  }

  @ParameterizedTest
  @EnumSource(value = Symbology.class, names = "QR", mode = EnumSource.Mode.EXCLUDE)
  void a_code_that_is_cut_off_says_nothing_else(Symbology code) {
    String text = "310104195003071234";
    Luminance whole = DrawnBars.of(code, text).module(2).frame(random);
    int cut = 0;
    for (int left = 0; left < 400; left += 7) {
      for (int right = left + 200; right <= 640; right += 11) {
        String read = decoder.decode(whole.part(left, 200, right - left, 80));
        assertEquals(text, read == null ? text : read);
        cut += read == null ? 1 : 0;
      }
    }
    assertTrue(cut > 100, "some are cut");
  }

  @ParameterizedTest
  @EnumSource(value = Symbology.class, names = "QR", mode = EnumSource.Mode.EXCLUDE)
  void a_code_that_is_not_asked_for_is_not_read(Symbology code) {
    String text = "310104195003";
    Luminance frame = DrawnBars.of(code, text).frame(random);
    EnumSet<Symbology> others = EnumSet.copyOf(BARS);
    others.remove(code);

    assertNotNull(new BarDecoder(Set.of(code)).decode(frame));
    assertNull(new BarDecoder(others).decode(frame));
    assertNull(new BarDecoder(Set.of(Symbology.QR)).decode(frame));
  }

  @Test
  void what_is_printed_on_goods_and_parcels_is_left_alone() {
    assertNull(decoder.decode(DrawnBars.ofEan13("6901234567892").frame(random)));
    assertNull(decoder.decode(DrawnBars.ofItf("31010419500307").frame(random)));
  }

  @Test
  void the_line_of_the_last_code_is_tried_first() {
    Luminance upright = DrawnBars.of(Symbology.CODE_128, "31010419").turned(90).frame(random);
    String first = within(FRAMES, upright, decoder);
    assertEquals("31010419", first);

    for (int i = 0; i < 5; i++) {
      assertEquals("31010419", decoder.next(upright));
    }
  }

  @Test
  void noise_of_any_grain_is_no_text() {
    byte[] noise = new byte[320 * 240];
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(noise);
      int wide = 1 + i % 5;
      int high = 1 + i % 7 * 10;
      byte[] grains = new byte[noise.length];
      for (int at = 0; at < grains.length; at++) {
        int x = at % 320;
        int y = at / 320;
        grains[at] = noise[y / high * 320 + x / wide];
      }
      assertNull(decoder.next(Luminance.of(grains, 320, 240)));
    }
  }

  /// Bars of random widths, which every line crosses in the same way.
  @Test
  void bars_that_are_no_code_are_no_text() {
    for (int i = 0; i < 2_000; i++) {
      byte[] frame = new byte[320 * 60];
      boolean dark = false;
      for (int x = 10; x < 300; dark = !dark) {
        int wide = 2 * (1 + random.nextInt(4));
        for (int at = x; at < Math.min(320, x + wide); at++) {
          for (int y = 0; y < 60; y++) {
            frame[y * 320 + at] = (byte) (dark ? 30 : 220);
          }
        }
        x += wide;
      }
      assertNull(decoder.next(Luminance.of(frame, 320, 60)));
    }
  }

  @Test
  void no_image_of_any_size_makes_it_throw() {
    for (int i = 0; i < 500; i++) {
      int width = 1 + random.nextInt(80);
      int height = 1 + random.nextInt(80);
      byte[] bytes = new byte[width * height];
      random.nextBytes(bytes);
      Luminance image = Luminance.of(bytes, width, height);
      assertNull(decoder.decode(image));
      assertNull(decoder.next(image));
    }
  }
}
