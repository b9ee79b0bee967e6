package daka.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// How much of its life the storage has used up, as far as Linux tells without being asked as root.
///
/// eMMC says it in steps of a tenth (JEDEC JESD84-B51, 7.4: `DEVICE_LIFE_TIME_EST_TYP_A`, `_B` and
/// `PRE_EOL_INFO`), UFS in the same words. SD cards keep it to themselves, and what NVMe and SATA
/// disks know of it is told to root alone (SMART).
public sealed interface StorageWear {

  /// What the storage is.
  enum Kind {
    EMMC,
    SD,
    UFS,
    NVME,
    /// A disk of SATA or on USB.
    SCSI,
    /// Memory, a network, or what a machine that is simulated has.
    OTHER
  }

  /// Which device of `/sys/block` it is, such as `mmcblk0`.
  String device();

  Kind kind();

  /// The storage tells.
  ///
  /// @param usedPercent how much of its life is used up at most, in steps of ten; above 100 if it
  ///   says that it has lived longer than it was made for
  /// @param spare how much of what it keeps in reserve is left, or [Spare#UNTOLD]
  record Told(String device, Kind kind, int usedPercent, Spare spare) implements StorageWear {
    /// Whether somebody should think of a new one.
    public boolean isWorn() {
      return usedPercent >= WORN || spare == Spare.LOW || spare == Spare.GONE;
    }
  }

  /// Nothing tells. A copy of the data is what protects then.
  record Untold(String device, Kind kind) implements StorageWear {}

  /// What is left of the blocks in reserve.
  enum Spare {
    UNTOLD,
    NORMAL,
    /// Four fifths are used up.
    LOW,
    /// Nine tenths are used up.
    GONE
  }

  /// From when on storage counts as worn, in percent of its life.
  int WORN = 90;

  /// Above this no life is left; see [Told#usedPercent()].
  int BEYOND = 110;

  /// What the storage under a file says.
  ///
  /// @param file such as the data folder
  static StorageWear of(Path file) {
    try {
      return of(Disk.of(file).name(), Path.of("/sys/block"));
    } catch (IOException e) {
      return new Untold("?", Kind.OTHER);
    }
  }

  /// @param device the name of a whole device
  /// @param blocks `/sys/block`
  static StorageWear of(String device, Path blocks) {
    Path folder = blocks.resolve(device).resolve("device");
    Kind kind = kind(device, folder);
    OptionalInt used =
        kind == Kind.UFS
            ? most(
                folder.resolve("../../../health_descriptor"),
                List.of("life_time_estimation_a", "life_time_estimation_b"))
            : most(folder, List.of("life_time"));
    return used.isPresent()
        ? new Told(device, kind, used.getAsInt(), spare(folder.resolve("pre_eol_info")))
        : new Untold(device, kind);
  }

  private static Kind kind(String device, Path folder) {
    if (device.startsWith("mmcblk")) {
      return text(folder.resolve("type")).equals("SD") ? Kind.SD : Kind.EMMC;
    }
    if (device.startsWith("nvme")) {
      return Kind.NVME;
    }
    if (!device.startsWith("sd")) {
      return Kind.OTHER;
    }
    return Files.isDirectory(folder.resolve("../../../health_descriptor")) ? Kind.UFS : Kind.SCSI;
  }

  /// The largest of the estimates: `0x01` is up to 10 %, `0x0A` up to 100 %, `0x0B` more; `0x00` is
  /// none.
  private static OptionalInt most(Path folder, List<String> files) {
    return files.stream()
        .flatMap(file -> List.of(text(folder.resolve(file)).split("\\s+")).stream())
        .mapToInt(StorageWear::number)
        .filter(estimate -> estimate >= 1 && estimate <= 0x0B)
        .map(estimate -> Math.min(estimate * 10, BEYOND))
        .max();
  }

  private static Spare spare(Path file) {
    return switch (number(text(file))) {
      case 1 -> Spare.NORMAL;
      case 2 -> Spare.LOW;
      case 3 -> Spare.GONE;
      default -> Spare.UNTOLD;
    };
  }

  /// @return -1 for what is no number
  private static int number(String text) {
    try {
      return Integer.decode(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
