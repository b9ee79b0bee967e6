package daka.screen;

import daka.pi.I2cWire;
import daka.pi.PiException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An OLED panel of 128 by 64 dots. Only the pages of its memory that changed are sent, each in one
/// transfer of 12 ms at 100 kHz.
///
/// Lit dots age. So the picture moves by a dot every minute, the contrast is half of what the panel
/// can do, and it is dark while the centre is closed.
final class Oled implements Panel {
  /// How long the picture stays where it is.
  static final Duration STAY = Duration.ofMinutes(1);

  private static final int COMMANDS = 0x00;
  private static final int DATA = 0x40;
  private static final int DISPLAY_OFF = 0xAE;
  private static final int DISPLAY_ON = 0xAF;
  private static final int PAGE = 0xB0;
  private static final int LOW_COLUMN = 0x00;
  private static final int HIGH_COLUMN = 0x10;

  /// What both chips need alike. Most of it is so after a reset, but a panel that lost its state by
  /// noise was not reset.
  private static final int[] SETTINGS = {
    0xD5,
    0x80, // clock: no division, the oscillator in the middle of its range
    0xA8,
    0x3F, // 64 rows
    0xD3,
    0x00, // of which the first is at the top
    0x40, //       and shows the first of the memory
    0xA1,
    0xC8, // modules are mounted with the connector above
    0xDA,
    0x12, // rows are wired in turn to either side
    0x81,
    0x7F, // contrast
    0xA4,
    0xA6 //  what is lit is what the memory says, not its opposite
  };

  private final I2cWire wire;
  private final OledChip chip;
  private final Supplier<DoorDrawing> drawings;
  private final LongSupplier nanos;
  private @Nullable DoorDrawing drawing;
  private @Nullable DoorSign sign;
  private int place;
  private @Nullable Dots sent;
  private boolean off = true;

  /// @param drawings asked once the chip has answered, since a drawing needs much to be loaded
  /// @param nanos a monotonic source of nanoseconds
  Oled(I2cWire wire, OledChip chip, Supplier<DoorDrawing> drawings, LongSupplier nanos) {
    this.wire = wire;
    this.chip = chip;
    this.drawings = drawings;
    this.nanos = nanos;
  }

  @Override
  public void show(DoorSign next) throws PiException {
    int now = (int) Math.floorMod(nanos.getAsLong() / STAY.toNanos(), 4L);
    if (next.equals(sign) && now == place) {
      return;
    }
    if (next instanceof DoorSign.Dark) {
      command(DISPLAY_OFF);
      off = true;
      sent = null;
    } else {
      if (off) {
        command(DISPLAY_OFF);
        command(chip.whileOff());
      }
      send(drawing().draw(next).moved(now == 1 || now == 2 ? 1 : 0, now / 2));
      off = false;
    }
    sign = next;
    place = now;
  }

  private void send(Dots picture) throws PiException {
    Dots before = sent;
    if (before == null) {
      command(SETTINGS);
      command(chip.own());
    }
    for (int page = 0; page < Dots.PAGES; page++) {
      if (before == null || !Arrays.equals(before.page(page), picture.page(page))) {
        command(PAGE | page, LOW_COLUMN | chip.offset, HIGH_COLUMN);
        wire.write(transfer(DATA, picture.page(page)));
      }
    }
    if (before == null) {
      command(DISPLAY_ON);
    }
    sent = picture;
  }

  private void command(int... commands) throws PiException {
    byte[] bytes = new byte[commands.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) commands[i];
    }
    if (bytes.length > 0) {
      wire.write(transfer(COMMANDS, bytes));
    }
  }

  /// A transfer begins with a byte that says what all that follow are.
  private static byte[] transfer(int what, byte[] bytes) {
    byte[] transfer = new byte[bytes.length + 1];
    transfer[0] = (byte) what;
    System.arraycopy(bytes, 0, transfer, 1, bytes.length);
    return transfer;
  }

  @Override
  public void renew() {
    sign = null;
    sent = null;
  }

  @Override
  public @Nullable Shortfall shortfall() {
    return drawing().shortfall();
  }

  private DoorDrawing drawing() {
    if (drawing == null) {
      drawing = drawings.get();
    }
    return drawing;
  }
}
