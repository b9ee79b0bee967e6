package daka.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Holds what there is once on a machine, so that tests in processes beside each other take turns.
public final class Alone implements AutoCloseable {
  private final FileChannel channel;

  private Alone(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits until no other process holds it. It is let go when it is closed, or the process ends.
  ///
  /// @param what one word
  /// @throws java.nio.channels.OverlappingFileLockException if this process holds it already
  public static Alone with(String what) {
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "daka-alone-with-" + what);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.lock();
        return new Alone(channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("waiting for a turn with " + what + " at " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
