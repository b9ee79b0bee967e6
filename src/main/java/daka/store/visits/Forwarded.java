package daka.store.visits;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which visits each upstream has, as of one moment.
///
/// @param upstreams by their names; empty if the kiosk forwards to nobody
public record Forwarded(Map<String, Reached> upstreams) {
  /// Of a kiosk that forwards to nobody.
  public static final Forwarded TO_NOBODY = new Forwarded(Map.of());

  public Forwarded {
    upstreams = new LinkedHashMap<>(upstreams);
  }

  /// Whether an upstream has a visit.
  public enum State {
    /// It has every entry that tells of the visit.
    HAS,
    /// It does not have all of them yet.
    WAITING,
    /// It refused one of them for good.
    REFUSED
  }

  /// How far an upstream has come.
  ///
  /// @param firstWaiting the lowest id of the visits of which it has nothing yet
  /// @param changed the visits below that have changed since
  /// @param refused the visits of which it refused an entry
  public record Reached(long firstWaiting, Set<Long> changed, Set<Long> refused) {
    public Reached {
      changed = Set.copyOf(changed);
      refused = Set.copyOf(refused);
    }

    State of(long visit) {
      if (!refused.isEmpty() && refused.contains(visit)) {
        return State.REFUSED;
      }
      return visit >= firstWaiting || (!changed.isEmpty() && changed.contains(visit))
          ? State.WAITING
          : State.HAS;
    }

    /// The lowest id of the visits that wait.
    long lowest() {
      return changed.stream().mapToLong(Long::longValue).min().orElse(firstWaiting);
    }
  }

  /// The names of the upstreams, in the order of the config.
  public List<String> names() {
    return List.copyOf(upstreams.keySet());
  }

  /// Whether this upstream has this visit.
  public State of(String upstream, long visit) {
    Reached reached = upstreams.get(upstream);
    return reached == null ? State.WAITING : reached.of(visit);
  }

  /// The condition that a visit `v` is in this state: with every upstream if they have it, else
  /// with any.
  ///
  /// @param values gets what stands for its parameters
  String condition(State state, Collection<Object> values) {
    if (upstreams.isEmpty()) {
      // Not 0: under a constant that is never true SQLite finds no plan for a named index.
      return "v.id < 0";
    }
    return upstreams.values().stream()
        .map(reached -> condition(reached, state, values))
        .reduce((a, b) -> a + (state == State.HAS ? " AND " : " OR ") + b)
        .map(all -> "(" + all + ")")
        .orElseThrow();
  }

  private static String condition(Reached reached, State state, Collection<Object> values) {
    return switch (state) {
      case HAS -> {
        values.add(reached.firstWaiting());
        values.add(reached.changed().toString());
        values.add(reached.refused().toString());
        yield "(v.id < ? AND v.id NOT IN (SELECT value FROM json_each(?))"
            + " AND v.id NOT IN (SELECT value FROM json_each(?)))";
      }
      case WAITING -> {
        values.add(reached.lowest());
        values.add(reached.firstWaiting());
        values.add(reached.changed().toString());
        values.add(reached.refused().toString());
        yield "(v.id >= ? AND (v.id >= ? OR v.id IN (SELECT value FROM json_each(?)))"
            + " AND v.id NOT IN (SELECT value FROM json_each(?)))";
      }
      case REFUSED -> {
        values.add(reached.refused().toString());
        yield "v.id IN (SELECT value FROM json_each(?))";
      }
    };
  }
}
