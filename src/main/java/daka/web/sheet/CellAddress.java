package daka.web.sheet;

/// Where a cell stands, as spreadsheets write it: `B12`. Read by hand: a list has a hundred
/// thousand of them.
final class CellAddress {
  private static final int MOST_LETTERS = 7;
  private static final int MOST_DIGITS = 9;

  private CellAddress() {}

  /// The number of a row, or 0 if this is none.
  static int row(String number) {
    return digits(number, 0) ? Integer.parseInt(number) : 0;
  }

  /// The column of an address, from 0, or -1 if it is no address.
  static int column(String address) {
    long column = 0;
    int at = 0;
    while (at < address.length() && isLetter(address.charAt(at))) {
      column = column * 26 + address.charAt(at) - 'A' + 1;
      at++;
    }
    return at == 0 || at > MOST_LETTERS || !digits(address, at)
        ? -1
        : (int) Math.min(column - 1, Integer.MAX_VALUE);
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /// Whether there are 1 to 9 digits from here to the end.
  private static boolean digits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > from && text.length() <= from + MOST_DIGITS;
  }
}
