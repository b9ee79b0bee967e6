package daka.rig;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How a kiosk is started.
///
/// @param before the words before Java's own, of a program that starts another
/// @param environment added to this program's own
/// @param main the class to start and its first arguments; `--config FILE` is added
public record Launch(List<String> before, Map<String, String> environment, List<String> main) {
  /// As it stands at the door.
  public static final Launch PLAIN = of("daka.Main", "run");

  public static Launch of(String... main) {
    return new Launch(List.of(), Map.of(), List.of(main));
  }

  Launch under(List<String> program) {
    return new Launch(Stream.concat(program.stream(), before.stream()).toList(), environment, main);
  }

  Launch with(Map<String, String> variables) {
    return new Launch(before, variables, main);
  }
}
