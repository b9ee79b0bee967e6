package daka.store.register;

import daka.checkin.CanonicalPayload;
import daka.checkin.CardKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What makes a person of a list the same as another, beside a card.
public final class ImportKeys {
  static final String NAME_AND_PHONE = "name and phone";
  static final String NAME_AND_BIRTH = "name and birth";
  static final String NAME = "name";

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]");

  private ImportKeys() {}

  /// What must be the same of two.
  ///
  /// @param by in words
  /// @param name as [#name] makes it
  /// @param value the phone or the birth
  record Key(String by, String name, String value) {}

  /// The keys of a person. Somebody of whom only the name is known has none.
  ///
  /// @param name that of the person, as [#name] makes it
  static List<Key> of(Person person, String name) {
    List<Key> keys = new ArrayList<>(2);
    if (person.phone() != null) {
      keys.add(new Key(NAME_AND_PHONE, name, phone(person.phone())));
    }
    if (person.born() != null) {
      keys.add(new Key(NAME_AND_BIRTH, name, person.born()));
    }
    return List.copyOf(keys);
  }

  /// Names are padded with spaces so that columns look even: 王　芳 is 王芳.
  public static String name(String name) {
    if (isBare(name)) {
      return name;
    }
    String whole =
        Normalizer.isNormalized(name, Normalizer.Form.NFKC)
            ? name
            : Normalizer.normalize(name, Normalizer.Form.NFKC);
    return SPACES.matcher(whole).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /// Whether it is nothing but Chinese characters of the first block, digits and small letters, as
  /// most names are: then there is nothing to be made even.
  private static boolean isBare(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 0x4E00 && c <= 0x9FFF) && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z')) {
        return false;
      }
    }
    return true;
  }

  /// Phones that were registered before they had one form are compared in it.
  static String phone(String phone) {
    return CanonicalPayload.presented(CardKind.PHONE, phone).orElse(phone);
  }
}
