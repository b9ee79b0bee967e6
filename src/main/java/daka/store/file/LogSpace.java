package daka.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tinylog.Logger;

/// Claims the first megabyte of the write-ahead log once, by zeros.
///
/// A commit that overwrites what the file system has already given to a file has nothing to
/// allocate: when taps come fast it takes half the time of one that makes the file longer. As
/// [Checkpoints] has the log begin anew after each quiet moment, every tap of an ordinary day finds
/// its space claimed, also on a disk that is full by then.
///
/// What follows the valid frames of a log means nothing to SQLite ("WAL-mode File Format"): zeros
/// there are as good as the frames of an earlier turn.
final class LogSpace {
  private static final int BYTES = 1 << 20;

  private LogSpace() {}

  /// Must be called within a write transaction, so that nobody appends to the log meanwhile.
  static void claim(Path log) {
    try (FileChannel channel =
        FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      long size = channel.size();
      if (size < BYTES) {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) (BYTES - size));
        while (zeros.hasRemaining()) {
          channel.write(zeros, size + zeros.position());
        }
        channel.force(true);
      }
    } catch (IOException e) {
      Logger.warn("could not claim space for {}, taps are slower: {}", log, e.getMessage());
    }
  }
}
