package daka.reader.pcsc;

import daka.device.DeviceException;
import java.util.List;

/// The names of all card readers that pcscd drives, whether the config names them or not.
public final class PcscReaderNames {
  private static final String ANY = "";

  private PcscReaderNames() {}

  /// As `pcsc_scan -r` shows them. A reader in use is not disturbed by it.
  ///
  /// @throws DeviceException if pcscd does not answer, with the cure
  public static List<String> all() throws DeviceException {
    try (PcscTerminals terminals = PcscTerminals.connect(ANY)) {
      return terminals.names();
    }
  }
}
