package daka.web;

import daka.checkin.Role;
import daka.store.Person;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be said of a person, in JSON and in CSV alike.
final class PersonForm {
  private static final int NAME = 100;
  private static final int NOTE = 1_000;
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{2,24}");
  private static final Pattern BORN = Pattern.compile("(1[89]|20|21)\\d{2}(-\\d{2}(-\\d{2})?)?");
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
        Text.line("name", name, NAME),
        role(role),
        Text.formed(
            "phone", phone, PHONE, "digits with spaces or hyphens between, such as 138 0000 0000"),
        born(born),
        Text.formed("language", language, LANGUAGE, "a language tag, such as zh-Hans or en"),
        Text.optionalLines("note", note, NOTE));
  }

  private static Role role(@Nullable String role) {
    return switch (role == null ? "" : role.strip()) {
      case "", "resident" -> Role.RESIDENT;
      case "staff" -> Role.STAFF;
      default -> throw ProblemException.badRequest("\"role\" must be resident or staff");
    };
  }

  private static @Nullable String born(@Nullable String given) {
    String form = "a year, a month or a day: 1948, 1948-05 or 1948-05-17";
    String born = Text.formed("born", given, BORN, form);
    try {
      if (born != null && born.length() == 7) {
        YearMonth.parse(born);
      } else if (born != null && born.length() == 10) {
        LocalDate.parse(born);
      }
      return born;
    } catch (DateTimeException e) {
      throw ProblemException.badRequest("\"born\" must be " + form);
    }
  }
}
