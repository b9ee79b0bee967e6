package daka.health;

import daka.health.Part.State;
import java.util.List;

/// Whether the kiosk does what it is there for.
public final class Readiness {
  /// The part that takes what is recorded.
  public static final String STORE = "store";

  private static final String READER = "reader ";

  private Readiness() {}

  /// Whether a tap would be recorded. That needs the store and one reader. A kiosk without readers
  /// has its screen.
  ///
  /// @param parts how each part is
  public static boolean wouldRecord(List<Part> parts) {
    boolean stored =
        parts.stream().noneMatch(part -> part.name().equals(STORE) && part.state() == State.FAILED);
    List<Part> readers = parts.stream().filter(part -> part.name().startsWith(READER)).toList();
    return stored
        && (readers.isEmpty()
            || readers.stream().anyMatch(reader -> reader.state() != State.FAILED));
  }
}
