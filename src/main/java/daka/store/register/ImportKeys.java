package daka.store.register;

import daka.checkin.CanonicalPayload;
import daka.checkin.CardKind;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What makes a person of a list the same as another, beside a card.
public final class ImportKeys {
  static final String NAME_AND_PHONE = "name and phone";
  static final String NAME_AND_BIRTH = "name and birth";
  static final String NAME = "name";

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]");

  private ImportKeys() {}

  /// Keys by words for them. Somebody of whom only the name is known has that alone.
  static Map<String, String> of(Person person) {
    Map<String, String> keys = new LinkedHashMap<>();
    String name = name(person.name());
    if (person.phone() != null) {
      keys.put(NAME_AND_PHONE, name + "\nphone " + phone(person.phone()));
    }
    if (person.born() != null) {
      keys.put(NAME_AND_BIRTH, name + "\nborn " + person.born());
    }
    return keys;
  }

  /// Names are padded with spaces so that columns look even: 王　芳 is 王芳.
  public static String name(String name) {
    String whole =
        Normalizer.isNormalized(name, Normalizer.Form.NFKC)
            ? name
            : Normalizer.normalize(name, Normalizer.Form.NFKC);
    return SPACES.matcher(whole).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /// Phones that were registered before they had one form are compared in it.
  static String phone(String phone) {
    return CanonicalPayload.presented(CardKind.PHONE, phone).orElse(phone);
  }
}
