package daka.bench;

import java.util.Random;

/// Frames without a code, with the grain of a camera.
public final class EmptyFrames {
  private static final int THINGS = 60;
  private static final int GRAIN = 4;

  private EmptyFrames() {}

  /// One surface, brighter to one side.
  public static byte[] wall(Random random, int width, int height) {
    byte[] frame = new byte[width * height];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = grainy(random, 60 + i % width * 100 / width);
    }
    return frame;
  }

  /// Rectangles of every size and brightness before each other.
  public static byte[] room(Random random, int width, int height) {
    int[] things = new int[width * height];
    for (int i = 0; i < THINGS; i++) {
      int left = random.nextInt(width);
      int right = Math.min(width, left + random.nextInt(width / 3));
      int top = random.nextInt(height);
      int bottom = Math.min(height, top + random.nextInt(height / 3));
      int brightness = random.nextInt(256);
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          things[y * width + x] = brightness;
        }
      }
    }
    byte[] frame = new byte[things.length];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = grainy(random, things[i]);
    }
    return frame;
  }

  private static byte grainy(Random random, int brightness) {
    return (byte) Math.clamp(brightness + Math.round(random.nextGaussian() * GRAIN), 0, 255);
  }
}
