package daka.reader.rc522;

import java.time.Duration;

/// A frame to a card and what comes back (ISO/IEC 14443-3 type A).
///
/// @param bytes what is sent, the first bit first
/// @param lastBits how many bits of the last byte are sent; 0 for all
/// @param align at which bit of the first byte that comes back its first bit is put
/// @param patience how long the card may take to begin its answer
record RfFrame(byte[] bytes, int lastBits, int align, Duration patience) {
  /// Enough for what is answered at once: 91 µs (14443-3, 6.2.1.1).
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /// What came back.
  sealed interface Answer {

    /// @param lastBits how many bits of the last byte came; 0 for all
    record Bits(byte[] bytes, int lastBits) implements Answer {}

    /// Several cards answered, and not the same.
    ///
    /// @param bytes what they agreed in
    /// @param position the first bit in which they did not, from 1; 0 if that is not known
    record Collision(byte[] bytes, int position) implements Answer {}

    /// No card answered.
    record Silence() implements Answer {}

    /// Something answered, and not as a card does.
    record Noise() implements Answer {}
  }

  /// Whole bytes, answered at once.
  static RfFrame of(byte[] bytes) {
    return new RfFrame(bytes, 0, 0, AT_ONCE);
  }

  /// The first bits of some bytes, answered at once by the bits that follow them.
  static RfFrame ofBits(byte[] bytes, int lastBits, int align) {
    return new RfFrame(bytes, lastBits, align, AT_ONCE);
  }

  /// Whole bytes, answered within a time of their own.
  static RfFrame of(byte[] bytes, Duration patience) {
    return new RfFrame(bytes, 0, 0, patience);
  }
}
