package daka.reader.pcsc;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.reader.card.CardPresentations;
import daka.reader.card.CardReader;
import daka.reader.card.Tag;
import daka.reader.card.TagLostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import org.jspecify.annotations.Nullable;

/// The reader of kind `pcsc`: a contactless card reader that pcscd drives, such as an ACR122U.
///
/// Each card that is laid on it is presented once ([CardPresentations]). One that was taken away
/// too early, or that is no contactless card, is unreadable: the reader has beeped, and the person
/// waits for an answer.
public final class PcscReader extends CardReader {
  private static final Duration WAIT = Duration.ofMillis(250);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final int TRIES = 6;

  private final String device;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param device the reader's name or the beginning of it, as `pcsc_scan` shows it
  /// @param retry how long to wait before a reader that is missing is tried again
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public PcscReader(
      String id, @Nullable String room, String device, Duration retry, LongSupplier nanos) {
    super(id, room, retry, nanos);
    this.device = device;
  }

  @Override
  protected void watch(DeviceThread running, CardPresentations cards)
      throws DeviceException, InterruptedException {
    try (PcscTerminals terminals = PcscTerminals.connect(device)) {
      while (!running.isClosing()) {
        CardTerminal terminal = terminals.reader();
        running.working("reads cards at " + terminal.getName());
        terminals.await(WAIT);
        if (terminals.isLaid()) {
          read(running, terminal, cards);
        } else if (!terminals.isLying()) {
          cards.none();
        }
      }
    }
  }

  /// Reads a card that was laid. At the edge of the field it may take more than one try.
  private static void read(DeviceThread running, CardTerminal terminal, CardPresentations cards)
      throws DeviceException, InterruptedException {
    for (int i = 0; i < TRIES && !running.isClosing(); i++) {
      try {
        read(terminal, cards);
        return;
      } catch (TagLostException e) {
        running.pause(BETWEEN_TRIES);
      }
    }
    if (!running.isClosing()) {
      cards.unreadable();
    }
  }

  private static void read(CardTerminal terminal, CardPresentations cards)
      throws DeviceException, TagLostException, InterruptedException {
    Card card = connect(terminal);
    try {
      Tag tag = new PcscCard(card).tag();
      if (tag == null) {
        cards.unreadable();
      } else {
        cards.lies(tag);
      }
    } finally {
      disconnect(card);
    }
  }

  private static Card connect(CardTerminal terminal) throws DeviceException, TagLostException {
    try {
      return terminal.connect("*");
    } catch (CardException e) {
      throw PcscErrors.lost(e);
    }
  }

  private static void disconnect(Card card) {
    try {
      card.disconnect(false);
    } catch (CardException e) {
      // The card or the reader is gone, and the connection with it.
    }
  }
}
