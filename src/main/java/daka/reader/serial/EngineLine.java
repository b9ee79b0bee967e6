package daka.reader.serial;

import daka.device.DeviceException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The tty to a scanner or scan engine: commands one way, lines and replies the other.
///
/// For one thread.
final class EngineLine {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Tty tty;
  private final EngineReplies replies;
  private final LongSupplier nanos;
  private final byte[] buffer = new byte[1_024];

  /// @param lines take what is no reply
  EngineLine(Tty tty, LineSplitter lines, LongSupplier nanos) {
    this.tty = tty;
    this.replies = new EngineReplies(lines);
    this.nanos = nanos;
  }

  /// Reads what has come, or waits for it.
  ///
  /// @return false if nothing came within [Tty#SILENCE]
  boolean listen() throws DeviceException {
    int count = tty.read(buffer);
    for (int i = 0; i < count; i++) {
      replies.accept(buffer[i]);
    }
    if (count == 0) {
      replies.end();
    }
    return count != 0;
  }

  /// Says a command and waits for the reply. Codes that are read meanwhile are not lost.
  ///
  /// @param expected as in [EngineReplies#expect]
  /// @return the reply, or null if there is none
  byte @Nullable [] ask(byte[] command, int... expected) throws DeviceException {
    say(command, expected);
    long began = nanos.getAsLong();
    while (replies.reply() == null && nanos.getAsLong() - began < PATIENCE.toNanos()) {
      listen();
    }
    return replies.reply();
  }

  /// Says a command, and leaves the reply to be taken out when it comes.
  ///
  /// @param expected as in [EngineReplies#expect]
  void say(byte[] command, int... expected) throws DeviceException {
    replies.expect(expected);
    tty.write(command);
  }
}
