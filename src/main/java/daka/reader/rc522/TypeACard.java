package daka.reader.rc522;

import daka.device.DeviceException;
import daka.reader.card.Tag;
import daka.reader.card.TagLostException;
import daka.reader.card.TypeA;
import daka.reader.rc522.TypeACards.Selected;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One selected card at an [Mfrc522]: what it can be asked, and how it is let go.
final class TypeACard {
  private static final int REFUSAL_BITS = 4;
  private static final Duration READ_TIME = Duration.ofMillis(6);

  private final Mfrc522 chip;
  private final TypeACards cards;
  private final Selected card;
  private @Nullable IsoDep blocks;

  TypeACard(Mfrc522 chip, TypeACards cards, Selected card) {
    this.chip = chip;
    this.cards = cards;
    this.card = card;
  }

  Tag tag() {
    return new Tag(card.uid(), false, memory());
  }

  private Tag.Memory memory() {
    return switch (TypeA.speech(card.sak())) {
      case BLOCKS -> (Tag.Apdus) this::exchange;
      case PAGES -> (Tag.Pages) this::read;
      case NONE -> new Tag.Closed();
    };
  }

  private byte[] exchange(byte[] command)
      throws TagLostException, DeviceException, InterruptedException {
    IsoDep begun = blocks;
    if (begun == null) {
      begun = IsoDep.begin(cards, chip);
      blocks = begun;
    }
    return begun.exchange(command);
  }

  private byte @Nullable [] read(int page)
      throws TagLostException, DeviceException, InterruptedException {
    byte[] command = chip.withCrc(new byte[] {TypeA.READ, (byte) page});
    RfFrame.Answer answer = chip.exchange(RfFrame.of(command, READ_TIME));
    if (answer instanceof RfFrame.Answer.Bits(byte[] bytes, int lastBits)) {
      if (bytes.length == 1 && lastBits == REFUSAL_BITS) {
        return null;
      }
      byte[] data = cards.checked(bytes, lastBits);
      if (data.length == TypeA.FOUR_PAGES) {
        return data;
      }
    }
    throw new TagLostException("a page did not come whole");
  }

  /// Sends the card to sleep, so that the next look may wake it.
  void letGo() throws DeviceException, InterruptedException {
    if (blocks == null) {
      cards.halt();
    } else {
      blocks.end();
    }
  }
}
