package daka.plugged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what the kernel says in its folders. What is not there, or not told, is empty.
///
/// @param root in which `sys`, `dev` and `proc` are
record Sysfs(Path root) {
  private static final int MOST = 200;
  private static final int DEEP = 8;

  /// What is in a folder, by name; numbers in their order.
  List<Path> in(String folder) {
    try (Stream<Path> all = Files.list(root.resolve(folder))) {
      return all.sorted(
              Comparator.comparingInt((Path path) -> name(path).length())
                  .thenComparing(Sysfs::name))
          .limit(MOST)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /// The text of a file, without what cannot be printed.
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
          .replaceAll("[\\p{Cc}\\p{Cf}]+", " ")
          .strip();
    } catch (IOException e) {
      return "";
    }
  }

  /// The text of a file in the nearest folder above that has it, such as the `product` of the USB
  /// device that an interface belongs to.
  static String above(Path path, String file) {
    @Nullable Path folder = real(path);
    for (int i = 0; i < DEEP && folder != null; i++) {
      String text = text(folder.resolve(file));
      if (!text.isEmpty()) {
        return text;
      }
      folder = folder.getParent();
    }
    return "";
  }

  /// Where a link leads to; the path itself if it leads nowhere.
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /// The name that a node keeps wherever it is plugged in: the link of udev in the first of these
  /// folders that has one which leads to it, else the node itself.
  ///
  /// @param node such as `input/event3`
  /// @param folders such as `input/by-id`
  String lasting(String node, String... folders) {
    Path target = real(root.resolve("dev").resolve(node));
    for (String folder : folders) {
      for (Path link : in("dev/" + folder)) {
        if (real(link).equals(target)) {
          return "/dev/" + folder + "/" + name(link);
        }
      }
    }
    return "/dev/" + node;
  }
}
