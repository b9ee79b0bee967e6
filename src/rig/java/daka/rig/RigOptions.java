package daka.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// What `deploy/rig` was asked for.
///
/// @param kinds of faults in the part `faults`
/// @param rounds how many faults there are in the part `faults`
/// @param taps how many there are in each round
/// @param minutes of the day in the soak
/// @param wrecks how often the database is damaged in each way
/// @param cuts how often the plug of the virtual Pi is pulled
/// @param seed decides which faults there are and when they strike
/// @param talks whether each fault is printed
/// @param folder new, for all that is left behind
record RigOptions(
    List<Part> parts,
    List<FaultKind> kinds,
    int rounds,
    int taps,
    int minutes,
    int wrecks,
    int cuts,
    long seed,
    boolean talks,
    Path folder) {
  /// What can be run by itself.
  enum Part {
    FAULTS,
    DAMAGE,
    POWER,
    BROKEN,
    SOAK
  }

  /// @param words `FOLDER`, then parts and `--rounds N`, `--taps N`, `--seed N`, `--talk`
  static RigOptions of(List<String> words) {
    List<Part> parts = new ArrayList<>();
    List<FaultKind> kinds = List.of(FaultKind.values());
    int rounds = 10 * FaultKind.values().length;
    int taps = 20;
    int cuts = 8;
    int minutes = 1_440;
    int wrecks = 3;
    long seed = new Random().nextInt(1_000_000);
    boolean talks = false;
    Path folder = Path.of(words.getFirst());
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--rounds" -> rounds = Integer.parseInt(words.get(++i));
        case "--taps" -> taps = Integer.parseInt(words.get(++i));
        case "--cuts" -> cuts = Integer.parseInt(words.get(++i));
        case "--wrecks" -> wrecks = Integer.parseInt(words.get(++i));
        case "--minutes" -> minutes = Integer.parseInt(words.get(++i));
        case "--kinds" ->
            kinds = Arrays.stream(words.get(++i).split(",")).map(FaultKind::valueOf).toList();
        case "--seed" -> seed = Long.parseLong(words.get(++i));
        case "--talk" -> talks = true;
        default -> parts.add(Part.valueOf(words.get(i).toUpperCase(Locale.ROOT)));
      }
    }
    return new RigOptions(
        parts.isEmpty() ? List.of(Part.FAULTS, Part.DAMAGE, Part.POWER, Part.BROKEN) : parts,
        kinds,
        rounds,
        taps,
        minutes,
        wrecks,
        cuts,
        seed,
        talks,
        folder);
  }
}
