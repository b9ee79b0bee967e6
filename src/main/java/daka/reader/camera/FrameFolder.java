package daka.reader.camera;

import daka.device.DeviceException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Finds the new images of a folder. For one thread.
final class FrameFolder {
  private final Path folder;
  private Set<Version> before = Set.of();
  private Set<Version> taken = Set.of();

  /// A file as it was found. One that is written to becomes another version.
  private record Version(String name, long size, FileTime modified) implements Comparable<Version> {

    @Override
    public int compareTo(Version other) {
      int byName = name.compareTo(other.name);
      int bySize = byName == 0 ? Long.compare(size, other.size) : byName;
      return bySize == 0 ? modified.compareTo(other.modified) : bySize;
    }
  }

  FrameFolder(Path folder) {
    this.folder = folder;
  }

  /// The images that are new since the last call, by name. A file is taken when two calls in a row
  /// found it unchanged, so that one that is being written is left alone until it is whole; should
  /// it grow again, it is new.
  ///
  /// @throws DeviceException if the folder is missing or cannot be read
  List<Path> takeNew() throws DeviceException {
    Set<Version> now = list();
    Set<Version> fresh = new TreeSet<>(now);
    fresh.retainAll(before);
    fresh.removeAll(taken);
    taken = union(taken, fresh, now);
    before = now;
    return fresh.stream().map(version -> folder.resolve(version.name())).toList();
  }

  /// What was taken so far, without what is no longer there.
  private static Set<Version> union(Set<Version> taken, Set<Version> fresh, Set<Version> now) {
    Set<Version> both = new TreeSet<>(taken);
    both.addAll(fresh);
    both.retainAll(now);
    return both;
  }

  private Set<Version> list() throws DeviceException {
    Set<Version> found = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FrameFolder::isImage)) {
      for (Path file : files) {
        addTo(found, file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new DeviceException(
          "cannot read the folder " + folder + " (" + e.getClass().getSimpleName() + ")",
          "make the folder, let the kiosk's user read it, or correct `device` in the config");
    }
    return found;
  }

  private static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"));
  }

  private static void addTo(Set<Version> found, Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        String name = String.valueOf(file.getFileName());
        found.add(new Version(name, attributes.size(), attributes.lastModifiedTime()));
      }
    } catch (IOException e) {
      // Gone since it was listed, which is no matter.
    }
  }
}
