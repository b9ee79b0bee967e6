package daka.web.api;

import daka.checkin.Hours;
import daka.web.api.CentreFile.OpenHours;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.TypedText;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// When the centre is open, as a request says it.
///
/// @param week the openings of each weekday, `mon` to `sun`; one that is left out has none
/// @param closed the days on which it does not open
public record HoursForm(
    @Nullable Map<String, @Nullable List<@Nullable String>> week,
    @Nullable List<@Nullable String> closed) {
  private static final int MOST_SPANS = 10;
  private static final int MOST_DAYS = 400;
  private static final int LONGEST = 20;

  /// What is meant. Whether each opening is one is for the config file to say.
  ///
  /// @throws ProblemException 400 that names the field and the cure
  public OpenHours hours() {
    Map<String, @Nullable List<@Nullable String>> given = JsonBody.required("week", week);
    Map<String, List<String>> openings = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      String word = Hours.word(day);
      List<@Nullable String> spans = given.get(word);
      openings.put(word, spans == null ? List.of() : texts("week." + word, spans, MOST_SPANS));
    }
    for (String word : given.keySet()) {
      if (!openings.containsKey(word)) {
        throw ProblemException.badRequest(
            "\"week\" has the days " + String.join(", ", openings.keySet()) + " and no other");
      }
    }
    Set<String> days =
        new TreeSet<>(texts("closed", JsonBody.required("closed", closed), MOST_DAYS));
    return new OpenHours(openings, List.copyOf(days));
  }

  private static List<String> texts(String field, List<@Nullable String> given, int most) {
    if (given.size() > most) {
      throw ProblemException.badRequest("\"" + field + "\" has more than " + most);
    }
    return given.stream().map(text -> TypedText.line(field, text, LONGEST)).toList();
  }
}
