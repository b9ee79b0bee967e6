package daka.store.register;

import daka.checkin.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the register says of a person.
///
/// @param name in full, unmasked, without the control characters 30 and 31
/// @param phone a number to call, or null; no card, unless it is registered as one
/// @param born a year, a month or a day, as `1948`, `1948-05` or `1948-05-17`, or null
/// @param language the language the person prefers, as a BCP 47 tag, or null
/// @param note what staff should know, or null
/// @param child whether the person is said to be under 14; needed where the birth is not known
public record Person(
    String name,
    Role role,
    @Nullable String phone,
    @Nullable String born,
    @Nullable String language,
    @Nullable String note,
    boolean child) {

  /// Somebody of whom it is not said that they are under 14.
  public Person(
      String name,
      Role role,
      @Nullable String phone,
      @Nullable String born,
      @Nullable String language,
      @Nullable String note) {
    this(name, role, phone, born, language, note, false);
  }

  /// The same, of whom it is said that they are under 14, or not.
  public Person saidToBeChild(boolean isChild) {
    return new Person(name, role, phone, born, language, note, isChild);
  }

  /// The names of the fields that the other says differently; of all that it says if there is none
  /// to compare it with.
  public static List<String> changed(@Nullable Person before, Person after) {
    List<String> fields = new ArrayList<>();
    differ(fields, "name", before == null ? null : before.name, after.name);
    differ(fields, "role", before == null ? null : before.role, after.role);
    differ(fields, "phone", before == null ? null : before.phone, after.phone);
    differ(fields, "born", before == null ? null : before.born, after.born);
    differ(fields, "language", before == null ? null : before.language, after.language);
    differ(fields, "note", before == null ? null : before.note, after.note);
    differ(fields, "child", before != null && before.child, after.child);
    return fields;
  }

  /// This person over another: of the fields that are named, what the other says.
  Person over(Person before, Set<String> kept) {
    return new Person(
        kept.contains("name") ? before.name : name,
        kept.contains("role") ? before.role : role,
        kept.contains("phone") ? before.phone : phone,
        kept.contains("born") ? before.born : born,
        kept.contains("language") ? before.language : language,
        kept.contains("note") ? before.note : note,
        before.child);
  }

  private static void differ(
      List<String> fields, String name, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      fields.add(name);
    }
  }
}
