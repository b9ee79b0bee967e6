package daka.bench;

import java.util.Arrays;
import java.util.Random;

/// Frames without a code, with the grain of a camera.
public final class EmptyFrames {
  private static final int THINGS = 60;
  private static final int GRAIN = 4;
  private static final int PAPER = 210;
  private static final int INK = 50;

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
      fill(things, width, left, right, top, bottom, random.nextInt(256));
    }
    return grainy(random, things);
  }

  /// A notice board: lines of strokes like letters, from small ones above to large ones below.
  public static byte[] notices(Random random, int width, int height) {
    int[] board = new int[width * height];
    Arrays.fill(board, PAPER);
    int size = 6;
    for (int top = size; top + size < height; top += 2 * size, size += size / 6) {
      for (int left = size; left + size < width; left += size + size / 4) {
        for (int strokes = 1 + random.nextInt(4); strokes > 0; strokes--) {
          int along = random.nextInt(size);
          int thick = Math.max(1, size / 8);
          boolean upright = random.nextBoolean();
          int right = upright ? left + along + thick : left + size;
          int bottom = upright ? top + size : top + along + thick;
          fill(
              board,
              width,
              upright ? left + along : left,
              right,
              upright ? top : top + along,
              bottom,
              INK);
        }
      }
    }
    return grainy(random, board);
  }

  private static void fill(
      int[] frame, int width, int left, int right, int top, int bottom, int brightness) {
    for (int y = top; y < Math.min(bottom, frame.length / width); y++) {
      Arrays.fill(frame, y * width + left, y * width + Math.min(right, width), brightness);
    }
  }

  private static byte[] grainy(Random random, int[] brightness) {
    byte[] frame = new byte[brightness.length];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = grainy(random, brightness[i]);
    }
    return frame;
  }

  private static byte grainy(Random random, int brightness) {
    return (byte) Math.clamp(brightness + Math.round(random.nextGaussian() * GRAIN), 0, 255);
  }
}
