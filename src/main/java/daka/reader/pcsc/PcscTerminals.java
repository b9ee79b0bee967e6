package daka.reader.pcsc;

import daka.device.DeviceException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CardTerminals.State;
import javax.smartcardio.TerminalFactory;
import jnasmartcardio.Smartcardio;
import org.tinylog.Logger;

/// A connection to the service for card readers, pcscd, and what has changed at one of its readers.
///
/// The provider is jnasmartcardio and not the JDK's: that one has a single connection for the life
/// of the process, which is dead for ever once pcscd has been restarted (seen with JDK 25), and on
/// which one reader that waits holds up all others.
///
/// For one thread.
final class PcscTerminals implements AutoCloseable {
  private static final Smartcardio PROVIDER = new Smartcardio();

  private final CardTerminals terminals;
  private final String device;

  private PcscTerminals(CardTerminals terminals, String device) {
    this.terminals = terminals;
    this.device = device;
  }

  /// @param device the name of a reader, or the beginning of it
  /// @throws DeviceException if the service does not answer
  static PcscTerminals connect(String device) throws DeviceException {
    try {
      return new PcscTerminals(
          TerminalFactory.getInstance("PC/SC", null, PROVIDER).terminals(), device);
    } catch (NoSuchAlgorithmException | RuntimeException e) {
      throw PcscErrors.service(e);
    } catch (LinkageError e) {
      throw new DeviceException(
          "the library for card readers cannot be loaded (" + e + ")",
          "install it (apt install libpcsclite1 pcscd libccid), and let java.io.tmpdir be a folder"
              + " that programs may be run from");
    }
  }

  /// The reader that is meant: the first of those whose name begins so.
  ///
  /// @throws DeviceException if it is not there
  CardTerminal reader() throws DeviceException {
    List<CardTerminal> all = list(State.ALL);
    for (CardTerminal terminal : all) {
      if (isMeant(terminal)) {
        return terminal;
      }
    }
    String others =
        all.stream()
            .map(terminal -> '"' + terminal.getName() + '"')
            .collect(Collectors.joining(", "));
    throw new DeviceException(
        "there is no card reader \""
            + device
            + "\", "
            + (others.isEmpty() ? "and no other" : "only " + others),
        "plug it in, or correct `device` in the config (see pcsc_scan -r); if the kernel took it,"
            + " see firmware-config");
  }

  /// All that are there.
  List<String> names() throws DeviceException {
    return list(State.ALL).stream().map(CardTerminal::getName).toList();
  }

  /// Waits until a card is laid on the reader or taken away, or a reader is plugged in or out, or
  /// the time is over.
  void await(Duration time) throws DeviceException {
    try {
      terminals.waitForChange(time.toMillis());
    } catch (CardException e) {
      throw PcscErrors.service(e);
    }
  }

  /// Whether a card was laid on the reader since the wait before.
  boolean isLaid() throws DeviceException {
    return list(State.CARD_INSERTION).stream().anyMatch(this::isMeant);
  }

  /// Whether a card lies on the reader.
  boolean isLying() throws DeviceException {
    return list(State.CARD_PRESENT).stream().anyMatch(this::isMeant);
  }

  private List<CardTerminal> list(State state) throws DeviceException {
    try {
      return terminals.list(state);
    } catch (CardException e) {
      throw PcscErrors.service(e);
    }
  }

  private boolean isMeant(CardTerminal terminal) {
    return terminal.getName().startsWith(device);
  }

  @Override
  public void close() {
    try {
      if (terminals instanceof Smartcardio.JnaCardTerminals connection) {
        connection.close();
      }
    } catch (CardException e) {
      Logger.debug("a service for card readers that is gone was left: {}", e.getMessage());
    }
  }
}
