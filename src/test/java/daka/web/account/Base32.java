package daka.web.account;

/// What an app makes of a secret that somebody types (RFC 4648).
public final class Base32 {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  /// @param groups of digits, with spaces between them
  public static byte[] bytes(String groups) {
    String text = groups.replace(" ", "");
    byte[] bytes = new byte[text.length() * 5 / 8];
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      int digit = DIGITS.indexOf(text.charAt(bit / 5));
      bytes[bit / 8] |= (byte) (((digit >> (4 - bit % 5)) & 1) << (7 - bit % 8));
    }
    return bytes;
  }
}
