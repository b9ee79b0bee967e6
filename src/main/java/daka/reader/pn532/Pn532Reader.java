package daka.reader.pn532;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.pi.I2cWire;
import daka.pi.PiException;
import daka.pi.SpiWire;
import daka.pi.Wire;
import daka.reader.card.CardPresentations;
import daka.reader.card.CardReader;
import daka.reader.card.Tag;
import daka.reader.card.TagLostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The reader of kind `pn532`: a module with an NXP PN532 on an I²C or SPI bus of the Pi, which
/// reads cards of ISO/IEC 14443 types A and B. Each card that is laid on it is presented once
/// ([CardPresentations]).
public final class Pn532Reader extends CardReader {
  /// How fast it is read over SPI, in hertz: it can do 5 MHz, over short wires.
  public static final int HERTZ = 1_000_000;

  private static final String I2C_WIRING =
      "check its wires (VCC, GND, SDA, SCL), that its switches say I2C (SEL0 on, SEL1 off), and"
          + " that I2C is on";
  private static final String SPI_WIRING =
      "check its wires (VCC, GND, SCK, MISO, MOSI, SS to CE), that its switches say SPI (SEL0 off,"
          + " SEL1 on), and that SPI is on";

  private final LinkOpening bus;
  private final String device;
  private final String wiring;
  private final Duration rest;

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
      Duration rest,
      LongSupplier nanos) {
    super(id, room, retry, nanos);
    this.bus = bus;
    this.device = device;
    this.wiring = wiring;
    this.rest = rest;
  }

  /// A reader on an I²C bus.
  ///
  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param bus opens the bus with the chip's address
  /// @param device the bus, for messages
  /// @param retry how long to wait before a chip that is missing is tried again
  /// @param rest how long to wait between two looks: [#REST]
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public static Pn532Reader overI2c(
      String id,
      @Nullable String room,
      Wire.Opening<I2cWire> bus,
      String device,
      Duration retry,
      Duration rest,
      LongSupplier nanos) {
    return new Pn532Reader(
        id, room, () -> new Pn532Link.OverI2c(bus.open()), device, I2C_WIRING, retry, rest, nanos);
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
      Duration rest,
      LongSupplier nanos) {
    return new Pn532Reader(
        id, room, () -> new Pn532Link.OverSpi(bus.open()), device, SPI_WIRING, retry, rest, nanos);
  }

  @Override
  protected void watch(DeviceThread running, CardPresentations cards)
      throws DeviceException, InterruptedException {
    try (Pn532Link link = bus.open()) {
      Pn532 chip = new Pn532(link, device, wiring, running::pause, nanos());
      chip.begin();
      while (!running.isClosing()) {
        running.working("reads cards at " + device + ", firmware " + chip.version());
        look(chip, cards);
        running.pause(rest);
      }
    } catch (PiException e) {
      throw new DeviceException(e.message(), e.cure());
    }
  }

  private static void look(Pn532 chip, CardPresentations cards)
      throws DeviceException, InterruptedException {
    Tag tag = chip.find();
    if (tag == null) {
      cards.none();
      return;
    }
    try {
      cards.lies(tag);
    } catch (TagLostException e) {
      // At the edge of the field, where the next look may find it.
      cards.none();
    }
    chip.release();
  }
}
