package daka.web.visits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import daka.store.visits.Forwarded;
import daka.store.visits.Forwarded.State;
import daka.web.http.Json;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which upstreams have a visit, in words. Most kiosks have one upstream, whose words are made once
/// for a million visits.
final class TownColumn {
  private final Forwarded forwarded;
  private final List<String> names;
  private final Map<State, byte[]> json = new EnumMap<>(State.class);
  private final byte[] none;

  TownColumn(Forwarded forwarded) {
    this.forwarded = forwarded;
    this.names = forwarded.names();
    this.none = json(List.of());
    if (names.size() == 1) {
      for (State state : State.values()) {
        json.put(state, json(List.of(state)));
      }
    }
  }

  /// An object with a member for each upstream, such as `{"upstream":"has"}`.
  byte[] json(long visit) {
    return switch (names.size()) {
      case 0 -> none;
      case 1 -> json.getOrDefault(forwarded.of(names.getFirst(), visit), none);
      default -> json(states(visit));
    };
  }

  private List<State> states(long visit) {
    return names.stream().map(name -> forwarded.of(name, visit)).toList();
  }

  private byte[] json(List<State> states) {
    Map<String, String> named = new LinkedHashMap<>();
    IntStream.range(0, states.size()).forEach(i -> named.put(names.get(i), word(states.get(i))));
    return Json.bytes(named);
  }

  /// As a cell: `has` if there is one upstream, `upstream:has mqtt:waiting` if there are several,
  /// and empty if there is none.
  String text(long visit) {
    return switch (names.size()) {
      case 0 -> "";
      case 1 -> word(forwarded.of(names.getFirst(), visit));
      default ->
          names.stream()
              .map(name -> name + ":" + word(forwarded.of(name, visit)))
              .collect(Collectors.joining(" "));
    };
  }

  byte[] cell(long visit) {
    return text(visit).getBytes(US_ASCII);
  }

  /// The word of the API for a state.
  static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
