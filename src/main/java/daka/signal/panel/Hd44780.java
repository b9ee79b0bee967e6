package daka.signal.panel;

import daka.pi.I2cWire;
import daka.pi.PiException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// An HD44780 behind a PCF8574, as on the usual backpacks: the expander's port is the controller's
/// RS (P0), R/W (P1), E (P2) and D4 to D7 (P4 to P7), and switches the light (P3).
///
/// Serves 16 by 2 and 20 by 4 letters without being told which: the rows of the larger panel begin
/// at 0x00, 0x40, 0x14 and 0x54 of the display's memory, and the smaller one shows 16 letters from
/// 0x00 and from 0x40.
///
/// Timing (Hitachi's HD44780U data sheet, table 6 and figure 24): each byte on the bus takes 90 µs
/// at the PCF8574's 100 kHz and 22.5 µs at 400 kHz. At both, two bytes a nibble are longer than the
/// 37 µs of an instruction, and a byte longer than any pulse; so only power-on, the first two
/// function sets, and the return home need a pause.
final class Hd44780 implements Panel {
  /// Waits at least this long. A seam for tests, which have no time to wait.
  @FunctionalInterface
  interface Pause {
    void of(Duration pause);
  }

  /// The pause of a real controller.
  static final Pause PARKED =
      pause -> {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      };

  private static final int INSTRUCTION = 0;
  private static final int DATA = 1;
  private static final int ENABLE = 1 << 2;
  private static final int LIGHT = 1 << 3;

  private static final int HOME = 0x02;
  private static final int ENTRY_TO_THE_RIGHT = 0x06;
  private static final int DISPLAY_OFF = 0x08;
  private static final int DISPLAY_ON = 0x0C;
  private static final int FOUR_BITS = 0x20;
  private static final int FOUR_BITS_TWO_LINES = 0x28;
  private static final int EIGHT_BITS = 0x30;
  private static final int ADDRESS = 0x80;
  private static final int[] ROW_ADDRESSES = {0x00, 0x40, 0x14, 0x54};

  private static final Duration POWER_ON = Duration.ofMillis(50);
  private static final Duration FIRST_SET = Duration.ofNanos(4_500_000);
  private static final Duration SECOND_SET = Duration.ofNanos(150_000);
  private static final Duration RETURN_HOME = Duration.ofMillis(2);

  private final I2cWire wire;
  private final Pause pause;
  private @Nullable PanelText sign;
  private List<String> shown = List.of();
  private int light;

  Hd44780(I2cWire wire, Pause pause) {
    this.wire = wire;
    this.pause = pause;
  }

  @Override
  public void show(PanelText next) throws PiException {
    if (next.equals(sign)) {
      return;
    }
    boolean dark = next instanceof PanelText.Dark;
    light = dark ? 0 : LIGHT;
    if (sign == null) {
      begin();
    }
    List<String> rows = LetterRows.of(next);
    for (int i = 0; i < rows.size(); i++) {
      if (sign == null || !rows.get(i).equals(shown.get(i))) {
        write(ROW_ADDRESSES[i], rows.get(i));
      }
    }
    send(INSTRUCTION, dark ? DISPLAY_OFF : DISPLAY_ON);
    shown = rows;
    sign = next;
  }

  /// The data sheet's way into four-bit mode from wherever the controller is: in eight-bit mode, or
  /// between the halves of a byte. What is on the display stays there.
  private void begin() throws PiException {
    pause.of(POWER_ON);
    sendHalf(EIGHT_BITS);
    pause.of(FIRST_SET);
    sendHalf(EIGHT_BITS);
    pause.of(SECOND_SET);
    sendHalf(EIGHT_BITS);
    sendHalf(FOUR_BITS);
    send(INSTRUCTION, FOUR_BITS_TWO_LINES, ENTRY_TO_THE_RIGHT, HOME);
    pause.of(RETURN_HOME);
  }

  private void write(int address, String row) throws PiException {
    send(INSTRUCTION, ADDRESS | address);
    byte[] letters = row.getBytes(StandardCharsets.US_ASCII);
    int[] bytes = new int[letters.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = letters[i];
    }
    send(DATA, bytes);
  }

  private void sendHalf(int high) throws PiException {
    ByteArrayOutputStream out = begun(INSTRUCTION);
    strobe(out, INSTRUCTION, high);
    wire.write(out.toByteArray());
  }

  private void send(int register, int... bytes) throws PiException {
    ByteArrayOutputStream out = begun(register);
    for (int each : bytes) {
      strobe(out, register, each);
      strobe(out, register, each << 4);
    }
    wire.write(out.toByteArray());
  }

  /// A transfer that begins by choosing the register: it must stand before E rises.
  private ByteArrayOutputStream begun(int register) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(register | light);
    return out;
  }

  /// The controller takes the half of a byte when E falls.
  private void strobe(ByteArrayOutputStream out, int register, int high) {
    int port = (high & 0xF0) | register | light;
    out.write(port | ENABLE);
    out.write(port);
  }

  @Override
  public void renew() {
    sign = null;
  }

  @Override
  public @Nullable Shortfall shortfall() {
    return null;
  }
}
