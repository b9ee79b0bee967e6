package daka.screen;

import daka.checkin.Hours;
import java.util.List;

/// What is written over the door.
///
/// @param id the centre's slug
/// @param name what people call it, in the centre's own language
/// @param languages the languages of the screen as BCP 47 tags, the centre's own first
/// @param hours when it is open, and its time zone
/// @param personalCode whether a number that is typed needs the four digits of its holder
public record CentreSign(
    String id, String name, List<String> languages, Hours hours, boolean personalCode) {

  /// The sign of a centre that wants no codes.
  public CentreSign(String id, String name, List<String> languages, Hours hours) {
    this(id, name, languages, hours, false);
  }

  public CentreSign {
    languages = List.copyOf(languages);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException(
          "centre " + id + " has no language: name at least one, such as zh-Hans");
    }
  }
}
