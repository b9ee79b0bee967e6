package daka.reader.rc522;

import daka.device.DeviceException;
import daka.pi.PiException;
import daka.pi.SpiWire;
import java.util.Arrays;

/// The registers of an MFRC522 over SPI (NXP MFRC522 data sheet, rev. 3.9, 8.1.2 and 9.2).
///
/// An address byte has the address in bits 6 to 1, and bit 7 set to read. What is read comes one
/// byte later, while the next address is sent.
final class Mfrc522Registers {
  static final int COMMAND = 0x01;
  static final int COM_IRQ = 0x04;
  static final int DIV_IRQ = 0x05;
  static final int ERROR = 0x06;
  static final int FIFO_DATA = 0x09;
  static final int FIFO_LEVEL = 0x0A;
  static final int CONTROL = 0x0C;
  static final int BIT_FRAMING = 0x0D;
  static final int COLL = 0x0E;
  static final int MODE = 0x11;
  static final int TX_MODE = 0x12;
  static final int RX_MODE = 0x13;
  static final int TX_CONTROL = 0x14;
  static final int TX_ASK = 0x15;
  static final int CRC_RESULT_HIGH = 0x21;
  static final int CRC_RESULT_LOW = 0x22;
  static final int T_MODE = 0x2A;
  static final int T_PRESCALER = 0x2B;
  static final int T_RELOAD_HIGH = 0x2C;
  static final int T_RELOAD_LOW = 0x2D;
  static final int VERSION = 0x37;

  private static final int READ = 0x80;

  private final SpiWire wire;

  Mfrc522Registers(SpiWire wire) {
    this.wire = wire;
  }

  /// The value of a register, 0 to 255.
  int read(int register) throws DeviceException {
    byte[] bytes = {(byte) (READ | register << 1), 0};
    transfer(bytes);
    return bytes[1] & 0xFF;
  }

  /// As many bytes from the FIFO.
  byte[] readFifo(int count) throws DeviceException {
    byte[] bytes = new byte[count + 1];
    Arrays.fill(bytes, 0, count, (byte) (READ | FIFO_DATA << 1));
    transfer(bytes);
    return Arrays.copyOfRange(bytes, 1, count + 1);
  }

  void write(int register, int value) throws DeviceException {
    transfer(new byte[] {(byte) (register << 1), (byte) value});
  }

  void writeFifo(byte[] data) throws DeviceException {
    byte[] bytes = new byte[data.length + 1];
    bytes[0] = FIFO_DATA << 1;
    System.arraycopy(data, 0, bytes, 1, data.length);
    transfer(bytes);
  }

  private void transfer(byte[] bytes) throws DeviceException {
    try {
      wire.transfer(bytes);
    } catch (PiException e) {
      throw new DeviceException(e.message(), e.cure());
    }
  }
}
