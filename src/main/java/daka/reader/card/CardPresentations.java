package daka.reader.card;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.DeviceException;
import daka.reader.HeldCode;
import daka.reader.ScanReceiver;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Hands each card that is laid on one reader to the desk once, however long it lies there, also
/// when the reader is lost meanwhile and comes back.
///
/// A card with a text record is presented by that text, as the QR code of the same text would be: a
/// centre that prints a code on a card and writes the same into it has one card, not two. Every
/// other card is presented by its number ([CardUid]), and one that has none of its own as
/// unreadable.
///
/// Of several cards that lie together one is read; which, the reader decides.
///
/// For one thread.
public final class CardPresentations {
  private static final String WITHOUT_NUMBER = "";
  private static final int TRIES = 4;

  private final String reader;
  private final @Nullable String room;
  private final ScanReceiver desk;
  private final HeldCode sighting;
  private String tried = WITHOUT_NUMBER;
  private int tries;

  /// @param room the room the reader stands in, or null
  /// @param nanos a monotonic source of nanoseconds
  public CardPresentations(
      String reader, @Nullable String room, ScanReceiver desk, LongSupplier nanos) {
    this.reader = reader;
    this.room = room;
    this.desk = desk;
    this.sighting = new HeldCode(nanos);
  }

  /// No card lies there.
  public void none() {
    sighting.isPresented(null);
  }

  /// A card lies there.
  ///
  /// @throws TagLostException if it was taken away before it was read; it counts as not laid, and
  ///   may be told of again
  public void lies(Tag tag) throws TagLostException, DeviceException, InterruptedException {
    String digits = tag.pseudo() ? null : CardUid.digits(tag.uid());
    String seen = digits == null ? WITHOUT_NUMBER : digits;
    if (!sighting.isPresented(seen)) {
      return;
    }
    boolean read = false;
    try {
      present(digits, text(seen, tag.memory()));
      read = true;
    } finally {
      if (!read) {
        sighting.forget(seen);
      }
    }
  }

  /// A card that fails in its memory time and again, though it is there, has none to speak of.
  private @Nullable String text(String seen, Tag.Memory memory)
      throws TagLostException, DeviceException, InterruptedException {
    tries = seen.equals(tried) ? tries + 1 : 1;
    tried = seen;
    String text =
        tries < TRIES
            ? switch (memory) {
              case Tag.Pages pages -> PagesText.of(pages);
              case Tag.Apdus apdus -> ApdusText.of(apdus);
              case Tag.Closed() -> null;
            }
            : null;
    tries = 0;
    return text;
  }

  private void present(@Nullable String digits, @Nullable String text) {
    if (text != null) {
      desk.scan(new Scan(reader, room, CardKind.QR, text));
    } else if (digits != null) {
      desk.scan(new Scan(reader, room, CardKind.RFID, digits));
    } else {
      unreadable();
    }
  }

  /// Something was laid there that cannot be read.
  public void unreadable() {
    desk.unreadable(reader);
  }
}
