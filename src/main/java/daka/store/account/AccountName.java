package daka.store.account;

import daka.checkin.VisibleText;
import daka.store.register.TokenName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// What somebody signs in by. Compared without regard to capitals and widths, so that a telephone
/// that begins each text with a capital, or an input method that is set to wide letters, keeps
/// nobody out.
///
/// @param shown as it was chosen
/// @param key as it is compared
public record AccountName(String shown, String key) {
  /// What stands for something else in the path of an address.
  private static final String OF_PATHS = "/\\%?#;";

  /// A name as somebody typed it, whether it may be one or not.
  public static AccountName of(String typed) {
    String shown = Normalizer.normalize(VisibleText.of(typed), Normalizer.Form.NFC);
    String key = Normalizer.normalize(shown, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return new AccountName(shown, key);
  }

  /// What is wrong with a name that was chosen, as in "is blank"; empty if nothing.
  public Optional<String> fault() {
    Optional<String> fault = TokenName.fault(shown);
    if (fault.isPresent()) {
      return fault;
    }
    if (key.chars().anyMatch(c -> OF_PATHS.indexOf(c) >= 0)) {
      return Optional.of("holds one of " + OF_PATHS + ", which mean something in addresses");
    }
    return key.chars().allMatch(c -> c == '.')
        ? Optional.of("is dots only, which mean something in addresses")
        : Optional.empty();
  }
}
