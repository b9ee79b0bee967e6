package daka.plugged;

import daka.device.DeviceException;
import daka.plugged.Plugged.Form;
import daka.plugged.Plugged.Kind;
import daka.reader.pcsc.PcscReaderNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Readers of contactless cards that pcscd drives. Its library is loaded only where pcscd is.
final class CardReaders {
  private static final String SOCKET = "run/pcscd/pcscd.comm";

  /// A class of USB interfaces: smart cards.
  private static final String SMART_CARD = "0b";

  private CardReaders() {}

  /// @throws DeviceException if there is one, or pcscd is there, and it cannot be asked
  static List<Plugged> in(Sysfs sys) throws DeviceException {
    if (!Files.exists(sys.root().resolve(SOCKET))) {
      if (onUsb(sys)) {
        throw new DeviceException(
            "a card reader is plugged in, and the service for card readers, pcscd, does not run",
            "install it (apt install pcscd libccid), or start it: systemctl start pcscd.socket");
      }
      return List.of();
    }
    return PcscReaderNames.all().stream()
        .map(name -> new Plugged(Kind.PCSC, name, name, Form.CARD_READER, List.of("pcsc"), null))
        .toList();
  }

  private static boolean onUsb(Sysfs sys) {
    return sys.in("sys/bus/usb/devices").stream()
        .map(device -> device.resolve("bInterfaceClass"))
        .map((Path file) -> Sysfs.text(file))
        .anyMatch(SMART_CARD::equals);
  }
}
