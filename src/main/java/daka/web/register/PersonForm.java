package daka.web.register;

import daka.checkin.CanonicalPayload;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.checkin.VisibleText;
import daka.store.register.Person;
import daka.web.http.ProblemException;
import daka.web.http.TypedText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be said of a person, in JSON and in CSV alike.
final class PersonForm {
  private static final int NAME = 100;
  private static final int NOTE = 1_000;
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  private PersonForm() {}

  /// @throws ProblemException 400 that names the first field that is not as it should be
  static Person person(
      @Nullable String name,
      @Nullable String role,
      @Nullable String phone,
      @Nullable String born,
      @Nullable String language,
      @Nullable String note) {
    return new Person(
        name(name), role(role), phone(phone), Birth.of(born), language(language), note(note));
  }

  static String name(@Nullable String name) {
    return TypedText.line("name", name, NAME);
  }

  /// In the form in which a phone is a card, so that it can be compared.
  static @Nullable String phone(@Nullable String given) {
    if (given == null || VisibleText.of(given).isEmpty()) {
      return null;
    }
    return switch (CanonicalPayload.of(CardKind.PHONE, given)) {
      case CanonicalPayload.Fits(String digits) -> digits;
      case CanonicalPayload.Unfit(String problem, String cure) ->
          throw ProblemException.badRequest("\"phone\": " + problem + "; " + cure);
    };
  }

  static Role role(@Nullable String role) {
    return switch (role == null ? "" : VisibleText.of(role)) {
      case "", "resident" -> Role.RESIDENT;
      case "staff" -> Role.STAFF;
      default -> throw ProblemException.badRequest("\"role\" must be resident or staff");
    };
  }

  static @Nullable String language(@Nullable String language) {
    return TypedText.formed(
        "language", language, LANGUAGE, "a language tag, such as zh-Hans or en");
  }

  static @Nullable String note(@Nullable String note) {
    return TypedText.optionalLines("note", note, NOTE);
  }
}
