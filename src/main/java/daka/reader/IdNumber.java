package daka.reader;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The number in the text that an ID card's chip holds: 256 bytes of UTF-16, low byte first, in
/// fields of fixed length (GA/T 490 and its supplements).
///
/// In all four kinds of card the number follows 122 bytes of other fields, and the kind is told at
/// byte 248: nothing for citizens, `J` for residents of Hong Kong, Macao and Taiwan, `Y` for
/// foreigners with permanent residence since 2023, each with 18 characters of which the last is a
/// check digit (GB 11643, which is ISO 7064 MOD 11-2), and `I` for such foreigners before, with 3
/// letters and 12 digits. The rule of the last one's check digit is not published, so only its form
/// is looked at.
final class IdNumber {
  /// The length of the text, in bytes.
  static final int TEXT = 256;

  private static final int NUMBER = 122;
  private static final int KIND = 248;
  private static final int LONG = 18;
  private static final int SHORT = 15;
  private static final int LETTERS = 3;

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
    byte[] number = new byte[text.at(KIND) == 'I' ? SHORT : LONG];
    boolean ascii = text.at(KIND + 1) == 0;
    for (int i = 0; i < number.length; i++) {
      byte low = text.at(NUMBER + 2 * i);
      number[i] = low >= 'a' && low <= 'z' ? (byte) (low - 'a' + 'A') : low;
      ascii &= text.at(NUMBER + 2 * i + 1) == 0;
    }
    if (ascii && (number.length == LONG ? isChecked(number) : isPermit(number))) {
      return number;
    }
    Arrays.fill(number, (byte) 0);
    return null;
  }

  /// Whether the digits and the check digit, of which X stands for 10, add up.
  private static boolean isChecked(byte[] number) {
    int sum = 0;
    for (int i = 0; i < LONG; i++) {
      boolean ten = i == LONG - 1 && number[i] == 'X';
      if (!ten && (number[i] < '0' || number[i] > '9')) {
        return false;
      }
      sum = (2 * sum + (ten ? 10 : number[i] - '0')) % 11;
    }
    return sum == 1;
  }

  private static boolean isPermit(byte[] number) {
    for (int i = 0; i < SHORT; i++) {
      byte least = i < LETTERS ? (byte) 'A' : (byte) '0';
      byte most = i < LETTERS ? (byte) 'Z' : (byte) '9';
      if (number[i] < least || number[i] > most) {
        return false;
      }
    }
    return true;
  }
}
