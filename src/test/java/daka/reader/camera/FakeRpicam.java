package daka.reader.camera;

import daka.reader.code.DrawnCode;
import daka.reader.image.Luminance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;

/// A program `rpicam-vid` in a folder of its own, which writes what the real one writes: frames of
/// YUV 4:2:0 with padded rows.
///
/// @param width of the pictures
public record FakeRpicam(Path folder, int width) {
  private static final int HEIGHT = 480;

  /// Makes one that does what a shell script says. `$frame` is the picture of [#show], `$run`
  /// counts its starts from 1, and `$1` is the first option.
  static FakeRpicam that(Path folder, int width, String script) throws IOException {
    Path program = folder.resolve("rpicam-vid");
    Files.writeString(
        program,
        """
        #!/bin/sh
        cd "%s"
        frame=frame.yuv
        run=$(($(cat runs) + 1))
        echo $run > runs
        echo $$ > pid
        echo "$@" > options
        %s
        """
            .formatted(folder, script));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("runs"), "0");
    return new FakeRpicam(folder, width);
  }

  /// Plays the picture over and over.
  public static FakeRpicam playing(Path folder, int width) throws IOException {
    return that(folder, width, "while cat $frame; do sleep 0.01; done");
  }

  /// Lays a picture before it.
  FakeRpicam show(Luminance picture) throws IOException {
    Path next = folder.resolve("next.yuv");
    Files.write(next, frame(picture));
    Files.move(next, folder.resolve("frame.yuv"), StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  /// Lays a picture of a code before it.
  public FakeRpicam show(String text) throws IOException {
    return show(DrawnCode.of(text).on(width, HEIGHT).dark());
  }

  /// Padding and colour are noise.
  private static byte[] frame(Luminance picture) {
    int stride = (picture.width() + 63) / 64 * 64;
    byte[] frame = new byte[stride * picture.height() * 3 / 2];
    new Random(5).nextBytes(frame);
    for (int y = 0; y < picture.height(); y++) {
      picture.copyRow(y, frame, y * stride);
    }
    return frame;
  }

  int runs() throws IOException {
    return Integer.parseInt(Files.readString(folder.resolve("runs")).strip());
  }

  /// The process of the latest start.
  public long pid() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
  }

  String options() throws IOException {
    return Files.readString(folder.resolve("options")).strip();
  }

  FrameSource.Opener opener() {
    String path = folder + ":" + System.getenv("PATH");
    return () -> RpicamCamera.open(1, path, new RpicamCamera.Size(width, HEIGHT));
  }
}
