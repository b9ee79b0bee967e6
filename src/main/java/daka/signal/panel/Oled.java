package daka.signal.panel;

import daka.pi.I2cWire;
import daka.pi.PiException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
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
  private static final String DISPLAY_OFF = "ae";
  private static final String DISPLAY_ON = "af";
  private static final int PAGE = 0xB0;
  private static final int LOW_COLUMN = 0x00;
  private static final int HIGH_COLUMN = 0x10;

  /// What both chips need alike. Most of it is so after a reset, but a panel that lost its state by
  /// noise was not reset.
  private static final String SETTINGS =
      "d580" // clock: no division, the oscillator in the middle of its range
          + "a83f" // 64 rows
          + "d300" // of which the first is at the top
          + "40" // and shows the first of the memory
          + "a1c8" // modules are mounted with the connector above
          + "da12" // rows are wired in turn to either side
          + "817f" // contrast
          + "a4a6"; // what is lit is what the memory says, not its opposite

  private final I2cWire wire;
  private final OledChip chip;
  private final Supplier<PanelDrawing> drawings;
  private final LongSupplier nanos;
  private @Nullable PanelDrawing drawing;
  private @Nullable PanelText sign;
  private int place;
  private @Nullable Dots sent;
  private boolean off = true;

  /// @param drawings asked once the chip has answered, since a drawing needs much to be loaded
  /// @param nanos a monotonic source of nanoseconds
  Oled(I2cWire wire, OledChip chip, Supplier<PanelDrawing> drawings, LongSupplier nanos) {
    this.wire = wire;
    this.chip = chip;
    this.drawings = drawings;
    this.nanos = nanos;
  }

  @Override
  public void show(PanelText next) throws PiException {
    int now = (int) Math.floorMod(nanos.getAsLong() / STAY.toNanos(), 4L);
    if (next.equals(sign) && now == place) {
      return;
    }
    if (next instanceof PanelText.Dark) {
      command(DISPLAY_OFF);
      off = true;
      sent = null;
    } else {
      if (off) {
        command(DISPLAY_OFF + chip.whileOff);
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
      command(SETTINGS + chip.own);
    }
    for (int page = 0; page < Dots.PAGES; page++) {
      if (before == null || !Arrays.equals(before.page(page), picture.page(page))) {
        begin(page);
        transfer(DATA, picture.page(page));
      }
    }
    if (before == null) {
      command(DISPLAY_ON);
    }
    sent = picture;
  }

  private void begin(int page) throws PiException {
    byte[] commands = {(byte) (PAGE | page), (byte) (LOW_COLUMN | chip.offset), (byte) HIGH_COLUMN};
    transfer(COMMANDS, commands);
  }

  private void command(String digits) throws PiException {
    transfer(COMMANDS, HexFormat.of().parseHex(digits));
  }

  /// A transfer begins with a byte that says what all that follow are.
  private void transfer(int what, byte[] bytes) throws PiException {
    byte[] transfer = new byte[bytes.length + 1];
    transfer[0] = (byte) what;
    System.arraycopy(bytes, 0, transfer, 1, bytes.length);
    wire.write(transfer);
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

  private PanelDrawing drawing() {
    if (drawing == null) {
      drawing = drawings.get();
    }
    return drawing;
  }
}
