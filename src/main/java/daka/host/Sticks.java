package daka.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What somebody has plugged in that holds files, such as a USB stick, once it is mounted.
///
/// @param mounts the kernel's list of mounts, such as `/proc/mounts`; see proc(5)
public record Sticks(Path mounts) {
  private static final List<String> WHERE = List.of("/media/", "/run/media/", "/mnt/");
  private static final Path LIST = Path.of("/proc/mounts");

  /// Those of this machine.
  public static Sticks ofThisMachine() {
    return new Sticks(LIST);
  }

  /// The folders in which they are mounted now; none if that cannot be read.
  public List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(mounts)) {
        String[] fields = line.split(" ", -1);
        String place = fields.length > 1 ? unescaped(fields[1]) : "";
        if (WHERE.stream().anyMatch(place::startsWith)) {
          folders.add(Path.of(place));
        }
      }
    } catch (IOException _) {
      return List.of();
    }
    return folders;
  }

  /// The kernel writes a space as `\040`, and some others likewise.
  private static String unescaped(String text) {
    return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }
}
