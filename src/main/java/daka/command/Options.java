package daka.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The `--name value` words behind a command.
public final class Options {
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  private Options() {}

  /// @param valued the options that take a value
  /// @param bare the options that take none
  /// @throws UsageException if a word is none of them, stands twice, or lacks its value
  public static Options of(List<String> words, List<String> valued, List<String> bare) {
    Options options = new Options();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String name = word.startsWith("--") ? word.substring(2) : "";
      if (bare.contains(name)) {
        options.flags.add(name);
      } else if (!valued.contains(name)) {
        throw new UsageException("there is no option " + word + " here");
      } else if (++i == words.size()) {
        throw new UsageException(word + " lacks its value");
      } else if (options.values.put(name, words.get(i)) != null) {
        throw new UsageException(word + " stands twice");
      }
    }
    return options;
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  @Nullable String find(String name) {
    return values.get(name);
  }

  /// @throws UsageException if the option is missing
  String need(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new UsageException("--" + name + " is missing");
    }
    return value;
  }

  /// @throws UsageException if the option is missing
  Path path(String name) {
    return Path.of(need(name));
  }
}
