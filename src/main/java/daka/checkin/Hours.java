package daka.checkin;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When the centre is open, by the clock on its wall. Each opening ends in a closing time, so a
/// centre that closes over noon has two of them a day; one that is open day and night has midnight.
///
/// They may become others while the kiosk runs: all its parts ask the same hours each time, so the
/// next tap knows. Safe for use by several threads.
public final class Hours {
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  /// From when to when.
  ///
  /// @param opens the first minute
  /// @param closes the closing time; midnight is that at the end of the day, and a time that is not
  ///   later than `opens` is on the day after
  public record Span(LocalTime opens, LocalTime closes) {
    private boolean isPastMidnight() {
      return !closes.isAfter(opens);
    }

    /// The minutes from when to when, by a clock that is not set in between.
    private int minutes() {
      int minutes = (int) Duration.between(opens, closes).toMinutes();
      return isPastMidnight() ? minutes + MINUTES_OF_A_DAY : minutes;
    }

    /// The closing time as it is written, `24:00` for midnight.
    public String closing() {
      return closes.equals(LocalTime.MIDNIGHT) ? "24:00" : closes.toString();
    }

    @Override
    public String toString() {
      return opens + "-" + closing();
    }
  }

  /// One opening as it happens.
  private record Opening(LocalDate day, Instant from, Instant to) {
    boolean holds(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /// A while in which nothing opens, closes or becomes another day, with what is true in it.
  ///
  /// @param times by which it was found
  /// @param from its first instant
  /// @param to the first after it
  /// @param lastEnd as [#lastEnd]
  /// @param opening that it is in, or null if the centre is closed
  private record Stretch(
      Times times, Instant from, Instant to, Instant lastEnd, @Nullable Opening opening) {
    boolean holds(Instant at, Times now) {
      return times.equals(now) && !at.isBefore(from) && at.isBefore(to);
    }
  }

  /// Two openings of which the later begins before the earlier has ended.
  public record Overlap(DayOfWeek day, Span span, DayOfWeek laterDay, Span later) {}

  /// @param week the openings that begin on each weekday; a day that is left out has none
  /// @param closed the days on which no opening begins
  private record Times(Map<DayOfWeek, List<Span>> week, Set<LocalDate> closed) {
    Times {
      Map<DayOfWeek, List<Span>> sorted = new EnumMap<>(DayOfWeek.class);
      week.forEach(
          (day, spans) ->
              sorted.put(day, spans.stream().sorted(Comparator.comparing(Span::opens)).toList()));
      sorted.values().removeIf(List::isEmpty);
      week = Map.copyOf(sorted);
      closed = Set.copyOf(closed);
      if (week.isEmpty()) {
        throw new IllegalArgumentException("the centre would never open");
      }
      overlap(week)
          .ifPresent(
              overlap -> {
                throw new IllegalArgumentException("openings overlap: " + overlap);
              });
    }
  }

  private final ZoneId zone;
  private volatile Times times;

  /// The last one that was asked for: one tap after another falls into it.
  private volatile @Nullable Stretch last;

  /// @param week the openings that begin on each weekday; a day that is left out has none
  /// @param closed the days on which no opening begins
  /// @param zone the centre's time zone
  /// @throws IllegalArgumentException if two openings overlap, or there is none in a week
  public Hours(Map<DayOfWeek, List<Span>> week, Set<LocalDate> closed, ZoneId zone) {
    this.zone = zone;
    this.times = new Times(week, closed);
  }

  /// The same every day.
  public Hours(LocalTime opens, LocalTime closes, ZoneId zone) {
    this(daily(List.of(new Span(opens, closes))), Set.of(), zone);
  }

  /// A weekday as it is written, `mon` to `sun`.
  public static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /// A week of which every day has these openings.
  public static Map<DayOfWeek, List<Span>> daily(List<Span> spans) {
    return Arrays.stream(DayOfWeek.values())
        .collect(Collectors.toMap(Function.identity(), _ -> spans));
  }

  /// The first opening of the week, from Monday, that begins before the one before it has ended.
  public static Optional<Overlap> overlap(Map<DayOfWeek, List<Span>> week) {
    record Placed(DayOfWeek day, Span span, int from) {}
    List<Placed> placed = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (Span span : week.getOrDefault(day, List.of())) {
        int minute = (day.getValue() - 1) * MINUTES_OF_A_DAY + span.opens().toSecondOfDay() / 60;
        placed.add(new Placed(day, span, minute));
      }
    }
    placed.sort(Comparator.comparingInt(Placed::from));
    for (int i = 0; i < placed.size(); i++) {
      Placed one = placed.get(i);
      Placed next = placed.get((i + 1) % placed.size());
      int begins = next.from() + (i + 1 == placed.size() ? 7 * MINUTES_OF_A_DAY : 0);
      if (one.from() + one.span().minutes() > begins) {
        return Optional.of(new Overlap(one.day(), one.span(), next.day(), next.span()));
      }
    }
    return Optional.empty();
  }

  /// The centre keeps other hours from now on.
  ///
  /// @param others in the same time zone
  public void become(Hours others) {
    times = others.times;
  }

  /// The openings that begin on each weekday; a day that is not there has none.
  public Map<DayOfWeek, List<Span>> week() {
    return times.week();
  }

  /// The days on which no opening begins.
  public Set<LocalDate> closed() {
    return times.closed();
  }

  /// The centre's time zone.
  public ZoneId zone() {
    return zone;
  }

  /// The centre's day at this instant.
  public LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  /// The day whose opening it is at this instant: after midnight that of the evening before, as
  /// long as the centre has not closed. While it is closed, the centre's day.
  public LocalDate openingDay(Instant at) {
    Opening opening = current(at);
    return opening == null ? day(at) : opening.day();
  }

  /// The openings that begin on this day, by the clock on the wall; none if it is closed.
  public List<Span> on(LocalDate day) {
    Times now = times;
    return now.closed().contains(day)
        ? List.of()
        : now.week().getOrDefault(day.getDayOfWeek(), List.of());
  }

  public boolean isOpen(Instant at) {
    return current(at) != null;
  }

  /// Whether there is no hour of the week in which the centre is closed.
  public boolean isAlwaysOpen() {
    return times.week().values().stream().flatMap(List::stream).mapToInt(Span::minutes).sum()
        == 7 * MINUTES_OF_A_DAY;
  }

  /// When a visit that began at `arrived` ends if nobody ends it: at the closing time of the
  /// opening it began in or waited for on that day, else at midnight.
  public Instant endOf(Instant arrived) {
    LocalDate day = day(arrived);
    return around(day, day)
        .filter(opening -> opening.to().isAfter(arrived))
        .filter(opening -> opening.day().equals(day) || opening.holds(arrived))
        .map(Opening::to)
        .min(Comparator.naturalOrder())
        .orElseGet(() -> midnightAfter(day));
  }

  /// The last closing time or midnight that is not after `now`. Every visit whose end has come and
  /// that is still open began before it.
  public Instant lastEnd(Instant now) {
    return stretch(now).lastEnd();
  }

  /// Whether the centre opens within this time, both ends included.
  public boolean opensWithin(Instant from, Instant to) {
    return around(day(from), day(to))
        .anyMatch(opening -> !opening.from().isBefore(from) && !opening.from().isAfter(to));
  }

  private @Nullable Opening current(Instant at) {
    return stretch(at).opening();
  }

  private Stretch stretch(Instant at) {
    Stretch known = last;
    if (known == null || !known.holds(at, times)) {
      known = look(at);
      last = known;
    }
    return known;
  }

  private Stretch look(Instant at) {
    Times now = times;
    LocalDate day = day(at);
    Instant from = midnightAfter(day.minusDays(1));
    Instant to = midnightAfter(day);
    Instant lastEnd = from;
    Opening current = null;
    for (Opening opening : around(day, day).toList()) {
      for (Instant turn : List.of(opening.from(), opening.to())) {
        if (turn.isAfter(at)) {
          to = turn.isBefore(to) ? turn : to;
        } else {
          from = turn.isAfter(from) ? turn : from;
        }
      }
      if (!opening.to().isAfter(at) && opening.to().isAfter(lastEnd)) {
        lastEnd = opening.to();
      }
      if (current == null && opening.holds(at)) {
        current = opening;
      }
    }
    return new Stretch(now, from, to, lastEnd, current);
  }

  /// The openings that begin on these days, or on the one before and last past midnight.
  private Stream<Opening> around(LocalDate first, LocalDate last) {
    return first.minusDays(1).datesUntil(last.plusDays(1)).flatMap(this::openings);
  }

  /// An opening that the clock skips as a whole is none.
  private Stream<Opening> openings(LocalDate day) {
    return on(day).stream()
        .map(
            span ->
                new Opening(
                    day,
                    instant(day, span.opens()),
                    instant(span.isPastMidnight() ? day.plusDays(1) : day, span.closes())))
        .filter(opening -> opening.from().isBefore(opening.to()));
  }

  private Instant instant(LocalDate day, LocalTime time) {
    return time.equals(LocalTime.MIDNIGHT)
        ? day.atStartOfDay(zone).toInstant()
        : ZonedDateTime.of(day, time, zone).toInstant();
  }

  private Instant midnightAfter(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hours hours && zone.equals(hours.zone) && times.equals(hours.times);
  }

  @Override
  public int hashCode() {
    return zone.hashCode();
  }

  @Override
  public String toString() {
    return "Hours[" + times + ", " + zone + "]";
  }
}
