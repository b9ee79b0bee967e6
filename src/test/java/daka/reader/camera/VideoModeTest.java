package daka.reader.camera;

import static daka.reader.camera.PixelFormat.GREY;
import static daka.reader.camera.PixelFormat.MJPEG;
import static daka.reader.camera.PixelFormat.YUYV;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.reader.camera.VideoMode.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VideoModeTest {

  @Test
  void of_those_that_are_large_and_quick_enough_the_cheapest_format_is_taken() {
    VideoMode grey = mode(GREY, 640, 480, 15);
    assertBest(grey, mode(MJPEG, 640, 480, 15), mode(YUYV, 640, 480, 15));
    assertBest(mode(YUYV, 640, 480, 30), mode(MJPEG, 640, 480, 15));
  }

  @Test
  void no_more_frames_than_are_needed() {
    assertBest(
        mode(YUYV, 640, 480, 15),
        mode(YUYV, 640, 480, 30),
        mode(YUYV, 640, 480, 60),
        mode(YUYV, 640, 480, 10));
  }

  @Test
  void a_slow_format_gives_way_to_a_dearer_one() {
    assertBest(mode(MJPEG, 640, 480, 30), mode(YUYV, 640, 480, 10), mode(GREY, 640, 480, 5));
  }

  @Test
  void a_small_picture_gives_way_to_a_dearer_one() {
    assertBest(mode(YUYV, 640, 480, 30), mode(GREY, 320, 240, 30));
    assertBest(mode(YUYV, 1280, 720, 30), mode(GREY, 320, 240, 30));
  }

  @Test
  void no_larger_picture_than_is_needed() {
    assertBest(mode(MJPEG, 640, 480, 30), mode(YUYV, 1280, 720, 30), mode(MJPEG, 1920, 1080, 30));
  }

  @Test
  void without_a_large_picture_the_largest_is_taken() {
    assertBest(mode(YUYV, 640, 360, 30), mode(YUYV, 320, 240, 15), mode(YUYV, 160, 120, 15));
  }

  @Test
  void without_a_quick_mode_the_quickest_is_taken() {
    assertBest(mode(YUYV, 640, 480, 10), mode(YUYV, 640, 480, 5), mode(YUYV, 640, 480, 7));
  }

  @Test
  void frames_by_the_count_of_television_are_quick_enough() {
    VideoMode ntsc = new VideoMode(YUYV, 640, 480, new Interval(1_001, 15_000));
    assertBest(ntsc, mode(MJPEG, 640, 480, 15));
  }

  @Test
  void a_camera_that_does_not_tell_its_speed_is_trusted() {
    assertBest(new VideoMode(GREY, 640, 480, null), mode(YUYV, 640, 480, 15));
  }

  @Test
  void a_picture_that_nobody_can_look_at_in_time_is_not_taken() {
    assertNull(VideoMode.best(List.of(mode(GREY, 8_000, 6_000, 15))));
    assertNull(VideoMode.best(List.of()));
  }

  @Test
  void it_says_how_the_camera_is_run() {
    assertEquals("YUYV 640 × 480, 15 frames a second", mode(YUYV, 640, 480, 15).toString());
    assertEquals("GREY 640 × 480", new VideoMode(GREY, 640, 480, null).toString());
  }

  private static VideoMode mode(PixelFormat format, int width, int height, int perSecond) {
    return new VideoMode(format, width, height, new Interval(1, perSecond));
  }

  private static void assertBest(VideoMode best, VideoMode... others) {
    List<VideoMode> modes = new ArrayList<>(List.of(others));
    modes.add(best);
    for (int seed = 0; seed < 10; seed++) {
      Collections.shuffle(modes, new Random(seed));
      assertEquals(best, VideoMode.best(modes));
    }
  }
}
