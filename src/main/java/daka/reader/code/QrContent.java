package daka.reader.code;

/// What a QR code holds.
sealed interface QrContent {

  /// A text, which may be empty.
  record Text(String text) implements QrContent {}

  /// A part of a text that was spread over several codes (Structured Append, ISO/IEC 18004, 8).
  ///
  /// @param number which of them, from 1
  /// @param of how many there are, 2 to 16
  record Part(int number, int of) implements QrContent {}
}
