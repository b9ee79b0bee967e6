package daka.store.report;

import java.util.List;

/// How long people stay.
public enum StayBand {
  UNDER_15("0-14", 15),
  UNDER_30("15-29", 30),
  UNDER_60("30-59", 60),
  UNDER_120("60-119", 120),
  UNDER_240("120-239", 240),
  LONGER("240+", Integer.MAX_VALUE);

  /// From the shortest on.
  public static final List<StayBand> ALL = List.of(values());

  private final String wireName;
  private final int before;

  StayBand(String wireName, int before) {
    this.wireName = wireName;
    this.before = before;
  }

  /// Whole minutes from and to, as the API names it.
  public String wireName() {
    return wireName;
  }

  static StayBand of(int minutes) {
    for (StayBand band : values()) {
      if (minutes < band.before) {
        return band;
      }
    }
    return LONGER;
  }
}
