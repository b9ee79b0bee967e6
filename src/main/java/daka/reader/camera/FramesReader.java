package daka.reader.camera;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.reader.DeviceReader;
import daka.reader.HeldCode;
import daka.reader.ScanReceiver;
import daka.reader.code.CodeFinder;
import daka.reader.code.ReadCode;
import daka.reader.code.Symbology;
import daka.reader.image.Luminance;
import daka.reader.image.Picture;
import daka.reader.image.PictureFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The reader of kind `frames`: a folder of PNG and JPEG files, played as a camera would see them.
///
/// Files are played in the order of their names, one a frame, each once; then the folder is
/// followed for new ones. While there is none, nothing is in view.
public final class FramesReader extends DeviceReader {
  private final Path folder;
  private final FrameFolder files;
  private final Duration frame;
  private final LongSupplier nanos;
  private final CodeFinder codes;
  private final HeldCode sighting;

  /// @param id the id of the reader in the config
  /// @param room the room it looks at, or null
  /// @param framesPerSecond above 0, at most 1,000
  /// @param codes what is looked for
  /// @param retry how long to wait before a folder that is missing is looked for again
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public FramesReader(
      String id,
      @Nullable String room,
      Path folder,
      double framesPerSecond,
      Set<Symbology> codes,
      Duration retry,
      LongSupplier nanos) {
    if (!(framesPerSecond > 0 && framesPerSecond <= 1_000)) {
      throw new IllegalArgumentException(
          "reader "
              + id
              + " plays above 0 and at most 1000 frames a second, not "
              + framesPerSecond);
    }
    super(id, room, retry);
    this.folder = folder;
    this.files = new FrameFolder(folder);
    this.codes = new CodeFinder(codes);
    this.frame = Duration.ofNanos((long) (1e9 / framesPerSecond));
    this.nanos = nanos;
    this.sighting = new HeldCode(nanos);
  }

  @Override
  protected void use(DeviceThread running, ScanReceiver desk)
      throws DeviceException, InterruptedException {
    while (!running.isClosing()) {
      List<Path> fresh = files.takeNew();
      running.working("plays " + folder);
      if (fresh.isEmpty()) {
        nextFrame(running, null, desk);
      }
      for (Iterator<Path> left = fresh.iterator(); left.hasNext() && !running.isClosing(); ) {
        nextFrame(running, left.next(), desk);
      }
    }
  }

  private void nextFrame(DeviceThread running, @Nullable Path file, ScanReceiver desk)
      throws InterruptedException {
    long began = nanos.getAsLong();
    ReadCode code = file == null ? null : read(file);
    if (sighting.isPresented(code == null ? null : code.seen()) && code != null) {
      code.present(id(), room(), desk);
    }
    running.pause(frame.minusNanos(nanos.getAsLong() - began));
  }

  private @Nullable ReadCode read(Path file) {
    return switch (picture(file)) {
      case Picture.Decoded(Luminance luminance) -> codes.next(luminance);
      case Picture.NotAnImage(String reason) -> {
        Logger.warn("reader {}: a file of its folder is skipped: {}", id(), reason);
        yield null;
      }
    };
  }

  private static Picture picture(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return PictureFile.read(in.readNBytes(PictureFile.MAX_BYTES + 1));
    } catch (IOException e) {
      return new Picture.NotAnImage("it cannot be read: " + e.getClass().getSimpleName());
    }
  }
}
