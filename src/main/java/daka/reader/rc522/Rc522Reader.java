package daka.reader.rc522;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.pi.PiException;
import daka.pi.SpiWire;
import daka.pi.Wire;
import daka.reader.card.CardPresentations;
import daka.reader.card.CardReader;
import daka.reader.card.TagLostException;
import daka.reader.rc522.TypeACards.Selected;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The reader of kind `rc522`: a module with an NXP MFRC522 on an SPI bus of the Pi, which reads
/// cards of ISO/IEC 14443 type A. Each card that is laid on it is presented once
/// ([CardPresentations]).
public final class Rc522Reader extends CardReader {
  /// The fastest that the chip is read at over wires a hand long, in hertz. It could do 10 MHz.
  public static final int HERTZ = 1_000_000;

  private final Wire.Opening<SpiWire> bus;
  private final String device;
  private final Duration rest;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param bus opens the bus: mode 0, at most [#HERTZ]
  /// @param device the bus, for messages
  /// @param retry how long to wait before a chip that is missing is tried again
  /// @param rest how long to wait between two looks: [#REST]
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public Rc522Reader(
      String id,
      @Nullable String room,
      Wire.Opening<SpiWire> bus,
      String device,
      Duration retry,
      Duration rest,
      LongSupplier nanos) {
    super(id, room, retry, nanos);
    this.bus = bus;
    this.device = device;
    this.rest = rest;
  }

  @Override
  protected void watch(DeviceThread running, CardPresentations cards)
      throws DeviceException, InterruptedException {
    try (SpiWire wire = bus.open()) {
      Mfrc522 chip = new Mfrc522(wire, device, running::pause, nanos());
      chip.begin();
      while (!running.isClosing()) {
        chip.verify();
        running.working("reads cards at %s, version 0x%02X".formatted(device, chip.version()));
        look(chip, cards);
        running.pause(rest);
      }
    } catch (PiException e) {
      throw new DeviceException(e.message(), e.cure());
    }
  }

  private static void look(Mfrc522 chip, CardPresentations cards)
      throws DeviceException, InterruptedException {
    TypeACards lying = new TypeACards(chip);
    try {
      Selected card = lying.select();
      if (card == null) {
        cards.none();
      } else {
        TypeACard selected = new TypeACard(chip, lying, card);
        cards.lies(selected.tag());
        selected.letGo();
      }
    } catch (TagLostException e) {
      // At the edge of the field, where the next look may find it.
      chip.renewField();
      cards.none();
    }
  }
}
