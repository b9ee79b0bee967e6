package daka.reader.idcard;

import daka.checkin.CardDigest;
import daka.checkin.CardDigests;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.reader.serial.Tty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The security module (SAM) of an ID-card reader, asked over its tty. A resident's ID card answers
/// to nobody else.
///
/// For one thread.
final class Sam {
  private static final byte[] FIND = command(0x20, 0x01);
  private static final byte[] SELECT = command(0x20, 0x02);
  private static final byte[] READ = command(0x30, 0x01);

  /// How long it may look for a card.
  private static final Duration LOOKING = Duration.ofSeconds(1);

  /// How long it may read one.
  private static final Duration READING = Duration.ofSeconds(3);

  /// So many commands in a row may stay without an answer that makes sense.
  private static final int PATIENCE = 3;

  private final DeviceThread running;
  private final Path device;
  private final Tty tty;
  private final SamAnswer answer;
  private final LongSupplier nanos;
  private final byte[] heard = new byte[16];
  private int unanswered;

  /// @param device what the tty is called, for messages
  /// @param answer where answers are put together; clear whenever no method of this runs
  Sam(DeviceThread running, Path device, Tty tty, SamAnswer answer, LongSupplier nanos) {
    this.running = running;
    this.device = device;
    this.tty = tty;
    this.answer = answer;
    this.nanos = nanos;
  }

  /// A frame as in [SamAnswer], with command and parameter in place of the status.
  private static byte[] command(int command, int parameter) {
    int length = 3;
    int check = length ^ command ^ parameter;
    int[] frame = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, length, command, parameter, check};
    byte[] bytes = new byte[frame.length];
    for (int i = 0; i < frame.length; i++) {
      bytes[i] = (byte) frame[i];
    }
    return bytes;
  }

  /// Whether a card lies there. With most modules, one that has been read is not found again until
  /// it was taken away.
  ///
  /// @throws DeviceException if the module is lost, is not well, or does not answer
  boolean find() throws DeviceException {
    try {
      return ask(FIND, LOOKING) == SamStatus.FOUND;
    } finally {
      answer.clear();
    }
  }

  /// Reads the card that was found, and makes a fingerprint of its number. When this returns, the
  /// number is gone, and name, address and photograph are.
  ///
  /// @return null if the card cannot be read, or has no number that can be one
  /// @throws DeviceException as [#find()]
  @Nullable CardDigest number(CardDigests fingerprints) throws DeviceException {
    byte @Nullable [] number = null;
    try {
      if (ask(SELECT, LOOKING) != SamStatus.DONE || ask(READ, READING) != SamStatus.DONE) {
        return null;
      }
      number = answer.hasText() ? IdNumber.in(answer::text) : null;
      return number == null ? null : fingerprints.ofIdNumber(number);
    } finally {
      answer.clear();
      Arrays.fill(heard, (byte) 0);
      if (number != null) {
        Arrays.fill(number, (byte) 0);
      }
    }
  }

  private SamStatus ask(byte[] command, Duration patience) throws DeviceException {
    answer.clear();
    tty.discard();
    tty.write(command);
    SamStatus status = hear(patience) ? answer.status() : SamStatus.NOT_UNDERSTOOD;
    unanswered = status == SamStatus.NOT_UNDERSTOOD ? unanswered + 1 : 0;
    if (unanswered == PATIENCE) {
      throw new DeviceException(
          device + " does not answer as an ID-card reader",
          "name the reader's own port as `device` in the config, and plug it in again");
    }
    return switch (status) {
      case SELF_TEST_FAILED ->
          throw new DeviceException(
              "the security module at " + device + " has failed its own test",
              "plug the reader in again; if that does not help, have it replaced");
      case NOT_LICENSED ->
          throw new DeviceException(
              "the security module at " + device + " is not licensed",
              "have the reader exchanged by whoever sold it");
      case DONE, FOUND, NO_CARD, NOT_READ, NOT_UNDERSTOOD -> status;
    };
  }

  private boolean hear(Duration patience) throws DeviceException {
    long began = nanos.getAsLong();
    while (!running.isClosing() && nanos.getAsLong() - began < patience.toNanos()) {
      int count = tty.read(heard);
      for (int i = 0; i < count; i++) {
        if (answer.add(heard[i])) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether the last command was answered.
  boolean isAnswering() {
    return unanswered == 0;
  }
}
