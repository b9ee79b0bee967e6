package daka.checkin;

/// The number of an ID card: 18 characters of which the last is a check digit, X standing for 10
/// (GB 11643, which is ISO 7064 MOD 11-2), or, on permits for foreigners before 2023, 3 letters and
/// 12 digits. The rule of the latter's check digit is not published, so only its form is looked at.
public final class CheckedIdNumber {
  /// The length of a number with a check digit.
  public static final int LONG = 18;

  /// The length of that of a permit.
  public static final int SHORT = 15;

  private static final int LETTERS = 3;

  private CheckedIdNumber() {}

  /// @param number characters of ASCII, letters in capitals; not changed, and not kept
  public static boolean isSound(byte[] number) {
    return switch (number.length) {
      case LONG -> isChecked(number);
      case SHORT -> isPermit(number);
      default -> false;
    };
  }

  private static boolean isChecked(byte[] number) {
    int sum = 0;
    for (int i = 0; i < LONG; i++) {
      boolean ten = i == LONG - 1 && number[i] == 'X';
      if (!ten && !isBetween('0', number[i], '9')) {
        return false;
      }
      sum = (2 * sum + (ten ? 10 : number[i] - '0')) % 11;
    }
    return sum == 1;
  }

  private static boolean isPermit(byte[] number) {
    for (int i = 0; i < SHORT; i++) {
      if (i < LETTERS ? !isBetween('A', number[i], 'Z') : !isBetween('0', number[i], '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBetween(char least, byte found, char most) {
    return found >= least && found <= most;
  }
}
