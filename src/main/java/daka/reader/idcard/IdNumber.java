package daka.reader.idcard;

import daka.checkin.CheckedIdNumber;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The number in the text that an ID card's chip holds: 256 bytes of UTF-16, low byte first, in
/// fields of fixed length (GA/T 490 and its supplements).
///
/// In all four kinds of card the number follows 122 bytes of other fields, and the kind is told at
/// byte 248: nothing for citizens, `J` for residents of Hong Kong, Macao and Taiwan, `Y` for
/// foreigners with permanent residence since 2023, each with a number of the long form, and `I` for
/// such foreigners before, with one of the short form ([CheckedIdNumber]).
final class IdNumber {
  /// The length of the text, in bytes.
  static final int TEXT = 256;

  private static final int NUMBER = 122;
  private static final int KIND = 248;

  /// Where the text is read from.
  interface Text {
    /// @param index from 0 to below [#TEXT]
    byte at(int index);
  }

  private IdNumber() {}

  /// The number, for the caller to fill with zeros once it is no longer needed.
  ///
  /// @return characters of ASCII, letters in capitals; null if that is no number
  static byte @Nullable [] in(Text text) {
    byte[] number = new byte[text.at(KIND) == 'I' ? CheckedIdNumber.SHORT : CheckedIdNumber.LONG];
    boolean ascii = text.at(KIND + 1) == 0;
    for (int i = 0; i < number.length; i++) {
      byte low = text.at(NUMBER + 2 * i);
      number[i] = low >= 'a' && low <= 'z' ? (byte) (low - 'a' + 'A') : low;
      ascii &= text.at(NUMBER + 2 * i + 1) == 0;
    }
    if (ascii && CheckedIdNumber.isSound(number)) {
      return number;
    }
    Arrays.fill(number, (byte) 0);
    return null;
  }
}
