package daka.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Guesses what a misspelt word was meant to be.
final class Spelling {
  private Spelling() {}

  /// `; did you mean WORD?` if one of the words is near enough, else nothing.
  static String hint(String written, Collection<String> words) {
    String lower = written.toLowerCase(Locale.ROOT);
    int tolerated = Math.max(1, Math.min(3, lower.length() / 3));
    return words.stream()
        .filter(word -> Math.abs(word.length() - lower.length()) <= tolerated)
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= tolerated)
        .min(
            Comparator.comparingInt((String word) -> distance(lower, word.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .map(word -> "; did you mean " + word + "?")
        .orElse("");
  }

  /// How many letters have to be added, taken away, replaced or swapped with their neighbour.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
