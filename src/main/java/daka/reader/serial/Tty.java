package daka.reader.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import daka.device.DeviceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A tty that is open: 8 data bits, no parity, 1 stop bit, no flow control.
///
/// For one thread.
public final class Tty implements AutoCloseable {
  /// How long [#read] waits for a byte.
  static final Duration SILENCE = Duration.ofMillis(100);

  /// The wait ended before its time.
  static final int NOTHING_YET = -1;

  /// A tty that has hung up answers at once, and some drivers without an error. A machine that was
  /// kept from its clock ends a wait early too, but not so often on end.
  private static final int HANG_UP = 5;

  private final Path device;
  private final SerialPort port;
  private final LongSupplier nanos;
  private int earlyOnEnd;

  private Tty(Path device, SerialPort port, LongSupplier nanos) {
    this.device = device;
    this.port = port;
    this.nanos = nanos;
  }

  /// @param device the tty, or a link to it
  /// @param baud its speed
  /// @param nanos a monotonic source of nanoseconds
  public static Tty open(Path device, int baud, LongSupplier nanos) throws DeviceException {
    // Asked first, because jSerialComm would go on to look for another device of that name.
    if (!Files.exists(device)) {
      throw new DeviceException(
          device + " is not there",
          "plug the reader in, or correct `device` in the config (see ls /dev/serial/by-id)");
    }
    SerialPort port = find(device);
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setComPortTimeouts(
        SerialPort.TIMEOUT_READ_SEMI_BLOCKING, Math.toIntExact(SILENCE.toMillis()), 0);
    if (!port.openPort(0)) {
      throw SerialErrors.opening(device, port.getLastErrorCode());
    }
    return new Tty(device, port, nanos);
  }

  private static SerialPort find(Path device) throws DeviceException {
    try {
      return SerialPort.getCommPort(device.toAbsolutePath().toString());
    } catch (SerialPortInvalidPortException e) {
      throw new DeviceException(device + " is gone again", "plug the reader in");
    } catch (LinkageError e) {
      throw new DeviceException(
          "the native library for serial ports cannot be loaded (" + e + ")",
          "let java.io.tmpdir be a folder that programs may be run from");
    }
  }

  /// Reads what has come, or waits for it.
  ///
  /// @return how many bytes, 0 after [#SILENCE], or [#NOTHING_YET]
  public int read(byte[] buffer) throws DeviceException {
    long began = nanos.getAsLong();
    int count = port.readBytes(buffer, buffer.length);
    boolean early = count == 0 && nanos.getAsLong() - began < SILENCE.toNanos() / 2;
    earlyOnEnd = early ? earlyOnEnd + 1 : 0;
    if (count < 0 || earlyOnEnd == HANG_UP) {
      throw unplugged();
    }
    return early ? NOTHING_YET : count;
  }

  public void write(byte[] bytes) throws DeviceException {
    if (port.writeBytes(bytes, bytes.length) != bytes.length) {
      throw unplugged();
    }
  }

  /// Forgets what has come and was not read.
  public void discard() {
    port.flushIOBuffers();
  }

  private DeviceException unplugged() {
    return new DeviceException(device + " was unplugged", "plug the reader in again");
  }

  @Override
  public void close() {
    port.closePort();
  }
}
