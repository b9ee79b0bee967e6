package daka.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import daka.host.StorageWear.Kind;
import daka.host.StorageWear.Spare;
import daka.host.StorageWear.Told;
import daka.host.StorageWear.Untold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageWearTest {
  @TempDir Path blocks;

  private void says(String device, String file, String text) throws IOException {
    Path folder = Files.createDirectories(blocks.resolve(device).resolve("device"));
    Files.writeString(folder.resolve(file), text + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0x01 0x01, 0x01, 10,  NORMAL, false",
    "0x02 0x05, 0x01, 50,  NORMAL, false",
    "0x09 0x00, 0x01, 90,  NORMAL, true",
    "0x02 0x02, 0x02, 20,  LOW,    true",
    "0x0A 0x01, 0x03, 100, GONE,   true",
    "0x0b 0x01, '',   110, UNTOLD, true"
  })
  void emmc_tells_its_life_in_tenths(
      String life, String reserve, int percent, Spare spare, boolean worn) throws IOException {
    says("mmcblk0", "type", "MMC");
    says("mmcblk0", "life_time", life);
    says("mmcblk0", "pre_eol_info", reserve);
    Told told = assertInstanceOf(Told.class, StorageWear.of("mmcblk0", blocks));
    assertEquals(new Told("mmcblk0", Kind.EMMC, percent, spare), told);
    assertEquals(worn, told.isWorn());
  }

  @Test
  void an_sd_card_does_not_tell_and_no_more_is_made_of_it() throws IOException {
    says("mmcblk0", "type", "SD");
    assertEquals(new Untold("mmcblk0", Kind.SD), StorageWear.of("mmcblk0", blocks));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x00 0x00", "", "?", "0xFF 0x7FFFFFFFFF", "-1 12", "\u0000"})
  void what_is_no_estimate_is_none(String life) throws IOException {
    says("mmcblk0", "type", "MMC");
    says("mmcblk0", "life_time", life);
    assertEquals(new Untold("mmcblk0", Kind.EMMC), StorageWear.of("mmcblk0", blocks));
  }

  @Test
  void ufs_tells_beside_its_controller() throws IOException {
    Path host = blocks.resolve("host0");
    Files.createDirectories(host.resolve("health_descriptor"));
    Path device = Files.createDirectories(host.resolve("target0/0:0:0:0"));
    Files.writeString(host.resolve("health_descriptor/life_time_estimation_a"), "0x03\n");
    Files.writeString(host.resolve("health_descriptor/life_time_estimation_b"), "0x04\n");
    Files.createDirectories(blocks.resolve("sda"));
    Files.createSymbolicLink(
        blocks.resolve("sda/device"), Files.createDirectories(device.resolve("block")));
    assertEquals(new Told("sda", Kind.UFS, 40, Spare.UNTOLD), StorageWear.of("sda", blocks));
  }

  @Test
  void disks_that_tell_root_alone_are_named_for_what_they_are() {
    assertEquals(Kind.NVME, StorageWear.of("nvme0n1", blocks).kind());
    assertEquals(Kind.SCSI, StorageWear.of("sdb", blocks).kind());
    assertEquals(Kind.OTHER, StorageWear.of("vda", blocks).kind());
  }

  @Test
  void this_machine_is_answered_for_too() {
    assertFalse(StorageWear.of(Path.of("/proc/self")).device().isEmpty());
    assertFalse(StorageWear.of(blocks).device().isEmpty());
  }
}
