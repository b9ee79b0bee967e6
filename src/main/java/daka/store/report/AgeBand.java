package daka.store.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How old people are on the last day of a span. Under 14 the law guards a person's data more
/// strictly; 60 is the age of the old-age rights of the law.
public enum AgeBand {
  UNDER_14("0-13", 14),
  UNDER_18("14-17", 18),
  UNDER_35("18-34", 35),
  UNDER_60("35-59", 60),
  UNDER_70("60-69", 70),
  UNDER_80("70-79", 80),
  OLDER("80+", Integer.MAX_VALUE),
  /// Of whom the register does not say when they were born.
  UNKNOWN("unknown", Integer.MAX_VALUE);

  private final String wireName;
  private final int before;

  AgeBand(String wireName, int before) {
    this.wireName = wireName;
    this.before = before;
  }

  /// The name used in the API.
  public String wireName() {
    return wireName;
  }

  /// The band of somebody who was born then. Of whom only year or month are known, the age is that
  /// reached by the end of it.
  ///
  /// @param born `1948`, `1948-05` or `1948-05-17`, or null
  /// @param on the last day of the span
  static AgeBand of(@Nullable String born, LocalDate on) {
    if (born == null) {
      return UNKNOWN;
    }
    int age =
        switch (born.length()) {
          case 4 -> on.getYear() - Integer.parseInt(born);
          case 7 -> (int) ChronoUnit.YEARS.between(YearMonth.parse(born), YearMonth.from(on));
          default -> LocalDate.parse(born).until(on).getYears();
        };
    for (AgeBand band : values()) {
      if (age < band.before) {
        return band;
      }
    }
    return UNKNOWN;
  }
}
