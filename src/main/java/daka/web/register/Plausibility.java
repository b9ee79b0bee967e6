package daka.web.register;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.Set;

/// How much a text looks like what people of a Chinese town write. Bytes that were written in one
/// encoding often can be read in another too, and then give rare characters, signs, or letters of
/// scripts that do not stand together.
final class Plausibility {
  private static final float COMMON = 1;
  private static final float KNOWN = 0.75f;
  private static final float RARE = 0.4f;
  private static final float SIGN = 0.8f;
  private static final float DOUBTFUL = 0.2f;
  private static final float ODD = 0.05f;

  /// So many letters of one script in a row are a word.
  private static final int WORD = 3;

  private static final Set<UnicodeBlock> CHINESE_SIGNS =
      Set.of(
          UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
          UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS,
          UnicodeBlock.GENERAL_PUNCTUATION);

  /// What each character is worth that is Chinese in GB 2312 or Big5, 0 for all others.
  private static final float[] CHINESE = chinese();

  private Plausibility() {}

  /// GB 2312 has 3,755 characters that are common and 3,008 more; so has Big5, in other forms.
  private static float[] chinese() {
    float[] worth = new float[0x10000];
    rate(worth, Charset.forName("Big5"), 0xA4, 0xC6, 0x40, KNOWN);
    rate(worth, Charset.forName("GB2312"), 0xD8, 0xF7, 0xA1, KNOWN);
    rate(worth, Charset.forName("GB2312"), 0xB0, 0xD7, 0xA1, COMMON);
    return worth;
  }

  private static void rate(float[] worth, Charset charset, int from, int to, int low, float value) {
    for (int lead = from; lead <= to; lead++) {
      for (int trail = low; trail <= 0xFE; trail++) {
        String text = new String(new byte[] {(byte) lead, (byte) trail}, charset);
        if (text.length() == 1 && UnicodeScript.of(text.charAt(0)) == UnicodeScript.HAN) {
          worth[text.charAt(0)] = value;
        }
      }
    }
  }

  /// From 0, which is nonsense, to 1.
  ///
  /// @param text without characters that are not ASCII it is as plausible as can be
  static double of(String text) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c >= 0x80) {
        sum += worth(text, i, c);
        count++;
      }
      i += Character.charCount(c);
    }
    return count == 0 ? 1 : sum / count;
  }

  private static float worth(String text, int at, int c) {
    if (c < CHINESE.length && CHINESE[c] > 0) {
      return besideSmallLetter(text, at, CHINESE[c]);
    }
    UnicodeScript script = UnicodeScript.of(c);
    return switch (script) {
      case HAN -> Character.charCount(c) > 1 ? ODD : besideSmallLetter(text, at, RARE);
      case LATIN -> besideLetter(text, at) ? KNOWN : ODD;
      case HANGUL, TIBETAN, YI -> KNOWN;
      case MONGOLIAN, ARABIC, CYRILLIC, GREEK, HEBREW, THAI -> isWord(text, at) ? COMMON : ODD;
      default -> isChineseSign(c) ? SIGN : ODD;
    };
  }

  private static boolean isChineseSign(int c) {
    return (Character.isDefined(c) && CHINESE_SIGNS.contains(UnicodeBlock.of(c)))
        || c == 0xA0
        || c == 0xB7
        || c == 0xFEFF;
  }

  /// What a Chinese character is worth there: in another encoding it may be a letter with an accent
  /// and what follows it.
  private static float besideSmallLetter(String text, int at, float otherwise) {
    if (isSmall(before(text, at))) {
      return DOUBTFUL;
    }
    return isSmall(after(text, at)) ? Math.min(RARE, otherwise) : otherwise;
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean besideLetter(String text, int at) {
    return isLatin(before(text, at)) || isLatin(after(text, at));
  }

  private static boolean isLatin(char c) {
    return c < 0x80 && Character.isLetter(c);
  }

  private static char before(String text, int at) {
    return at > 0 ? text.charAt(at - 1) : ' ';
  }

  private static char after(String text, int at) {
    return at + 1 < text.length() ? text.charAt(at + 1) : ' ';
  }

  private static boolean isWord(String text, int at) {
    UnicodeScript script = UnicodeScript.of(text.charAt(at));
    int begin = at;
    while (begin > 0 && UnicodeScript.of(text.charAt(begin - 1)) == script) {
      begin--;
    }
    int end = at;
    while (end < text.length() && UnicodeScript.of(text.charAt(end)) == script) {
      end++;
    }
    return end - begin >= WORD;
  }
}
