package daka.reader.rc522;

import static daka.reader.rc522.Mfrc522Registers.BIT_FRAMING;
import static daka.reader.rc522.Mfrc522Registers.COLL;
import static daka.reader.rc522.Mfrc522Registers.COMMAND;
import static daka.reader.rc522.Mfrc522Registers.COM_IRQ;
import static daka.reader.rc522.Mfrc522Registers.CONTROL;
import static daka.reader.rc522.Mfrc522Registers.CRC_RESULT_HIGH;
import static daka.reader.rc522.Mfrc522Registers.CRC_RESULT_LOW;
import static daka.reader.rc522.Mfrc522Registers.DIV_IRQ;
import static daka.reader.rc522.Mfrc522Registers.ERROR;
import static daka.reader.rc522.Mfrc522Registers.FIFO_LEVEL;
import static daka.reader.rc522.Mfrc522Registers.MODE;
import static daka.reader.rc522.Mfrc522Registers.RX_MODE;
import static daka.reader.rc522.Mfrc522Registers.TX_ASK;
import static daka.reader.rc522.Mfrc522Registers.TX_CONTROL;
import static daka.reader.rc522.Mfrc522Registers.TX_MODE;
import static daka.reader.rc522.Mfrc522Registers.T_MODE;
import static daka.reader.rc522.Mfrc522Registers.T_PRESCALER;
import static daka.reader.rc522.Mfrc522Registers.T_RELOAD_HIGH;
import static daka.reader.rc522.Mfrc522Registers.T_RELOAD_LOW;
import static daka.reader.rc522.Mfrc522Registers.VERSION;

import daka.device.DeviceException;
import daka.pi.SpiWire;
import daka.reader.card.ChipWait;
import daka.reader.rc522.RfFrame.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// An NXP MFRC522, the chip of RC522 modules: frames to and from cards of ISO/IEC 14443 type A at
/// 106 kbit/s. By the registers of NXP's data sheet, rev. 3.9, chapter 9, and its commands, chapter
/// 10.
///
/// For one thread.
final class Mfrc522 {
  private static final int IDLE = 0x00;
  private static final int CALC_CRC = 0x03;
  private static final int TRANSCEIVE = 0x0C;
  private static final int SOFT_RESET = 0x0F;
  private static final int POWER_DOWN = 0x10;

  /// ComIrqReg: the receiver has an answer, the command is over, and the timer has run out.
  private static final int RECEIVED = 0x20;

  private static final int COMMAND_OVER = 0x10;
  private static final int TIMED_OUT = 0x01;
  private static final int ALL_IRQS = 0x7F;

  /// DivIrqReg.
  private static final int CRC_DONE = 0x04;

  /// ErrorReg.
  private static final int OVERFLOW_PARITY_OR_PROTOCOL = 0x10 | 0x02 | 0x01;

  private static final int COLLISION = 0x08;

  /// CollReg.
  private static final int POSITION_UNKNOWN = 0x20;

  private static final int POSITION = 0x1F;
  private static final int AFTER_32_BITS = 32;

  private static final int FLUSH = 0x80;
  private static final int FIFO_SIZE = 64;
  private static final int START_SEND = 0x80;
  private static final int ANTENNA = 0x03;
  private static final int FULL_ASK = 0x40;

  /// ModeReg: the transmitter waits for the field, and a CRC begins with 0x6363, as CRC_A does.
  private static final int CRC_A = 0x3D;

  /// The timer starts by itself after what is sent, and counts 13.56 MHz / (2 × 169 + 1).
  private static final int TIMER_AUTO = 0x80;

  private static final int PRESCALER = 169;
  private static final Duration TICK = Duration.ofNanos(25_000);
  private static final int MAX_TICKS = 0xFFFF;

  /// How long the field must be off to reset a card, and on to feed one (14443-3, 5.2 and 5.3).
  private static final Duration FIELD = Duration.ofMillis(6);

  private static final Duration START_UP = Duration.ofMillis(150);
  private static final Duration SPARE = Duration.ofMillis(50);
  private static final Duration LOOK = Duration.ofMillis(1);

  /// What a chip that is not there reads as: its line is low, or floats high.
  private static final int NOTHING_LOW = 0x00;

  private static final int NOTHING_HIGH = 0xFF;

  private final Mfrc522Registers registers;
  private final String device;
  private final ChipWait pause;
  private final LongSupplier nanos;
  private int version;
  private int ticks;

  /// @param device the bus, for messages
  /// @param nanos a monotonic source of nanoseconds, by which no wait is for ever
  Mfrc522(SpiWire wire, String device, ChipWait pause, LongSupplier nanos) {
    this.registers = new Mfrc522Registers(wire);
    this.device = device;
    this.pause = pause;
    this.nanos = nanos;
  }

  /// Resets the chip, and turns its field on.
  ///
  /// @throws DeviceException if there is none
  void begin() throws DeviceException, InterruptedException {
    registers.write(COMMAND, SOFT_RESET);
    long began = nanos.getAsLong();
    do {
      pause.take(LOOK);
      if (nanos.getAsLong() - began > START_UP.toNanos()) {
        throw missing();
      }
    } while ((registers.read(COMMAND) & POWER_DOWN) != 0);
    version = registers.read(VERSION);
    if (version == NOTHING_LOW || version == NOTHING_HIGH) {
      throw missing();
    }
    registers.write(TX_MODE, 0);
    registers.write(RX_MODE, 0);
    registers.write(T_MODE, TIMER_AUTO);
    registers.write(T_PRESCALER, PRESCALER);
    registers.write(TX_ASK, FULL_ASK);
    registers.write(MODE, CRC_A);
    registers.write(COLL, 0);
    ticks = 0;
    turnFieldOn();
    verify();
  }

  private void turnFieldOn() throws DeviceException, InterruptedException {
    registers.write(TX_CONTROL, registers.read(TX_CONTROL) | ANTENNA);
    pause.take(FIELD);
  }

  /// Turns the field off and on again, by which every card in it begins anew.
  void renewField() throws DeviceException, InterruptedException {
    registers.write(TX_CONTROL, registers.read(TX_CONTROL) & ~ANTENNA);
    pause.take(FIELD);
    turnFieldOn();
  }

  private DeviceException missing() {
    return new DeviceException(
        "no RC522 answers at " + device,
        "check its wires (3.3 V, GND, RST to 3.3 V, SDA to CE, SCK, MOSI, MISO), and that SPI is"
            + " on");
  }

  /// What the chip calls itself: 0x91 and 0x92 are NXP's, others are copies that work as well.
  int version() {
    return version;
  }

  /// Makes sure that the chip is there, and still as it was set up.
  ///
  /// @throws DeviceException if not
  void verify() throws DeviceException {
    if (registers.read(VERSION) != version) {
      throw missing();
    }
    if ((registers.read(TX_CONTROL) & ANTENNA) != ANTENNA
        || registers.read(T_PRESCALER) != PRESCALER) {
      throw new DeviceException(
          "the RC522 at " + device + " has lost its settings",
          "it is set up again by itself; if this returns, check its supply of 3.3 V");
    }
  }

  /// Sends a frame to the cards in the field, and takes their answer.
  Answer exchange(RfFrame frame) throws DeviceException, InterruptedException {
    setTimer(frame.patience());
    registers.write(COMMAND, IDLE);
    registers.write(COM_IRQ, ALL_IRQS);
    registers.write(FIFO_LEVEL, FLUSH);
    registers.writeFifo(frame.bytes());
    int framing = frame.align() << 4 | frame.lastBits();
    registers.write(BIT_FRAMING, framing);
    registers.write(COMMAND, TRANSCEIVE);
    registers.write(BIT_FRAMING, START_SEND | framing);
    int irqs = await(COM_IRQ, RECEIVED | COMMAND_OVER | TIMED_OUT, frame.patience().plus(SPARE));
    registers.write(BIT_FRAMING, 0);
    return (irqs & RECEIVED) == 0 ? new Answer.Silence() : received();
  }

  private void setTimer(Duration patience) throws DeviceException {
    int wanted = Math.toIntExact(Math.clamp(patience.dividedBy(TICK), 1, MAX_TICKS));
    if (wanted != ticks) {
      registers.write(T_RELOAD_HIGH, wanted >> 8);
      registers.write(T_RELOAD_LOW, wanted & 0xFF);
      ticks = wanted;
    }
  }

  private Answer received() throws DeviceException {
    int errors = registers.read(ERROR);
    int count = registers.read(FIFO_LEVEL);
    if ((errors & OVERFLOW_PARITY_OR_PROTOCOL) != 0 || count == 0 || count > FIFO_SIZE) {
      return new Answer.Noise();
    }
    byte[] bytes = registers.readFifo(count);
    if ((errors & COLLISION) == 0) {
      return new Answer.Bits(bytes, registers.read(CONTROL) & 0x07);
    }
    int collision = registers.read(COLL);
    int position = collision & POSITION;
    if ((collision & POSITION_UNKNOWN) != 0) {
      return new Answer.Collision(bytes, 0);
    }
    return new Answer.Collision(bytes, position == 0 ? AFTER_32_BITS : position);
  }

  /// The bytes with their CRC_A behind them, as the chip's coprocessor counts it.
  byte[] withCrc(byte[] bytes) throws DeviceException, InterruptedException {
    registers.write(COMMAND, IDLE);
    registers.write(DIV_IRQ, CRC_DONE);
    registers.write(FIFO_LEVEL, FLUSH);
    registers.writeFifo(bytes);
    registers.write(COMMAND, CALC_CRC);
    await(DIV_IRQ, CRC_DONE, SPARE);
    registers.write(COMMAND, IDLE);
    byte[] whole = Arrays.copyOf(bytes, bytes.length + 2);
    whole[bytes.length] = (byte) registers.read(CRC_RESULT_LOW);
    whole[bytes.length + 1] = (byte) registers.read(CRC_RESULT_HIGH);
    return whole;
  }

  /// Waits until one of the requests is raised.
  ///
  /// @return those that are
  private int await(int register, int requests, Duration most)
      throws DeviceException, InterruptedException {
    long began = nanos.getAsLong();
    long paused = began + SPARE.toNanos() / 10;
    while (true) {
      // The time before the look: a thread that was kept waiting looks once more.
      long now = nanos.getAsLong();
      int raised = registers.read(register) & requests;
      if (raised != 0) {
        return raised;
      }
      if (now - began > most.toNanos()) {
        if (registers.read(VERSION) != version) {
          throw missing();
        }
        throw new DeviceException(
            "the RC522 at " + device + " does not do what it is told",
            "check its wires and its supply of 3.3 V; it is tried again by itself");
      }
      if (now - paused > 0) {
        pause.take(LOOK);
      }
    }
  }
}
