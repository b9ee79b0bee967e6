package daka.screen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;

/// A code that one screen shows and somebody types elsewhere: eight letters without look-alikes,
/// good for [#GOOD], for [#TRIES] guesses, and once. Not safe for several threads.
public final class OneTimeCode {
  /// How long a code is good, on monotonic time.
  public static final Duration GOOD = Duration.ofMinutes(10);

  /// How many wrong guesses end a code.
  public static final int TRIES = 5;

  /// Without letters that look like another one or like a digit.
  private static final String LETTERS = "ABCDEFGHJKMNPRSTWXYZ";

  private static final int LENGTH = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;
  private final long untilNanos;
  private int wrong;
  private boolean used;

  private OneTimeCode(String text, long untilNanos) {
    this.text = text;
    this.untilNanos = untilNanos;
  }

  /// Draws a code.
  ///
  /// @param nowNanos of a monotonic clock
  public static OneTimeCode draw(long nowNanos) {
    StringBuilder drawn = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      drawn.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return new OneTimeCode(drawn.toString(), nowNanos + GOOD.toNanos());
  }

  /// Whether it is good no more.
  public boolean isOver(long nowNanos) {
    return used || wrong >= TRIES || nowNanos - untilNanos >= 0;
  }

  /// Nanoseconds until its time is over.
  public long left(long nowNanos) {
    return untilNanos - nowNanos;
  }

  /// Somebody says that this is the code: in any case, with spaces or hyphens or without. Of one
  /// that is over nobody may ask.
  public boolean guess(String guessed) {
    String plain =
        Normalizer.normalize(guessed, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "");
    used =
        MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), plain.getBytes(StandardCharsets.UTF_8));
    wrong += used ? 0 : 1;
    return used;
  }

  /// The letters.
  public String text() {
    return text;
  }
}
