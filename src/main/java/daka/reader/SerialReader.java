package daka.reader;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.health.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The reader of kind `serial`: a scanner that sends lines over any tty, 8 data bits, no parity, 1
/// stop bit, no flow control.
///
/// It listens from the first pause of [#PAUSE] or line end after it has opened the device.
public final class SerialReader implements Reader {
  /// The speed of the usual engines as delivered, in baud.
  public static final int DEFAULT_BAUD = 9_600;

  /// Silence of this length ends a line that has no other end.
  public static final Duration PAUSE = Duration.ofMillis(100);

  /// A tty that has hung up answers at once, and some drivers without an error. A machine that was
  /// kept from its clock ends a wait early too, but not so often on end.
  private static final int HANG_UP = 5;

  private final String id;
  private final @Nullable String room;
  private final @Nullable CardKind kind;
  private final Path device;
  private final int baud;
  private final LongSupplier nanos;
  private final DeviceThread thread;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param kind what kind of card it reads, or null if several
  /// @param device the tty, or a link to it
  /// @param baud its speed; see [#DEFAULT_BAUD]
  /// @param retry how long to wait before a device that is missing is tried again
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public SerialReader(
      String id,
      @Nullable String room,
      @Nullable CardKind kind,
      Path device,
      int baud,
      Duration retry,
      LongSupplier nanos) {
    this.id = id;
    this.room = room;
    this.kind = kind;
    this.device = device;
    this.baud = baud;
    this.nanos = nanos;
    this.thread = DeviceThread.ofReader(id, retry);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void start(Scans desk) {
    Scans guarded = new GuardedScans(id, desk);
    thread.start(running -> listen(running, guarded));
  }

  private void listen(DeviceThread running, Scans desk) throws DeviceException {
    SerialPort port = open();
    try {
      Lines lines =
          new Lines(text -> desk.scan(new Scan(id, room, kind, text)), () -> desk.unreadable(id));
      listen(running, port, lines);
    } finally {
      port.closePort();
    }
  }

  private SerialPort open() throws DeviceException {
    // Asked first, because jSerialComm would go on to look for another device of that name.
    if (!Files.exists(device)) {
      throw new DeviceException(
          device + " is not there",
          "plug the reader in, or correct `device` in the config (see ls /dev/serial/by-id)");
    }
    SerialPort port = find();
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setComPortTimeouts(
        SerialPort.TIMEOUT_READ_SEMI_BLOCKING, Math.toIntExact(PAUSE.toMillis()), 0);
    if (!port.openPort(0)) {
      throw SerialErrors.opening(device, port.getLastErrorCode());
    }
    return port;
  }

  private SerialPort find() throws DeviceException {
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

  private void listen(DeviceThread running, SerialPort port, Lines lines) throws DeviceException {
    byte[] buffer = new byte[1_024];
    int early = 0;
    while (!running.isClosing()) {
      long began = nanos.getAsLong();
      int count = port.readBytes(buffer, buffer.length);
      if (count > 0) {
        early = 0;
        lines.accept(buffer, count);
      } else if (count == 0 && nanos.getAsLong() - began >= PAUSE.toNanos() / 2) {
        early = 0;
        lines.end();
      } else if (count < 0 || ++early == HANG_UP) {
        throw new DeviceException(device + " was unplugged", "plug the reader in again");
      }
      if (lines.isInStep()) {
        running.working("listens to " + device + " at " + baud + " baud");
      }
    }
  }

  @Override
  public Part health() {
    return thread.health();
  }

  @Override
  public void close() {
    thread.close();
  }
}
