package daka.reader;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.health.Part;
import daka.pi.I2cWire;
import daka.pi.PiException;
import daka.pi.SpiWire;
import daka.pi.Wire;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The reader of kind `pn532`: a module with an NXP PN532 on an I²C or SPI bus of the Pi, which
/// reads cards of ISO/IEC 14443 types A and B. Each card that is laid on it is presented once
/// ([LaidCards]).
public final class Pn532Reader implements Reader {
  /// How fast it is read over SPI, in hertz: it can do 5 MHz, over short wires.
  public static final int HERTZ = 1_000_000;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private static final String I2C_WIRING =
      "check its wires (VCC, GND, SDA, SCL), that its switches say I2C (SEL0 on, SEL1 off), and"
          + " that I2C is on";
  private static final String SPI_WIRING =
      "check its wires (VCC, GND, SCK, MISO, MOSI, SS to CE), that its switches say SPI (SEL0 off,"
          + " SEL1 on), and that SPI is on";

  private final String id;
  private final @Nullable String room;
  private final LinkOpening bus;
  private final String device;
  private final String wiring;
  private final LongSupplier nanos;
  private final DeviceThread thread;

  @FunctionalInterface
  private interface LinkOpening {
    Pn532Link open() throws PiException;
  }

  private Pn532Reader(
      String id,
      @Nullable String room,
      LinkOpening bus,
      String device,
      String wiring,
      Duration retry,
      LongSupplier nanos) {
    this.id = id;
    this.room = room;
    this.bus = bus;
    this.device = device;
    this.wiring = wiring;
    this.nanos = nanos;
    this.thread = DeviceThread.ofReader(id, retry);
  }

  /// A reader on an I²C bus.
  ///
  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param bus opens the bus with the chip's address
  /// @param device the bus, for messages
  /// @param retry how long to wait before a chip that is missing is tried again
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public static Pn532Reader overI2c(
      String id,
      @Nullable String room,
      Wire.Opening<I2cWire> bus,
      String device,
      Duration retry,
      LongSupplier nanos) {
    return new Pn532Reader(
        id, room, () -> new Pn532Link.OverI2c(bus.open()), device, I2C_WIRING, retry, nanos);
  }

  /// A reader on an SPI bus.
  ///
  /// @param bus opens the bus: mode 0, at most [#HERTZ]
  public static Pn532Reader overSpi(
      String id,
      @Nullable String room,
      Wire.Opening<SpiWire> bus,
      String device,
      Duration retry,
      LongSupplier nanos) {
    return new Pn532Reader(
        id, room, () -> new Pn532Link.OverSpi(bus.open()), device, SPI_WIRING, retry, nanos);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void start(Scans desk) {
    LaidCards laid = new LaidCards(id, room, new GuardedScans(id, desk), nanos);
    thread.start(running -> listen(running, laid));
  }

  private void listen(DeviceThread running, LaidCards laid)
      throws DeviceException, InterruptedException {
    try (Pn532Link link = bus.open()) {
      Pn532 chip = new Pn532(link, device, wiring, running::pause, nanos);
      chip.begin();
      while (!running.isClosing()) {
        running.working("reads cards at " + device + ", firmware " + chip.version());
        look(chip, laid);
        running.pause(BETWEEN_LOOKS);
      }
    } catch (PiException e) {
      throw new DeviceException(e.message(), e.cure());
    }
  }

  private static void look(Pn532 chip, LaidCards laid)
      throws DeviceException, InterruptedException {
    Tag tag = chip.find();
    if (tag == null) {
      laid.none();
      return;
    }
    try {
      laid.lies(tag);
    } catch (TagLostException e) {
      // At the edge of the field, where the next look may find it.
      laid.none();
    }
    chip.release();
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
