package daka.reader.rc522;

import daka.pi.PiException;
import daka.pi.SpiWire;
import daka.reader.card.Chip;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An MFRC522 as its data sheet describes it, with cards in its field: what a wire of SPI to it
/// carries. Time passes as bytes do.
///
/// Safe for use by the thread of a reader and that of a test.
final class Mfrc522Chip implements SpiWire {
  private static final long NANOS_A_TRANSFER = 20_000;

  private final AtomicLong nanos;
  private final List<RfCard> field = new ArrayList<>();
  private final int[] registers = new int[64];
  private final List<String> transfers = new ArrayList<>();
  private ByteArrayOutputStream fifo = new ByteArrayOutputStream();
  private UnaryOperator<BitString> ether = UnaryOperator.identity();
  private Runnable atFrame = () -> {};
  private long timerEnds = Long.MAX_VALUE;
  private int floatsAs = -1;
  private @Nullable String broken;
  private int version = 0x92;

  /// @param nanos the time, which passes with each transfer
  Mfrc522Chip(AtomicLong nanos) {
    this.nanos = nanos;
    reset();
  }

  private void reset() {
    Arrays.fill(registers, 0);
    registers[0x01] = 0x20;
    registers[0x0E] = 0xA0;
    registers[0x11] = 0x3F;
    registers[0x14] = 0x80;
    fifo = new ByteArrayOutputStream();
    timerEnds = Long.MAX_VALUE;
    field.forEach(RfCard::powerOff);
  }

  /// Puts cards into the field in place of those that are there.
  synchronized void lay(Chip... chips) {
    field.clear();
    for (Chip chip : chips) {
      field.add(new RfCard(chip));
    }
  }

  /// What becomes of the answers on their way.
  synchronized void disturb(UnaryOperator<BitString> ether) {
    this.ether = ether;
  }

  /// Runs before each frame that is sent.
  synchronized void atFrame(Runnable happens) {
    atFrame = happens;
  }

  /// Pulls its wires: what is read is then this level, 0x00 or 0xFF.
  synchronized void unplug(int level) {
    floatsAs = level;
  }

  /// The bus itself fails from now on.
  synchronized void breakBus(String why) {
    broken = why;
  }

  /// Plugs it in, newly powered.
  synchronized void plug() {
    floatsAs = -1;
    broken = null;
    reset();
  }

  synchronized void version(int version) {
    this.version = version;
  }

  /// What was sent, each transfer as hexadecimal digits.
  synchronized List<String> transfers() {
    return List.copyOf(transfers);
  }

  @Override
  public synchronized void transfer(byte[] bytes) throws PiException {
    nanos.addAndGet(NANOS_A_TRANSFER);
    if (broken != null) {
      throw new PiException(broken, "turn SPI on");
    }
    transfers.add(HexFormat.of().formatHex(bytes));
    if (floatsAs >= 0) {
      Arrays.fill(bytes, (byte) floatsAs);
      return;
    }
    boolean reads = (bytes[0] & 0x80) != 0;
    int address = bytes[0] >> 1 & 0x3F;
    for (int i = 1; i < bytes.length; i++) {
      if (reads) {
        int next = bytes[i] >> 1 & 0x3F;
        bytes[i] = (byte) read(address);
        address = next;
      } else {
        write(address, bytes[i] & 0xFF);
      }
    }
    bytes[0] = 0;
  }

  private int read(int register) {
    return switch (register) {
      case 0x04 -> {
        if (nanos.get() >= timerEnds) {
          registers[0x04] |= 0x01;
          timerEnds = Long.MAX_VALUE;
        }
        yield registers[0x04];
      }
      case 0x09 -> {
        byte[] bytes = fifo.toByteArray();
        fifo = new ByteArrayOutputStream();
        if (bytes.length == 0) {
          yield 0;
        }
        fifo.write(bytes, 1, bytes.length - 1);
        yield bytes[0] & 0xFF;
      }
      case 0x0A -> fifo.size();
      case 0x37 -> version;
      default -> registers[register];
    };
  }

  private void write(int register, int value) {
    switch (register) {
      case 0x01 -> command(value & 0x0F);
      case 0x04, 0x05 -> {
        int marked = value & 0x7F;
        registers[register] =
            (value & 0x80) != 0 ? registers[register] | marked : registers[register] & ~marked;
      }
      case 0x09 -> fifo.write(value);
      case 0x0A -> {
        if ((value & 0x80) != 0) {
          fifo = new ByteArrayOutputStream();
        }
      }
      case 0x0D -> {
        registers[0x0D] = value & 0x7F;
        if ((value & 0x80) != 0 && (registers[0x01] & 0x0F) == 0x0C) {
          send();
        }
      }
      case 0x14 -> {
        registers[0x14] = value;
        if ((value & 0x03) != 0x03) {
          field.forEach(RfCard::powerOff);
        }
      }
      default -> registers[register] = value;
    }
  }

  private void command(int command) {
    switch (command) {
      case 0x0F -> reset();
      case 0x03 -> {
        byte[] whole = RfCard.crc(fifo.toByteArray());
        fifo = new ByteArrayOutputStream();
        registers[0x22] = whole[whole.length - 2] & 0xFF;
        registers[0x21] = whole[whole.length - 1] & 0xFF;
        registers[0x05] |= 0x04;
        registers[0x01] = 0x03;
      }
      default -> registers[0x01] = command;
    }
  }

  private void send() {
    atFrame.run();
    byte[] bytes = fifo.toByteArray();
    fifo = new ByteArrayOutputStream();
    int lastBits = registers[0x0D] & 0x07;
    int align = registers[0x0D] >> 4 & 0x07;
    registers[0x06] = 0;
    BitString sent = BitString.of(bytes, 8 * bytes.length - (lastBits == 0 ? 0 : 8 - lastBits));
    List<BitString> answers = new ArrayList<>();
    if ((registers[0x14] & 0x03) == 0x03 && floatsAs < 0) {
      for (RfCard card : field) {
        BitString answer = card.answer(sent);
        if (answer != null) {
          answers.add(answer);
        }
      }
    }
    int ticks = registers[0x2C] << 8 | registers[0x2D];
    if (answers.isEmpty()) {
      timerEnds =
          (registers[0x2A] & 0x80) != 0
              ? nanos.get() + ticks * (2L * registers[0x2B] + 1) * 1_000_000 / 13_560
              : Long.MAX_VALUE;
      return;
    }
    receive(ether.apply(merged(answers)), align);
  }

  /// What is heard of several answers: up to where they differ, and zeros from there on.
  private BitString merged(List<BitString> answers) {
    BitString first = answers.getFirst();
    registers[0x0E] = (registers[0x0E] & 0x80) | 0x20;
    for (int bit = 0; bit < first.length(); bit++) {
      for (BitString other : answers) {
        if (bit >= other.length() || other.get(bit) != first.get(bit)) {
          registers[0x06] = 0x08;
          // Counted from the first bit that was heard, which is where our driver must not rely on
          // anything if an answer begins within a byte.
          registers[0x0E] = bit < 32 ? (bit + 1) & 0x1F : 0x20;
          return new BitString(first.bits().get(0, bit), first.length());
        }
      }
    }
    return first;
  }

  private void receive(BitString heard, int align) {
    fifo.writeBytes(heard.bytes(align));
    registers[0x0C] = (align + heard.length()) % 8;
    registers[0x04] |= 0x20;
  }

  @Override
  public void close() {}
}
