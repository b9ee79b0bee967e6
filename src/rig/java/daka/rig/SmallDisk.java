package daka.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk in memory under a folder, small enough to be filled.
public final class SmallDisk implements AutoCloseable {
  private final Path folder;
  private final boolean mounted;

  /// Mounts it, if this program may.
  public SmallDisk(Path folder, int megabytes) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
  }

  public boolean isMounted() {
    return mounted;
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (mounted) {
      run("umount", folder.toString());
    }
  }
}
