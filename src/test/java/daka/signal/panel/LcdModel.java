package daka.signal.panel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// An HD44780 behind a PCF8574, rebuilt from the bytes on the bus: what it shows, and what it would
/// have done wrong if it were made of silicon (Hitachi's HD44780U data sheet: table 6 for the
/// instructions and their times, the bus timing of a write for the pulses).
public final class LcdModel implements Chip {
  private static final int RS = 1;
  private static final int RW = 1 << 1;
  private static final int ENABLE = 1 << 2;
  private static final int LIGHT = 1 << 3;
  private static final int EXPANDER_AFTER_RESET = 0xFF;
  private static final int LINE = 40;
  private static final int[] ROWS = {0x00, 0x40, 0x14, 0x54};

  private static final long POWER_ON = 40_000_000;
  private static final long FIRST_SET = 4_100_000;
  private static final long SECOND_SET = 100_000;
  private static final long INSTRUCTION = 37_000;
  private static final long DATA = 41_000;
  private static final long HOME = 1_520_000;

  private final long nanosByte;
  private final byte[] memory = new byte[128];
  private final List<String> mistakes = new ArrayList<>();
  private long now;
  private long busyUntil;
  private int port;
  private int half;
  private boolean halfCame;
  private boolean eightBits;
  private boolean twoLines;
  private boolean on;
  private boolean shifted;
  private boolean intoGlyphs;
  private int address;
  private int sets;

  /// @param hertz of the bus: the time that a byte takes is part of what is looked at
  public LcdModel(int hertz) {
    this.nanosByte = 9 * 1_000_000_000L / hertz;
    powerOn();
  }

  @Override
  public void powerOn() {
    Arrays.fill(memory, (byte) ' ');
    port = EXPANDER_AFTER_RESET;
    halfCame = false;
    eightBits = true;
    twoLines = false;
    on = false;
    shifted = false;
    intoGlyphs = false;
    address = 0;
    sets = 0;
    busyUntil = now + POWER_ON;
  }

  /// The controller is in any state, and its memory full of anything, as after a spark.
  public void garble(RandomGenerator random) {
    random.nextBytes(memory);
    half = random.nextInt(16);
    halfCame = random.nextBoolean();
    eightBits = random.nextBoolean();
    twoLines = random.nextBoolean();
    on = random.nextBoolean();
    shifted = random.nextBoolean();
    intoGlyphs = random.nextBoolean();
    address = random.nextInt(128);
  }

  @Override
  public void pass(Duration pause) {
    now += pause.toNanos();
  }

  /// How much time has passed on the bus.
  public Duration time() {
    return Duration.ofNanos(now);
  }

  @Override
  public void receive(byte[] transfer) {
    now += nanosByte;
    for (byte each : transfer) {
      now += nanosByte;
      drive(each & 0xFF);
    }
  }

  private void drive(int next) {
    boolean rises = (port & ENABLE) == 0 && (next & ENABLE) != 0;
    boolean falls = (port & ENABLE) != 0 && (next & ENABLE) == 0;
    if (rises && (port & (RS | RW)) != (next & (RS | RW))) {
      mistakes.add("RS or R/W changes while E rises");
    }
    if (falls && (port & RW) == 0) {
      if ((port & ~ENABLE) != next) {
        mistakes.add("the data change while E falls");
      }
      take(port >> 4);
    }
    port = next;
  }

  private void take(int nibble) {
    if (eightBits) {
      // The pins that are not connected are pulled up.
      execute(nibble << 4 | 0x0F);
    } else if (halfCame) {
      halfCame = false;
      execute(half << 4 | nibble);
    } else {
      half = nibble;
      halfCame = true;
    }
  }

  private void execute(int value) {
    if (now < busyUntil) {
      mistakes.add("0x%02X comes %d ns too early".formatted(value, busyUntil - now));
    }
    busyUntil = now + ((port & RS) != 0 ? data(value) : instruction(value));
  }

  private long data(int value) {
    if (!intoGlyphs) {
      memory[address] = (byte) value;
      address++;
      if (twoLines && (address & 0x3F) == LINE) {
        address = (address & 0x40) ^ 0x40;
      }
      address &= 0x7F;
    }
    return DATA;
  }

  private long instruction(int value) {
    if (value >= 0x80) {
      address = value & 0x7F;
      intoGlyphs = false;
    } else if (value >= 0x40) {
      intoGlyphs = true;
    } else if (value >= 0x20) {
      eightBits = (value & 0x10) != 0;
      halfCame = false;
      twoLines = (value & 0x08) != 0;
      sets++;
      return sets == 1 ? FIRST_SET : sets == 2 ? SECOND_SET : INSTRUCTION;
    } else if (value >= 0x10) {
      shifted |= (value & 0x08) != 0;
    } else if (value >= 0x08) {
      on = (value & 0x04) != 0;
      if ((value & 0x03) != 0) {
        mistakes.add("a cursor is shown");
      }
    } else if (value >= 0x04) {
      if (value != 0x06) {
        mistakes.add("letters do not go to the right: 0x%02X".formatted(value));
      }
    } else {
      return clearOrHome(value);
    }
    return INSTRUCTION;
  }

  private long clearOrHome(int value) {
    if (value == 1) {
      Arrays.fill(memory, (byte) ' ');
    }
    shifted = false;
    intoGlyphs = false;
    address = 0;
    return HOME;
  }

  /// What a person reads on a panel of so many letters and rows: nothing if it is off.
  public List<String> rows(int columns, int rows) {
    List<String> read = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      StringBuilder row = new StringBuilder();
      for (int column = 0; column < columns && isReadable(); column++) {
        row.append((char) (memory[ROWS[i] + column] & 0xFF));
      }
      read.add(row.toString().stripTrailing());
    }
    return read;
  }

  private boolean isReadable() {
    return on && twoLines && !shifted;
  }

  /// Whether the light behind the letters is on.
  public boolean isLit() {
    return (port & LIGHT) != 0;
  }

  /// Where the bytes would have been misunderstood, in words.
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }
}
