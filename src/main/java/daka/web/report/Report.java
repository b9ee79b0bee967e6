package daka.web.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report as the API tells it. A figure that is null is hidden, or of minutes: not known.
///
/// @param at when it was made, RFC 3339
/// @param since the first day of which the log knows a visit, null if it knows of none
/// @param hidden whether figures under 5 are hidden
/// @param by `day` or `month`, of which the course tells
/// @param now the span
/// @param before the same span of the year before
record Report(
    String at, @Nullable String since, boolean hidden, String by, Figures now, Figures before) {

  /// @param from the first day
  /// @param to the last
  /// @param ages the last row is of guests, whom no register knows
  record Figures(
      String from,
      String to,
      @Nullable Long visits,
      @Nullable Long people,
      @Nullable Long guests,
      @Nullable Long firstTime,
      @Nullable Long returning,
      Stays stays,
      List<Row> rooms,
      List<List<@Nullable Long>> hours,
      List<Row> ages,
      List<Part> course) {}

  /// @param known visits of which it is known how long they were
  record Stays(@Nullable Long known, @Nullable Long mean, @Nullable Long median, List<Row> bands) {}

  /// @param key of the room, the age or the stay
  /// @param name of the room, else null
  /// @param minutes the mean stay in the room, else null
  record Row(
      String key,
      @Nullable String name,
      @Nullable Long visits,
      @Nullable Long people,
      @Nullable Long minutes) {}

  /// @param begin the first day
  record Part(String begin, @Nullable Long visits, @Nullable Long people, @Nullable Long guests) {}
}
