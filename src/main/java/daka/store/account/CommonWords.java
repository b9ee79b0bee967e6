package daka.store.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How much of a password is its own: what is left without the words that people choose first, the
/// centre's own, runs such as `12345` or `qwert`, and what only repeats what stands before.
final class CommonWords {
  private static final String FILE = "common-passwords.txt";

  /// Neighbours on a keyboard, each also backwards.
  private static final List<String> ROWS =
      List.of(
          "`1234567890-=",
          "~!@#$%^&*()_+",
          "qwertyuiop[]\\",
          "asdfghjkl;'",
          "zxcvbnm,./",
          "一二三四五六七八九十",
          "甲乙丙丁戊己庚辛壬癸");

  /// What stands between words says nothing.
  private static final String GAPS = " -_.,、。";

  private static final int RUN = 3;

  private final Set<List<Integer>> words = new HashSet<>();
  private int longest;

  /// @param own the centre's own words, in any case; those of one character say nothing
  CommonWords(Collection<String> own) {
    read().forEach(this::add);
    own.forEach(this::add);
  }

  private static List<String> read() {
    try (InputStream in = CommonWords.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file " + FILE);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String word) {
    List<Integer> letters = letters(word);
    if (letters.size() > 1) {
      words.add(letters);
      longest = Math.max(longest, letters.size());
    }
  }

  private static List<Integer> letters(String text) {
    return PasswordHashes.normal(text).toLowerCase(Locale.ROOT).codePoints().boxed().toList();
  }

  /// How many characters are left, at the least.
  int left(String password) {
    List<Integer> text = letters(password);
    int[] left = new int[text.size() + 1];
    for (int end = 1; end <= text.size(); end++) {
      left[end] = left[end - 1] + (GAPS.indexOf(text.get(end - 1)) < 0 ? 1 : 0);
      for (int begin = 0; begin < end - 1; begin++) {
        if (left[begin] < left[end] && isCommon(text, begin, end)) {
          left[end] = left[begin];
        }
      }
    }
    return left[text.size()];
  }

  private boolean isCommon(List<Integer> text, int begin, int end) {
    List<Integer> part = text.subList(begin, end);
    return (part.size() <= longest && words.contains(part))
        || (part.size() >= RUN && isRun(part))
        || repeats(text, begin, end);
  }

  /// Whether what stands just before is the same, as the second `ab` of `abab`.
  private static boolean repeats(List<Integer> text, int begin, int end) {
    int length = end - begin;
    return begin >= length && text.subList(begin - length, begin).equals(text.subList(begin, end));
  }

  private static boolean isRun(List<Integer> part) {
    int step = part.get(1) - part.get(0);
    boolean even = Math.abs(step) <= 1;
    for (int i = 2; even && i < part.size(); i++) {
      even = part.get(i) - part.get(i - 1) == step;
    }
    return even || ROWS.stream().anyMatch(row -> isIn(row, part));
  }

  private static boolean isIn(String row, List<Integer> part) {
    StringBuilder text = new StringBuilder();
    part.forEach(text::appendCodePoint);
    return row.contains(text) || row.contains(text.reverse());
  }
}
