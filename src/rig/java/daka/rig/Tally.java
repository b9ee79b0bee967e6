package daka.rig;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How often each kind of fault struck, and what it took to recover.
public final class Tally {
  private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Integer> deaths = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, String> skipped = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Duration> recovery = new EnumMap<>(FaultKind.class);

  void skip(FaultKind kind, String reason) {
    skipped.put(kind, reason);
  }

  /// @param died whether the kiosk was dead after it and was not killed by the round's end
  void struck(FaultKind kind, boolean died) {
    struck.merge(kind, 1, Integer::sum);
    deaths.merge(kind, died ? 1 : 0, Integer::sum);
  }

  /// The kiosk answered taps so long after it was started again.
  void recovered(FaultKind kind, Duration time) {
    recovery.merge(kind, time, (a, b) -> a.compareTo(b) < 0 ? b : a);
  }

  /// How many faults there were.
  int faults() {
    return struck.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// The longest it took to answer taps again, from the start of the process.
  Duration worst() {
    return recovery.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /// A line for each kind.
  public String table() {
    StringBuilder lines = new StringBuilder();
    for (FaultKind kind : FaultKind.values()) {
      String reason = skipped.get(kind);
      Duration time = recovery.get(kind);
      lines
          .append("  %-49s ".formatted(kind.words()))
          .append(
              reason != null
                  ? "skipped: " + reason
                  : "%4d times, %4d deaths of it%s"
                      .formatted(
                          struck.getOrDefault(kind, 0),
                          deaths.getOrDefault(kind, 0),
                          time == null
                              ? ""
                              : ", up again after at most " + time.toMillis() + " ms"))
          .append('\n');
    }
    return lines.toString();
  }
}
