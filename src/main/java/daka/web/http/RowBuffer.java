package daka.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Bytes on their way to a client, gathered so that few calls carry many rows. Grows as far as one
/// row needs. Not safe for several threads.
public final class RowBuffer {
  private static final int FULL = 64 * 1024;

  private byte[] bytes = new byte[FULL + 4 * 1024];
  private int size;

  public void write(byte b) {
    ensure(1);
    bytes[size++] = b;
  }

  public void write(byte[] from) {
    write(from, 0, from.length);
  }

  public void write(byte[] from, int start, int end) {
    ensure(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
  }

  /// Writes a number that is not negative, with zeros before it up to this many digits.
  void digits(int number, int width) {
    ensure(width);
    int rest = number;
    for (int i = size + width - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += width;
  }

  /// Writes a number that is not negative.
  public void number(long number) {
    int width = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      width++;
    }
    ensure(width);
    long rest = number;
    for (int i = size + width - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += width;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  /// Passes the bytes on if there are enough to be worth it.
  public void drain(OutputStream to) throws IOException {
    if (size >= FULL) {
      drainAll(to);
    }
  }

  /// Passes all bytes on.
  public void drainAll(OutputStream to) throws IOException {
    to.write(bytes, 0, size);
    size = 0;
  }

  /// The bytes that were not passed on.
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }
}
