package daka.reader.rc522;

import java.util.Arrays;
import java.util.BitSet;

/// Bits on their way between a reader and a card, the lowest of each byte first.
record BitString(BitSet bits, int length) {

  static BitString of(byte[] bytes) {
    return of(bytes, 8 * bytes.length);
  }

  static BitString of(byte[] bytes, int length) {
    return new BitString(BitSet.valueOf(bytes).get(0, length), length);
  }

  boolean get(int bit) {
    return bits.get(bit);
  }

  BitString from(int bit) {
    return new BitString(bits.get(bit, length), length - bit);
  }

  boolean startsWith(BitString start) {
    return length >= start.length && bits.get(0, start.length).equals(start.bits);
  }

  /// The bytes, with the first bit at a bit of the first byte.
  byte[] bytes(int align) {
    BitSet shifted = new BitSet();
    for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
      shifted.set(bit + align);
    }
    return Arrays.copyOf(shifted.toByteArray(), (align + length + 7) / 8);
  }

  byte[] bytes() {
    return bytes(0);
  }

  /// As a bit that is disturbed on its way.
  BitString flipped(int bit) {
    BitSet other = (BitSet) bits.clone();
    other.flip(bit);
    return new BitString(other, length);
  }
}
