package daka.signal;

import daka.device.DeviceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder of `/sys/class/backlight`, as the kernel's `sysfs-class-backlight` describes it:
/// `max_brightness`, `brightness` from 0 to that, and `bl_power`, 0 for on and 4 for off.
public final class Backlight implements ScreenLight {
  /// FB_BLANK_UNBLANK and FB_BLANK_POWERDOWN.
  private static final int ON = 0;

  private static final int OFF = 4;

  /// Of the brightness there is, so that the screen can be read in the dark.
  private static final int DIM_PERCENT = 15;

  private final Path folder;
  private final int most;

  private Backlight(Path folder, int most) {
    this.folder = folder;
    this.most = most;
  }

  /// @param folder such as `/sys/class/backlight/10-0045`
  /// @throws DeviceException if it is no backlight, or may not be used
  public static Backlight open(Path folder) throws DeviceException {
    Path most = folder.resolve("max_brightness");
    try {
      return new Backlight(folder, Integer.parseInt(Files.readString(most).strip()));
    } catch (IOException | NumberFormatException e) {
      throw new DeviceException(
          most + " cannot be read",
          "Correct `backlight` in the config (ls /sys/class/backlight), or name the `output` of a"
              + " screen that has none.");
    }
  }

  @Override
  public void set(Brightness brightness) throws DeviceException {
    switch (brightness) {
      case OFF -> {
        write("bl_power", OFF);
        write("brightness", 0);
      }
      case DIM -> {
        write("brightness", Math.max(1, most * DIM_PERCENT / 100));
        write("bl_power", ON);
      }
      case BRIGHT -> {
        write("brightness", most);
        write("bl_power", ON);
      }
    }
  }

  private void write(String name, int value) throws DeviceException {
    Path file = folder.resolve(name);
    try {
      Files.writeString(file, Integer.toString(value));
    } catch (AccessDeniedException e) {
      throw new DeviceException(
          file + " may not be written",
          "Let the kiosk's user be in the group video and restart the kiosk;"
              + " firmware-config/apply sets this up.");
    } catch (IOException e) {
      throw new DeviceException(
          file + " cannot be written: " + e.getMessage(), "Look whether the screen is connected.");
    }
  }

  @Override
  public String where() {
    return folder.toString();
  }
}
