package daka.store.register;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What somebody types to find a name by, and how well a name answers it.
final class TypedName {

  /// How a name answers, best first.
  enum Answer {
    /// Its beginning was typed.
    BEGINS,
    /// Every word that was typed is in it.
    CONTAINS,
    /// The first letters of its first syllables were typed: wx for 王秀英.
    INITIALS,
    /// Its first syllables were typed, the last perhaps not to its end: wangxi.
    SYLLABLES,
    /// Each of its first syllables was typed by its first letter or some more: wxiuy.
    SHORTENED,
    /// The same from a later syllable on: xy, xiuying.
    LATER
  }

  /// How much of a syllable may have been typed before the next one.
  private interface Shortening {
    boolean allows(int typed, int length, boolean last);
  }

  private static final Shortening TO_ONE_LETTER = (typed, _, _) -> typed == 1;
  private static final Shortening NONE = (typed, length, last) -> typed == length || last;
  private static final Shortening ANY = (_, _, _) -> true;

  private final String text;
  private final List<String> words;
  private final String letters;

  TypedName(String typed) {
    text = fold(typed).strip();
    words = Arrays.asList(text.split("\\s+"));
    letters = Pinyin.syllables(text).stream().map(List::getFirst).collect(Collectors.joining());
  }

  /// The same for upper and lower case, and for full and half width.
  private static String fold(String text) {
    String whole =
        Normalizer.isNormalized(text, Normalizer.Form.NFKC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFKC);
    return whole.toLowerCase(Locale.ROOT);
  }

  /// Whether nothing was typed that a name could answer.
  boolean isBlank() {
    return text.isEmpty();
  }

  /// @return null if the name is not what was typed
  @Nullable Answer answer(String name) {
    String folded = fold(name);
    if (folded.startsWith(text)) {
      return Answer.BEGINS;
    }
    if (words.stream().allMatch(folded::contains)) {
      return Answer.CONTAINS;
    }
    return letters.isEmpty() ? null : answer(Pinyin.syllables(folded));
  }

  /// Most names are another: whatever is spelled in another way is spelled in [#ANY] too.
  private @Nullable Answer answer(List<List<String>> syllables) {
    if (spell(syllables, 0, ANY)) {
      if (spell(syllables, 0, TO_ONE_LETTER)) {
        return Answer.INITIALS;
      }
      return spell(syllables, 0, NONE) ? Answer.SYLLABLES : Answer.SHORTENED;
    }
    for (int i = 1; i < syllables.size(); i++) {
      if (spell(syllables, i, ANY)) {
        return Answer.LATER;
      }
    }
    return null;
  }

  /// Whether the letters are these syllables from this one on. All ways to part the letters are
  /// followed at once, so that no name takes long.
  private boolean spell(List<List<String>> syllables, int first, Shortening shortening) {
    BitSet reached = new BitSet();
    reached.set(0);
    for (int i = first; i < syllables.size(); i++) {
      BitSet next = new BitSet();
      for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
        for (String spelling : syllables.get(i)) {
          step(spelling, at, shortening, next);
        }
      }
      if (next.get(letters.length())) {
        return true;
      }
      if (next.isEmpty()) {
        return false;
      }
      reached = next;
    }
    return false;
  }

  /// Where the letters may go on after this syllable, begun at `at`.
  private void step(String spelling, int at, Shortening shortening, BitSet next) {
    int most = Math.min(spelling.length(), letters.length() - at);
    for (int i = 0; i < most && spelling.charAt(i) == letters.charAt(at + i); i++) {
      int end = at + i + 1;
      if (shortening.allows(i + 1, spelling.length(), end == letters.length())) {
        next.set(end);
      }
    }
  }
}
