package daka.store.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a password may be: at least [#LEAST] characters of any script, and not put together from
/// what people choose first. Nothing is asked of which characters they are (NIST SP 800-63B-4,
/// 3.1.1.2).
public final class Passwords {
  /// How many characters a password has at least, as Unicode counts them in its form NFKC.
  public static final int LEAST = 15;

  /// How many it has at most; a limit for programs, not for people.
  public static final int MOST = 200;

  /// So many characters have to be left of it that are no common words.
  private static final int OWN = 5;

  private static final int HALF_FIRST = 0xD800;
  private static final int HALF_LAST = 0xDFFF;

  private final List<String> own;

  /// @param own the centre's own words: its name, its id, the kiosk's
  public Passwords(Collection<String> own) {
    this.own = new ArrayList<>(own);
    this.own.add("daka");
    this.own.add("打卡");
  }

  /// What is wrong with a password that was chosen, as in "is too short…"; empty if nothing. Never
  /// says anything of what is in it.
  ///
  /// @param name of the account
  public Optional<String> fault(String password, String name) {
    String normal = PasswordHashes.normal(password);
    int length = normal.codePointCount(0, normal.length());
    if (length < LEAST) {
      return Optional.of(
          "has " + length + " characters; it needs " + LEAST + ", as a sentence of your own has");
    }
    if (length > MOST) {
      return Optional.of("has " + length + " characters; it may have " + MOST);
    }
    if (normal.codePoints().anyMatch(c -> c >= HALF_FIRST && c <= HALF_LAST)) {
      return Optional.of("holds half a character; type it anew");
    }
    List<String> words = new ArrayList<>(own);
    words.add(name);
    return new CommonWords(words).left(password) < OWN
        ? Optional.of(
            "is among the first that somebody would try: it is made of common words, the centre's"
                + " name, runs or repetitions; take a sentence of your own, or four words that have"
                + " nothing to do with each other")
        : Optional.empty();
  }
}
