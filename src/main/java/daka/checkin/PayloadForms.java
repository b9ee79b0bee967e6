package daka.checkin;

import daka.checkin.CanonicalPayload.Fits;
import daka.checkin.CanonicalPayload.Unfit;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of [CanonicalPayload], kind by kind.
final class PayloadForms {
  /// What a spreadsheet makes of a number that it takes for a quantity.
  private static final Pattern ROUNDED = Pattern.compile("[0-9](\\.[0-9]+)?[Ee]\\+[0-9]{1,3}");

  /// What spreadsheets put around digits so that they stay digits: '138, ="138", "138", 138.0.
  private static final Pattern KEPT =
      Pattern.compile("=?[\"'`\u2018\u2019\u201C\u201D]*(.*?)[\"'\u2019\u201D]*");

  private static final Pattern WITH_FRACTION = Pattern.compile("([0-9]+)\\.0+");

  /// Ten digits of 5 bytes and two that are the exclusive or of these, as EM4100 modules send them.
  private static final int WITH_CHECK = 12;

  private static final int MOBILE = 11;

  /// From so many digits on a number that begins as a mobile one is meant as one.
  private static final int LIKE_MOBILE = 9;

  private static final Pattern AREA = Pattern.compile("(?!400|800|1[3-9])[1-9][0-9]{8,10}");

  private static final String ROUNDED_CURE =
      "a spreadsheet has rounded it; set the column to text and enter it again";

  private PayloadForms() {}

  static CanonicalPayload of(CardKind kind, String given) {
    String text = VisibleText.of(given);
    Unfit unreadable = unreadable(text);
    if (unreadable != null) {
      return unreadable;
    }
    if (kind != CardKind.PIN && isRounded(text)) {
      return new Unfit(quoted(text) + " is no number of a card", ROUNDED_CURE);
    }
    return switch (kind) {
      case QR -> new Fits(text);
      case RFID -> rfid(text);
      case PHONE -> phone(text);
      case NUMBER -> new Fits(number(text));
      case IDCARD -> idCard(text);
      case PIN -> new Fits(given.strip());
    };
  }

  private static boolean isRounded(String text) {
    String folded = folded(text);
    return folded.indexOf('+') >= 0 && ROUNDED.matcher(folded).matches();
  }

  static Optional<String> presented(CardKind kind, String text) {
    if (kind == CardKind.RFID && hasLetterOfNoChip(text)) {
      return Optional.empty();
    }
    return switch (of(kind, text)) {
      case Fits(String payload) -> Optional.of(payload);
      case Unfit _ -> kind == CardKind.QR ? Optional.of(VisibleText.of(text)) : Optional.empty();
    };
  }

  /// Most of what is presented is no number of a chip, and nobody is told why.
  private static boolean hasLetterOfNoChip(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'G' && c <= 'Z' && c != 'X') || (c >= 'g' && c <= 'z' && c != 'x')) {
        return true;
      }
    }
    return false;
  }

  /// Whether a text can be a card's: 1 to [Scan#MAX_PAYLOAD] characters that people see.
  static boolean isReadable(String text) {
    return unreadable(VisibleText.of(text)) == null;
  }

  private static @Nullable Unfit unreadable(String text) {
    if (text.isEmpty()) {
      return new Unfit("it is empty", "give what the card says when it is presented");
    }
    if (text.length() > Scan.MAX_PAYLOAD) {
      return new Unfit(
          quoted(text) + " is longer than " + Scan.MAX_PAYLOAD + " characters",
          "give what the card says when it is presented");
    }
    if (isBroken(text)) {
      return new Unfit(
          quoted(text) + " holds a control character or half a character",
          "give what the card says when it is presented");
    }
    return null;
  }

  private static boolean isBroken(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isBroken(c)) {
        return true;
      }
      i += Character.charCount(c);
    }
    return false;
  }

  private static boolean isBroken(int c) {
    return Character.isISOControl(c) || c == 0xFFFD || (c >= 0xD800 && c <= 0xDFFF);
  }

  private static CanonicalPayload rfid(String text) {
    String digits =
        without("[\\s:.,_/-]", kept(text).replaceAll("(?<![0-9A-Fa-f])0[xX]", ""))
            .toUpperCase(Locale.ROOT);
    if (!isAll(digits, c -> isDigit(c) || (c >= 'A' && c <= 'F'))) {
      return notRfid(text, "is no number of a chip");
    }
    boolean decimal = isDigits(digits);
    boolean whole = decimal || digits.length() % 2 == 0;
    if (!whole || digits.length() < 4 || digits.length() > 20) {
      return notRfid(text, "has " + digits.length() + " digits, which no chip's number has");
    }
    if (isAll(digits, c -> c == '0') || isAll(digits, c -> c == 'F')) {
      return notRfid(text, "is said by many chips at once");
    }
    if (!decimal && digits.length() == 8 && digits.startsWith("08")) {
      return new Unfit(
          quoted(text) + " is another number at each tap, as that of phones and bank cards",
          "give the person a card with a number of its own");
    }
    return new Fits(hasCheck(digits) ? digits.substring(0, WITH_CHECK - 2) : digits);
  }

  private static Unfit notRfid(String text, String why) {
    return new Unfit(
        quoted(text) + " " + why,
        "give the hexadecimal digits that a reader sends, such as 04A1B2C3D4E501, or present the"
            + " card and register it by the code that the screen shows");
  }

  private static boolean hasCheck(String digits) {
    if (digits.length() != WITH_CHECK) {
      return false;
    }
    int check = 0;
    for (int i = 0; i < WITH_CHECK; i += 2) {
      check ^= Integer.parseInt(digits, i, i + 2, 16);
    }
    return check == 0;
  }

  private static CanonicalPayload phone(String text) {
    String written = without("[\\s.()-]", kept(text));
    if (!isDigits(written.startsWith("+") ? written.substring(1) : written)) {
      return new Unfit(
          quoted(text) + " is no phone number",
          "give one number in digits, such as 13800000000 or 02155550000");
    }
    String digits = national(written);
    if (digits.length() < 4 || digits.length() > 15) {
      return new Unfit(
          quoted(text) + " has " + digits.length() + " digits", "a phone number has 4 to 15");
    }
    if (digits.length() >= LIKE_MOBILE && beginsAsMobile(digits) && !isMobile(digits)) {
      return new Unfit(
          quoted(text) + " has " + digits.length() + " digits", "a mobile number has 11");
    }
    return new Fits(digits);
  }

  /// Without a country code of the mainland, or what is dialled before one.
  private static String national(String written) {
    String digits = written;
    while (digits.startsWith("+") || digits.startsWith("00")) {
      digits = digits.substring(digits.startsWith("+") ? 1 : 2);
      if (digits.startsWith("86")) {
        String rest = digits.substring(2);
        digits = !isMobile(rest) && AREA.matcher(rest).matches() ? "0" + rest : rest;
      }
    }
    int prefix = digits.length() - MOBILE;
    boolean isPrefixed =
        (prefix == 2 && digits.startsWith("86")) || (prefix == 1 && digits.startsWith("0"));
    return isPrefixed && isMobile(digits.substring(prefix)) ? digits.substring(prefix) : digits;
  }

  private static boolean isMobile(String digits) {
    return digits.length() == MOBILE && beginsAsMobile(digits);
  }

  private static boolean beginsAsMobile(String digits) {
    return digits.length() > 1 && digits.charAt(0) == '1' && digits.charAt(1) >= '3';
  }

  private static String number(String text) {
    String digits = without("[\\s,-]", kept(text));
    return isDigits(digits) ? digits : folded(text);
  }

  private static CanonicalPayload idCard(String text) {
    String number =
        without("[\\s.,-]", kept(text))
            .toUpperCase(Locale.ROOT)
            .replaceFirst("[\u00D7\u0425\u2169\u2715\u2716]$", "X");
    if (CheckedIdNumber.isSound(number.getBytes(StandardCharsets.UTF_8))) {
      return new Fits(number);
    }
    if (number.matches("[0-9]{15}000")) {
      return new Unfit(quoted(text) + " is no number of an ID card", ROUNDED_CURE);
    }
    if (number.matches("[0-9]{17}[0-9X]")) {
      return new Unfit(
          quoted(text) + " is no number of an ID card: its check digit does not fit the others",
          "compare it with the card");
    }
    return new Unfit(
        quoted(text) + " is no number of an ID card",
        "give its 17 digits and check digit, such as 11010519480517001X");
  }

  private static String without(String separators, String text) {
    return isBare(text) ? text : text.replaceAll(separators, "");
  }

  /// Whether there is nothing but digits and letters of ASCII, as in most texts: then there is
  /// nothing to be taken away, and no pattern needs to look.
  private static boolean isBare(String text) {
    return isAll(text, c -> isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }

  private static boolean isDigits(String text) {
    return isAll(text, PayloadForms::isDigit);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// Whether there is something, and all of it is such.
  private static boolean isAll(String text, IntPredicate such) {
    for (int i = 0; i < text.length(); i++) {
      if (!such.test(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Digits without what a spreadsheet put around them.
  private static String kept(String text) {
    if (isBare(text)) {
      return text;
    }
    Matcher kept = KEPT.matcher(folded(text));
    String inner = kept.matches() ? kept.group(1).strip() : text;
    Matcher fraction = WITH_FRACTION.matcher(inner);
    return fraction.matches() ? fraction.group(1) : inner;
  }

  /// In half width, with every dash a hyphen and nothing invisible, as keyboards write it.
  private static String folded(String text) {
    if (isAll(text, c -> c < 0x80)) {
      return text;
    }
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !VisibleText.isInvisible(c))
        .map(PayloadForms::folded)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  private static int folded(int c) {
    if (c < 0x80) {
      return c;
    }
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return c - 0xFF01 + '!';
    }
    if (Character.isDigit(c)) {
      return '0' + Character.digit(c, 10);
    }
    return Character.getType(c) == Character.DASH_PUNCTUATION || c == 0x2212 ? '-' : c;
  }

  /// A value for a message: its beginning if it is long.
  private static String quoted(String text) {
    String shown = text.replaceAll("[\\p{Cntrl}\uFFFD]", "?");
    return "\"" + (shown.length() > 40 ? shown.substring(0, 40) + "…" : shown) + "\"";
  }
}
