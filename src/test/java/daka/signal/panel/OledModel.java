package daka.signal.panel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// An SSD1306 or SH1106 with its glass, rebuilt from the bytes on the bus: what it shows, and what
/// it was told that its data sheet does not know.
public final class OledModel implements Chip {
  private static final int DATA_FOLLOW = 0x40;
  private static final int ONE_BYTE_FOLLOWS = 0x80;

  /// How many bytes follow a command that takes any, of those that both chips have.
  private static final Map<Integer, Integer> OPERANDS =
      Map.of(0x81, 1, 0xA8, 1, 0xD3, 1, 0xD5, 1, 0xD9, 1, 0xDA, 1, 0xDB, 1);

  private final boolean sh1106;
  private final byte[][] memory;
  private final List<String> mistakes = new ArrayList<>();
  private final List<Integer> pages = new ArrayList<>();
  private int page;
  private int column;
  private int startLine;
  private boolean on;
  private boolean pump;
  private boolean pageByPage;
  private boolean allLit;
  private boolean inverse;
  private boolean mirrored;
  private boolean upsideDown;
  private int rowsDriven;
  private int shift;
  private int pins;

  private OledModel(boolean sh1106) {
    this.sh1106 = sh1106;
    this.memory = new byte[8][sh1106 ? 132 : 128];
    powerOn();
  }

  public static OledModel ssd1306() {
    return new OledModel(false);
  }

  public static OledModel sh1106() {
    return new OledModel(true);
  }

  /// The state after a reset; the memory holds noise.
  @Override
  public void powerOn() {
    reset();
    RandomGenerator noise = RandomGenerator.of("L64X128MixRandom");
    for (byte[] row : memory) {
      noise.nextBytes(row);
    }
  }

  private void reset() {
    page = 0;
    column = 0;
    startLine = 0;
    on = false;
    pump = sh1106;
    pageByPage = true;
    allLit = false;
    inverse = false;
    mirrored = true;
    upsideDown = true;
    rowsDriven = 64;
    shift = 0;
    pins = 0x12;
  }

  /// The chip is in any state, as after a spark.
  public void garble(RandomGenerator random) {
    for (byte[] row : memory) {
      random.nextBytes(row);
    }
    page = random.nextInt(8);
    column = random.nextInt(128);
    startLine = random.nextInt(64);
    on = random.nextBoolean();
    pump = sh1106 || random.nextBoolean();
    pageByPage = sh1106 || random.nextBoolean();
    allLit = random.nextBoolean();
    inverse = random.nextBoolean();
    mirrored = random.nextBoolean();
    upsideDown = random.nextBoolean();
    rowsDriven = random.nextInt(16, 65);
    shift = random.nextInt(64);
    pins = random.nextInt(256);
  }

  @Override
  public void receive(byte[] transfer) {
    Deque<Integer> commands = new ArrayDeque<>();
    int at = 0;
    while (at < transfer.length) {
      int control = transfer[at++] & 0xFF;
      if ((control & 0x3F) != 0) {
        mistakes.add("0x%02X is no control byte".formatted(control));
      }
      int until =
          (control & ONE_BYTE_FOLLOWS) != 0 ? Math.min(at + 1, transfer.length) : transfer.length;
      for (; at < until; at++) {
        if ((control & DATA_FOLLOW) != 0) {
          data(transfer[at]);
        } else {
          commands.add(transfer[at] & 0xFF);
        }
      }
    }
    while (!commands.isEmpty()) {
      command(commands.poll(), commands);
    }
  }

  private void data(byte value) {
    if (!pageByPage) {
      mistakes.add("data are sent while pages are not addressed one by one");
    }
    if (column == (sh1106 ? 2 : 0)) {
      pages.add(page);
    }
    if (column < memory[page].length) {
      memory[page][column++] = value;
    } else {
      mistakes.add("page " + page + " is longer than the memory");
    }
  }

  private void command(int command, Deque<Integer> more) {
    int operand = OPERANDS.containsKey(command) ? operand(command, more) : 0;
    if (command < 0x10) {
      column = (column & 0xF0) | command;
    } else if (command < 0x20) {
      column = (column & 0x0F) | ((command & 0x0F) << 4);
    } else if (command >= 0x40 && command < 0x80) {
      startLine = command & 0x3F;
    } else if (command >= 0xB0 && command < 0xB8) {
      page = command & 0x07;
    } else {
      setting(command, operand, more);
    }
  }

  private void setting(int command, int operand, Deque<Integer> more) {
    switch (command) {
      case 0x81, 0xD5, 0xD9, 0xDB, 0xE3 -> {}
      case 0xA0, 0xA1 -> mirrored = command == 0xA0;
      case 0xA4, 0xA5 -> allLit = command == 0xA5;
      case 0xA6, 0xA7 -> inverse = command == 0xA7;
      case 0xA8 -> rowsDriven = (operand & 0x3F) + 1;
      case 0xAE, 0xAF -> on = command == 0xAF;
      case 0xC0, 0xC8 -> upsideDown = command == 0xC0;
      case 0xD3 -> shift = operand & 0x3F;
      case 0xDA -> pins = operand;
      default -> {
        if (sh1106) {
          sh1106(command, more);
        } else {
          ssd1306(command, more);
        }
      }
    }
  }

  private void ssd1306(int command, Deque<Integer> more) {
    switch (command) {
      case 0x20 -> pageByPage = (operand(command, more) & 3) == 2;
      case 0x8D -> pump = (operand(command, more) & 4) != 0;
      default -> mistakes.add("an SSD1306 has no command 0x%02X".formatted(command));
    }
  }

  private void sh1106(int command, Deque<Integer> more) {
    switch (command) {
      case 0x30, 0x31, 0x32, 0x33 -> {}
      case 0xAD -> {
        if (on) {
          mistakes.add("the converter is switched while the display is on");
        }
        pump = operand(command, more) == 0x8B;
      }
      default -> mistakes.add("an SH1106 has no command 0x%02X".formatted(command));
    }
  }

  private int operand(int command, Deque<Integer> more) {
    Integer operand = more.poll();
    if (operand == null) {
      mistakes.add("0x%02X lacks its operand".formatted(command));
      return 0;
    }
    return operand;
  }

  /// What a person sees on the usual module: nothing if it is off or has no voltage.
  public Dots shown() {
    Dots dots = new Dots();
    for (int y = 0; y < Dots.HEIGHT && on && pump && pins == 0x12; y++) {
      for (int x = 0; x < Dots.WIDTH; x++) {
        if (isLit(x, y)) {
          dots.light(x, y);
        }
      }
    }
    return dots;
  }

  private boolean isLit(int x, int y) {
    if (y >= rowsDriven) {
      return false;
    }
    int left = sh1106 ? x + 2 : x;
    int inMemory = mirrored ? memory[0].length - 1 - left : left;
    int row = ((upsideDown ? Dots.HEIGHT - 1 - y : y) + startLine + shift) % Dots.HEIGHT;
    boolean lit = (memory[row / 8][inMemory] >> row % 8 & 1) == 1;
    return allLit || lit != inverse;
  }

  /// The pages that were written, in order, since this was asked last.
  public List<Integer> pages() {
    List<Integer> written = List.copyOf(pages);
    pages.clear();
    return written;
  }

  /// What the chip was told that its data sheet does not know, in words.
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }
}
