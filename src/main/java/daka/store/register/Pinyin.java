package daka.store.register;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How a name is spelled by the letters of a keyboard: Chinese in pinyin without tones and with v
/// or u for ü, everything else as it is, without accents.
///
/// Each character is read alone, both as in surnames and as elsewhere: 曾 is zeng and ceng. So ten
/// thousand names cost no more than the few characters they are made of; and of the surnames of two
/// characters, only 万俟 and 澹台 are found as wanqi and dantai.
///
/// The tables for that are loaded with the first character, which takes half a second: a kiosk on
/// which nobody searches never has them. Safe for use by several threads.
public final class Pinyin {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_SLUG = Pattern.compile("[^a-z0-9]+");
  private static final String APOSTROPHES = "'’ʼ`";
  private static final String DOTTED_U = "u\u0308";

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Map<Integer, List<String>> READINGS = new ConcurrentHashMap<>();

  /// What ICU knows.
  private static final class Tables {
    static final Transliterator IN_SURNAMES = Transliterator.getInstance("Han-Latin/Names");
    static final Transliterator ELSEWHERE = Transliterator.getInstance("Han-Latin");
  }

  private Pinyin() {}

  /// A text in the letters of a keyboard, as in an id: what is Chinese and stands together makes
  /// one word, read as it is most often, so that 书画室 is shuhuashi. Words stand apart by hyphens.
  ///
  /// @return of a to z, digits and single hyphens within; empty if nothing of the text can be
  ///   spelled so
  public static String slug(String text) {
    StringBuilder spelled = new StringBuilder();
    boolean wasChinese = false;
    for (int c : Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().toArray()) {
      boolean isChinese = Character.isIdeographic(c);
      if (isChinese != wasChinese) {
        spelled.append(' ');
      }
      wasChinese = isChinese;
      spelled.append(isChinese ? readings(c).getLast() : Character.toString(c));
    }
    String plain = MARKS.matcher(Normalizer.normalize(spelled, Normalizer.Form.NFD)).replaceAll("");
    return NO_SLUG.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-").replaceAll("^-|-$", "");
  }

  /// The syllables of the Chinese and the words of all else, in order, each with every way to spell
  /// it.
  ///
  /// @param text in lower case and in normal form C or KC
  static List<List<String>> syllables(String text) {
    List<List<String>> syllables = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isIdeographic(c)) {
                end(word, syllables);
                syllables.add(readings(c));
              } else if (Character.isLetterOrDigit(c) || isMark(c)) {
                word.appendCodePoint(c);
              } else if (APOSTROPHES.indexOf(c) < 0) {
                end(word, syllables);
              }
            });
    end(word, syllables);
    return syllables;
  }

  private static boolean isMark(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static void end(StringBuilder word, List<List<String>> syllables) {
    if (word.isEmpty()) {
      return;
    }
    List<String> spellings = spellings(word.toString()).toList();
    if (!spellings.isEmpty()) {
      syllables.add(spellings);
    }
    word.setLength(0);
  }

  /// The ways to spell a Chinese character; itself if nothing is known of it.
  static List<String> readings(int character) {
    return READINGS.computeIfAbsent(character, Pinyin::read);
  }

  private static List<String> read(int character) {
    String text = Character.toString(character);
    LOCK.lock();
    try {
      return Stream.of(Tables.IN_SURNAMES, Tables.ELSEWHERE)
          .flatMap(tables -> spellings(tables.transliterate(text)))
          .map(String::intern)
          .distinct()
          .toList();
    } finally {
      LOCK.unlock();
    }
  }

  /// With v and with u for ü, if there is one.
  private static Stream<String> spellings(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    return Stream.of("v", "u")
        .map(letter -> MARKS.matcher(apart.replace(DOTTED_U, letter)).replaceAll(""))
        .filter(spelling -> !spelling.isEmpty())
        .distinct();
  }
}
