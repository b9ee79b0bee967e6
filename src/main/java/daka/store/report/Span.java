package daka.store.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/// Days that a report is about.
///
/// @param from the first
/// @param to the last, included; not before the first
public record Span(LocalDate from, LocalDate to) {
  /// Up to so many days a report tells its course by days, else by months.
  static final int MOST_SINGLE_DAYS = 62;

  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(to + " is before " + from);
    }
  }

  /// The same days of the year before; the last day of February is that of each year.
  public Span yearBefore() {
    LocalDate last = to.minusYears(1);
    boolean wholeMonth = to.equals(YearMonth.from(to).atEndOfMonth());
    return new Span(from.minusYears(1), wholeMonth ? YearMonth.from(last).atEndOfMonth() : last);
  }

  /// Whether the course is told by days.
  public boolean isByDay() {
    return ChronoUnit.DAYS.between(from, to) < MOST_SINGLE_DAYS;
  }

  /// How many parts the course has.
  int parts() {
    return part(to) + 1;
  }

  /// Which part of the course a day lies in, from 0 on.
  int part(LocalDate day) {
    return isByDay()
        ? (int) ChronoUnit.DAYS.between(from, day)
        : (int) ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(day));
  }

  /// The first day of a part of the course.
  LocalDate begin(int part) {
    LocalDate month = from.plusMonths(part);
    return isByDay() ? from.plusDays(part) : part == 0 ? from : month.withDayOfMonth(1);
  }
}
