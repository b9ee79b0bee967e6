package daka.screen;

import daka.checkin.Hours;
import java.util.List;

/// What is written over the door.
///
/// @param id the centre's slug
/// @param name what people call it, in the centre's own language
/// @param languages the languages of the screen as BCP 47 tags, the centre's own first
/// @param hours when it is open, and its time zone
public record CentreSign(String id, String name, List<String> languages, Hours hours) {

  public CentreSign {
    languages = List.copyOf(languages);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException(
          "centre " + id + " has no language: name at least one, such as zh-Hans");
    }
  }
}
