package daka.reader.serial;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.reader.DeviceReader;
import daka.reader.HeldCode;
import daka.reader.ScanReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The reader of kind `serial`: a scanner that sends lines over any tty, 8 data bits, no parity, 1
/// stop bit, no flow control; or a module that sends the numbers of chips between STX and ETX, of
/// which a card that is held is one scan ([HeldCode]).
///
/// It listens from the first pause of [#PAUSE] or line end after it has opened the device. To an
/// engine that the config names it says first how to work. One that does not answer is told of and
/// asked again every [#ASK_AGAIN], and its lines are read all the same.
public final class SerialReader extends DeviceReader {
  /// The speed of the usual engines as delivered, in baud.
  public static final int DEFAULT_BAUD = 9_600;

  /// Silence of this length ends a line that has no other end.
  public static final Duration PAUSE = Tty.SILENCE;

  /// An engine that has not answered may only have been slow, or a busy Pi was.
  public static final Duration ASK_AGAIN = Duration.ofSeconds(10);

  /// An engine that looks when it is told to is told so this often: it stops by itself.
  private static final Duration TRIGGER = Duration.ofSeconds(2);

  private final @Nullable CardKind kind;
  private final Path device;
  private final int baud;
  private final @Nullable Engine engine;
  private final LongSupplier nanos;
  private final HeldCode sighting;
  private final boolean repeats;
  private boolean isSetUp;
  private long asked;
  private long triggered;
  private boolean read;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param kind what kind of card it reads, or null if several
  /// @param device the tty, or a link to it
  /// @param baud its speed; see [#DEFAULT_BAUD]
  /// @param engine what is there, or null if it is not to be told anything
  /// @param retry how long to wait before a device that is missing is tried again
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public SerialReader(
      String id,
      @Nullable String room,
      @Nullable CardKind kind,
      Path device,
      int baud,
      @Nullable Engine engine,
      Duration retry,
      LongSupplier nanos) {
    super(id, room, retry);
    this.kind = kind;
    this.device = device;
    this.baud = baud;
    this.engine = engine;
    this.nanos = nanos;
    this.sighting = new HeldCode(nanos);
    this.repeats = engine != null && engine.look() != Engine.Look.SENSE;
  }

  @Override
  protected void use(DeviceThread running, ScanReceiver desk) throws DeviceException {
    try (Tty tty = Tty.open(device, baud, nanos)) {
      LineSplitter lines =
          new LineSplitter(
              text -> present(text, repeats, desk),
              text -> present(text, true, desk),
              () -> desk.unreadable(id()));
      EngineLine line = new EngineLine(tty, lines, nanos);
      setUp(line);
      while (!running.isClosing()) {
        if (!isSetUp && nanos.getAsLong() - asked >= ASK_AGAIN.toNanos()) {
          setUp(line);
        }
        trigger(line);
        if (!line.listen()) {
          sighting.isPresented(null);
        }
        if (lines.isInStep()) {
          tell(running);
        }
      }
    }
  }

  private void setUp(EngineLine line) throws DeviceException {
    isSetUp = engine == null || engine.setUp(line);
    asked = nanos.getAsLong();
  }

  /// @param held whether the text is sent again and again while what says it is held there
  private void present(String text, boolean held, ScanReceiver desk) {
    read = true;
    if (!held || sighting.isPresented(text)) {
      desk.scan(new Scan(id(), room(), kind, text));
    }
  }

  /// Tells an engine to look that has read something, or may have given up.
  private void trigger(EngineLine line) throws DeviceException {
    if (engine == null || engine.look() != Engine.Look.HOST) {
      return;
    }
    long now = nanos.getAsLong();
    if (read || now - triggered >= TRIGGER.toNanos()) {
      read = false;
      triggered = now;
      engine.trigger(line);
    }
  }

  private void tell(DeviceThread running) {
    String detail = "listens to " + device + " at " + baud + " baud";
    if (isSetUp) {
      running.working(detail);
    } else {
      running.warning(
          detail + ", but the engine does not answer as the one that the config names",
          "correct `engine` or `baud` in the config, or take `engine` away");
    }
  }
}
