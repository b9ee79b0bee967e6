package daka.reader.pn532;

import daka.pi.I2cWire;
import daka.pi.PiException;
import daka.pi.SpiWire;
import daka.reader.card.Chip;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A PN532 as its user manual describes it, with a card in its field: what a wire of I²C or SPI to
/// it carries. Time passes as bytes do.
///
/// Safe for use by the thread of a reader and that of a test.
final class Pn532Chip {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] ACK = HEX.parseHex("0000ff00ff00");
  private static final byte[] NOT_UNDERSTOOD = HEX.parseHex("0000ff01ff7f8100");
  private static final long NANOS_A_TRANSFER = 100_000;
  private static final int BUSY_LOOKS = 2;
  private static final int FOR_EVER = 0xFF;

  private final AtomicLong nanos;
  private final Deque<byte[]> ready = new ArrayDeque<>();
  private UnaryOperator<byte[]> ether = UnaryOperator.identity();
  private Runnable atCommand = () -> {};
  private @Nullable Chip card;
  private byte @Nullable [] typeB;
  private Chip.Session session = new Chip.Session();
  private byte[] lastAnswer = {};
  private boolean asleep = true;
  private boolean set;
  private int retries = FOR_EVER;
  private int busy;
  private int floatsAs = -1;

  /// @param nanos the time, which passes with each transfer
  Pn532Chip(AtomicLong nanos) {
    this.nanos = nanos;
  }

  /// Puts a card into the field; null for none.
  synchronized void lay(@Nullable Chip card) {
    this.card = card;
    this.typeB = null;
  }

  /// Puts a card of type B into the field.
  synchronized void layTypeB(byte[] pseudoIdentifier) {
    card = null;
    typeB = pseudoIdentifier;
  }

  /// What becomes of the answers on their way to us.
  synchronized void disturb(UnaryOperator<byte[]> ether) {
    this.ether = ether;
  }

  /// Runs before each command.
  synchronized void atCommand(Runnable happens) {
    atCommand = happens;
  }

  /// Pulls its wires. SPI then reads this level, and nobody acknowledges on I²C.
  synchronized void unplug(int level) {
    floatsAs = level;
  }

  /// Plugs it in, newly powered.
  synchronized void plug() {
    floatsAs = -1;
    asleep = true;
    set = false;
    retries = FOR_EVER;
    ready.clear();
  }

  I2cWire i2c() {
    return new I2cWire() {
      @Override
      public void write(byte[] bytes) throws PiException {
        acknowledge();
        take(bytes);
      }

      @Override
      public void read(byte[] into) throws PiException {
        acknowledge();
        boolean isReady = isReady();
        byte[] rest = isReady && into.length > 1 ? give(into.length - 1) : new byte[0];
        into[0] = (byte) (isReady ? 1 : 0);
        System.arraycopy(rest, 0, into, 1, rest.length);
      }

      @Override
      public void close() {}
    };
  }

  private synchronized void acknowledge() throws PiException {
    nanos.addAndGet(NANOS_A_TRANSFER);
    if (floatsAs >= 0) {
      throw new PiException("no device acknowledges", "check its wires");
    }
    if (asleep) {
      asleep = false;
      throw new PiException("no device acknowledges", "check its wires");
    }
  }

  SpiWire spi() {
    return new SpiWire() {
      @Override
      public void transfer(byte[] bytes) {
        turn(bytes);
        transferred(bytes);
        turn(bytes);
      }

      @Override
      public void close() {}
    };
  }

  /// The lowest bit goes first over the wire.
  private static void turn(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
    }
  }

  private synchronized void transferred(byte[] bytes) {
    nanos.addAndGet(NANOS_A_TRANSFER);
    if (floatsAs >= 0) {
      Arrays.fill(bytes, (byte) floatsAs);
      return;
    }
    boolean missed = asleep;
    asleep = false;
    switch (bytes[0]) {
      case 1 -> {
        if (!missed) {
          take(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
      }
      case 2 -> bytes[1] = (byte) (isReady() ? 1 : 0);
      case 3 -> System.arraycopy(give(bytes.length - 1), 0, bytes, 1, bytes.length - 1);
      default -> throw new AssertionError("a transfer for nothing: " + bytes[0]);
    }
  }

  private synchronized boolean isReady() {
    if (ready.isEmpty()) {
      return false;
    }
    if (busy > 0) {
      busy--;
      return false;
    }
    return true;
  }

  private synchronized byte[] give(int count) {
    byte[] frame = ready.poll();
    busy = BUSY_LOOKS;
    return Arrays.copyOf(frame == null ? new byte[0] : frame, count);
  }

  private synchronized void take(byte[] frame) {
    if (Arrays.equals(frame, ACK)) {
      ready.clear();
    } else if (HEX.formatHex(frame).equals("0000ffff0000")) {
      ready.add(ether.apply(lastAnswer.clone()));
    } else {
      atCommand.run();
      if (floatsAs < 0) {
        command(frame);
      }
    }
  }

  private void command(byte[] frame) {
    ready.clear();
    ready.add(ACK);
    busy = BUSY_LOOKS;
    byte[] answer = answer(content(frame));
    if (answer != null) {
      lastAnswer = answer.length == 0 ? NOT_UNDERSTOOD : frameOf(answer);
      ready.add(ether.apply(lastAnswer.clone()));
    }
  }

  /// The command in a frame that is right in all its parts.
  private static byte[] content(byte[] frame) {
    int length = frame[3] & 0xFF;
    int sum = 0;
    for (int i = 5; i < 5 + length + 1; i++) {
      sum += frame[i];
    }
    boolean right =
        frame.length == length + 7
            && HEX.formatHex(frame, 0, 3).equals("0000ff")
            && (byte) (frame[3] + frame[4]) == 0
            && frame[5] == (byte) 0xD4
            && (byte) sum == 0
            && frame[frame.length - 1] == 0;
    if (!right) {
      throw new AssertionError("a wrong frame: " + HEX.formatHex(frame));
    }
    return Arrays.copyOfRange(frame, 6, 5 + length);
  }

  static byte[] frameOf(byte[] answer) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(HEX.parseHex("0000ff"));
    frame.write(answer.length + 1);
    frame.write(-(answer.length + 1));
    frame.write(0xD5);
    int sum = 0xD5;
    for (byte b : answer) {
      frame.write(b);
      sum += b;
    }
    frame.write(-sum);
    frame.write(0);
    return frame.toByteArray();
  }

  /// Null for none, now or ever; empty if it does not understand.
  private byte @Nullable [] answer(byte[] command) {
    return switch (command[0]) {
      case 0x02 -> HEX.parseHex("0332010607");
      case 0x14 -> {
        set = command[1] == 1;
        yield HEX.parseHex("15");
      }
      case 0x32 -> {
        retries = command[1] == 5 ? command[4] & 0xFF : retries;
        yield HEX.parseHex("33");
      }
      case 0x4A -> set && retries != FOR_EVER ? list(command[2]) : null;
      case 0x40 -> exchange(Arrays.copyOfRange(command, 2, command.length));
      case 0x52 -> HEX.parseHex("5300");
      default -> new byte[0];
    };
  }

  private byte[] list(int type) {
    session = new Chip.Session();
    if (type == 0 && card != null) {
      String uid = HEX.formatHex(card.uid());
      return HEX.parseHex(
          "4b010100%02x%02x%02x%s%s"
              .formatted(
                  card.uid().length == 4 ? 0x04 : 0x44,
                  card.sak(),
                  card.uid().length,
                  uid,
                  card.sak() == Chip.FILES ? "067780700280" : ""));
    }
    if (type == 3 && typeB != null) {
      return HEX.parseHex("4b010150" + HEX.formatHex(typeB) + "000000003381810100");
    }
    return HEX.parseHex("4b00");
  }

  private byte[] exchange(byte[] data) {
    byte[] answer = null;
    if (card != null && card.sak() == Chip.NTAG && data[0] == 0x30) {
      answer = card.read(data[1] & 0xFF);
    } else if (card != null && card.sak() == Chip.FILES) {
      answer = card.answer(session, data);
    }
    return HEX.parseHex(answer == null ? "4101" : "4100" + HEX.formatHex(answer));
  }
}
