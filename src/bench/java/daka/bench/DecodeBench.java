package daka.bench;

import daka.reader.image.Luminance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// The decoder against Debian's libzxing, TryHarder, and libzbar, called in process: what a frame
/// without a code takes of a processor, how many images of codes are read, and what is read where
/// there is nothing. All of it is told as ratios and counts of one run.
///
/// Usage: `DecodeBench PEERS NOISE-FRAMES [FOLDER]`, with the program that is made of `peers.cpp`,
/// and images of codes in `FOLDER/codes` and without one in `FOLDER/none`.
final class DecodeBench {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  static void main(String[] args) throws IOException {
    int noise = Integer.parseInt(args[1]);
    try (Peers peers = Peers.start(Path.of(args[0]))) {
      System.out.println("against " + peers.versions());
      if (args.length > 2) {
        List<CodeImage> none = CodeImage.in(Path.of(args[2], "none"));
        time(peers, none);
        ReadImages read = new ReadImages(peers);
        read.tell("codes", CodeImage.in(Path.of(args[2], "codes")));
        read.tell("none", none);
      } else {
        time(peers, List.of());
      }
      new ReadImages(peers).tellNoise(noise);
    }
  }

  private static void time(Peers peers, List<CodeImage> photographs) throws IOException {
    Random random = new Random(1);
    EmptyFrameTimes times = new EmptyFrameTimes(peers);
    times.add("a wall", Luminance.of(EmptyFrames.wall(random, WIDTH, HEIGHT), WIDTH, HEIGHT));
    times.add("a room", Luminance.of(EmptyFrames.room(random, WIDTH, HEIGHT), WIDTH, HEIGHT));
    times.add(
        "a notice board", Luminance.of(EmptyFrames.notices(random, WIDTH, HEIGHT), WIDTH, HEIGHT));
    for (CodeImage photograph : photographs) {
      times.add(photograph.name(), photograph.scaled(WIDTH, HEIGHT));
    }
    times.tell();
  }
}
