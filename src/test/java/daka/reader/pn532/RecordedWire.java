package daka.reader.pn532;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.pi.I2cWire;
import daka.pi.SpiWire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/// A conversation on a wire, byte by byte: what must be sent, and what comes back. On I²C, lines of
/// `w` are written and lines of `r` read. On SPI, each `w` is followed by the `r` that comes back
/// with it.
final class RecordedWire {
  private static final HexFormat HEX = HexFormat.of();

  private final Deque<String> left = new ArrayDeque<>();

  RecordedWire(String conversation) {
    conversation.lines().map(line -> line.replace(" ", "")).forEach(left::add);
  }

  void assertOver() {
    assertTrue(left.isEmpty(), () -> "left to say: " + left);
  }

  private String next(String what) {
    assertTrue(!left.isEmpty(), () -> "nothing more was to be said, and there came " + what);
    return left.remove();
  }

  I2cWire i2c() {
    return new I2cWire() {
      @Override
      public void write(byte[] bytes) {
        String sent = "w" + HEX.formatHex(bytes);
        assertEquals(next(sent), sent);
      }

      @Override
      public void read(byte[] into) {
        answer(into);
      }

      @Override
      public void close() {}
    };
  }

  SpiWire spi() {
    return new SpiWire() {
      @Override
      public void transfer(byte[] bytes) {
        String sent = "w" + HEX.formatHex(bytes);
        assertEquals(next(sent), sent);
        answer(bytes);
      }

      @Override
      public void close() {}
    };
  }

  private void answer(byte[] into) {
    String line = next("a read of " + into.length);
    assertEquals('r', line.charAt(0), () -> "a read of " + into.length + " instead of " + line);
    byte[] bytes = HEX.parseHex(line.substring(1));
    assertTrue(bytes.length <= into.length, () -> line + " is more than " + into.length);
    System.arraycopy(bytes, 0, into, 0, bytes.length);
  }
}
