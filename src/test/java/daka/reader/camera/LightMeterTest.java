package daka.reader.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.reader.image.Luminance;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LightMeterTest {
  private static final Luminance ROOM = half(60, 160);
  private static final Luminance NIGHT = half(16, 30);
  private static final Luminance SUN = half(90, 255);
  private static final Luminance LIMITED_SUN = half(90, 235);

  private final LightMeter meter = new LightMeter();
  private long nanos;

  @Test
  void a_dark_room_is_told_after_five_seconds_and_a_lit_one_after_two() {
    assertEquals(CameraLight.RIGHT, after(ROOM, 10_000));
    assertEquals(CameraLight.RIGHT, after(NIGHT, 4_900));
    assertEquals(CameraLight.DARK, after(NIGHT, 200));
    assertEquals(CameraLight.DARK, after(ROOM, 1_900));
    assertEquals(CameraLight.RIGHT, after(ROOM, 200));
  }

  @Test
  void a_kiosk_that_starts_in_the_dark_tells_it_too() {
    assertEquals(CameraLight.DARK, after(NIGHT, 5_200));
  }

  @Test
  void glare_is_told_whatever_the_camera_calls_white() {
    assertEquals(CameraLight.GLARE, after(SUN, 5_200));
    assertEquals(CameraLight.RIGHT, after(ROOM, 2_200));
    assertEquals(CameraLight.GLARE, after(LIMITED_SUN, 5_200));
  }

  @Test
  void a_hand_before_the_lens_is_no_dark_room() {
    for (int i = 0; i < 20; i++) {
      assertEquals(CameraLight.RIGHT, after(NIGHT, 4_000));
      assertEquals(CameraLight.RIGHT, after(ROOM, 100));
    }
  }

  @Test
  void light_that_passes_by_is_no_lit_room() {
    after(NIGHT, 6_000);
    for (int i = 0; i < 20; i++) {
      assertEquals(CameraLight.DARK, after(ROOM, 1_500));
      assertEquals(CameraLight.DARK, after(NIGHT, 100));
    }
  }

  @Test
  void light_about_as_dark_as_the_limit_does_not_flicker() {
    after(NIGHT, 6_000);
    assertEquals(CameraLight.DARK, after(lit(7), 10_000));
    assertEquals(CameraLight.RIGHT, after(lit(12), 3_000));
    assertEquals(CameraLight.RIGHT, after(lit(7), 10_000));
  }

  @Test
  void whoever_can_be_read_has_light_enough() {
    after(NIGHT, 6_000);
    assertEquals(CameraLight.RIGHT, meter.take(NIGHT, true, nanos));
    assertEquals(CameraLight.RIGHT, after(NIGHT, 4_900));
    assertEquals(CameraLight.DARK, after(NIGHT, 300));
  }

  @Test
  void a_picture_of_one_pixel_can_be_measured() {
    Luminance dot = Luminance.of(new byte[] {0}, 1, 1);
    assertEquals(CameraLight.DARK, after(dot, 6_000));
  }

  /// How the light is after so many milliseconds of frames, 15 a second.
  private CameraLight after(Luminance frame, int millis) {
    long end = nanos + Duration.ofMillis(millis).toNanos();
    CameraLight light = meter.take(frame, false, nanos);
    while (nanos < end) {
      nanos += Duration.ofSeconds(1).toNanos() / 15;
      light = meter.take(frame, false, nanos);
    }
    return light;
  }

  private static Luminance half(int left, int right) {
    byte[] bytes = new byte[640 * 480];
    for (int y = 0; y < 480; y++) {
      Arrays.fill(bytes, y * 640, y * 640 + 320, (byte) left);
      Arrays.fill(bytes, y * 640 + 320, (y + 1) * 640, (byte) right);
    }
    return Luminance.of(bytes, 640, 480);
  }

  private static Luminance lit(int percent) {
    byte[] bytes = new byte[640 * 480];
    Arrays.fill(bytes, (byte) 20);
    Arrays.fill(bytes, 0, bytes.length / 100 * percent, (byte) 100);
    return Luminance.of(bytes, 640, 480);
  }
}
