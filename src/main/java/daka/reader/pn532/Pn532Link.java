package daka.reader.pn532;

import daka.pi.I2cWire;
import daka.pi.PiException;
import daka.pi.SpiWire;
import java.util.Arrays;

/// How bytes go to a PN532 and come from it (NXP UM0701-02, PN532 User Manual, 6.2.3 to 6.2.5).
///
/// For one thread.
sealed interface Pn532Link extends AutoCloseable {

  void write(byte[] frame) throws PiException;

  /// Whether the chip has something to be read.
  boolean isReady() throws PiException;

  /// What the chip has ready, and whatever follows it.
  byte[] read(int count) throws PiException;

  @Override
  void close();

  /// Over I²C each read begins with a byte whose lowest bit says whether the chip is ready.
  record OverI2c(I2cWire wire) implements Pn532Link {
    @Override
    public void write(byte[] frame) throws PiException {
      wire.write(frame);
    }

    @Override
    public boolean isReady() throws PiException {
      byte[] status = new byte[1];
      wire.read(status);
      return (status[0] & 1) != 0;
    }

    @Override
    public byte[] read(int count) throws PiException {
      byte[] bytes = new byte[1 + count];
      wire.read(bytes);
      return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    @Override
    public void close() {
      wire.close();
    }
  }

  /// Over SPI each transfer begins with what it is for. The chip takes and gives the lowest bit of
  /// a byte first, and the Pi the highest, so each byte is turned round.
  record OverSpi(SpiWire wire) implements Pn532Link {
    private static final byte WRITING = 0x01;
    private static final byte STATUS = 0x02;
    private static final byte READING = 0x03;

    @Override
    public void write(byte[] frame) throws PiException {
      transfer(WRITING, frame);
    }

    @Override
    public boolean isReady() throws PiException {
      return (transfer(STATUS, new byte[1])[0] & 1) != 0;
    }

    @Override
    public byte[] read(int count) throws PiException {
      return transfer(READING, new byte[count]);
    }

    private byte[] transfer(byte purpose, byte[] rest) throws PiException {
      byte[] bytes = new byte[1 + rest.length];
      bytes[0] = turned(purpose);
      for (int i = 0; i < rest.length; i++) {
        bytes[1 + i] = turned(rest[i]);
      }
      wire.transfer(bytes);
      for (int i = 0; i < rest.length; i++) {
        rest[i] = turned(bytes[1 + i]);
      }
      return rest;
    }

    private static byte turned(byte b) {
      return (byte) (Integer.reverse(b) >>> 24);
    }

    @Override
    public void close() {
      wire.close();
    }
  }
}
