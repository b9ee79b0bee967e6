package daka.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which piece of hardware a file is on: an SD card with its partitions, a USB stick, or memory.
///
/// @param name `/sys/class/block`'s name of the whole device, such as `mmcblk0`; for what is on no
///   such device, like memory or a network, the number Linux has for it
public record Disk(String name) {

  /// @throws IOException if there is no such file
  public static Disk of(Path file) throws IOException {
    return of(file, Path.of("/sys/dev/block"));
  }

  static Disk of(Path file, Path devices) throws IOException {
    long number = (long) Files.getAttribute(file, "unix:dev");
    String id = major(number) + ":" + minor(number);
    Path device = devices.resolve(id);
    if (!Files.exists(device)) {
      return new Disk(id);
    }
    Path real = device.toRealPath();
    Path whole = Files.exists(real.resolve("partition")) ? real.getParent() : real;
    return new Disk(String.valueOf(whole == null ? real : whole.getFileName()));
  }

  /// As in sysmacros.h of glibc.
  private static long major(long number) {
    return ((number >>> 8) & 0xfff) | ((number >>> 32) & ~0xfffL);
  }

  private static long minor(long number) {
    return (number & 0xff) | ((number >>> 12) & ~0xffL);
  }
}
