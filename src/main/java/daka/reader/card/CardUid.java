package daka.reader.card;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The number that a contactless card says it has, before it is asked for anything else.
///
/// It is written as the hexadecimal digits of its bytes in the order they are sent (ISO/IEC
/// 14443-3), in capitals and without separators, so that every reader of ours makes the same of one
/// card. A reader that types may write the same number otherwise, often as ten decimal digits of
/// its bytes in reverse.
final class CardUid {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte RANDOM = 0x08;
  private static final byte CASCADE_TAG = (byte) 0x88;

  private CardUid() {}

  /// The digits, or null if a card cannot be known by this number:
  /// - 4 bytes of which the first is 08 are random, and others at the next tap (ISO/IEC 14443-3,
  ///   6.5.4): phones, passports and many bank cards do so;
  /// - zeros only, or ones only, are said by many cards at once: Chinese resident ID cards do so,
  ///   and a line that is broken;
  /// - no card has a number of another length than 4, 7, 8 or 10 bytes, or one that begins with the
  ///   tag that announces a longer one.
  static @Nullable String digits(byte[] uid) {
    return switch (uid.length) {
      case 4 ->
          uid[0] == RANDOM || uid[0] == CASCADE_TAG || isUniform(uid) ? null : HEX.formatHex(uid);
      case 7, 8, 10 -> isUniform(uid) ? null : HEX.formatHex(uid);
      default -> null;
    };
  }

  private static boolean isUniform(byte[] uid) {
    for (byte b : uid) {
      if (b != uid[0] || (b != 0 && b != -1)) {
        return false;
      }
    }
    return true;
  }
}
