package daka.reader.camera;

import daka.device.DeviceException;
import daka.linux.Errno;
import daka.linux.LinuxException;
import java.nio.file.Path;

/// What Linux says when a camera cannot be used, in words (errno(3), and the kernel's "Video for
/// Linux API").
final class V4l2Errors {
  private V4l2Errors() {}

  static DeviceException using(Path device, LinuxException e) {
    return switch (e.errno()) {
      case Errno.ENOENT ->
          new DeviceException(
              device + " is not there",
              "plug the camera in, or correct `device` in the config (see ls /dev/v4l/by-id)");
      case Errno.EACCES ->
          new DeviceException(
              "may not open " + device,
              "add the kiosk's user to the group that owns it, usually video");
      case Errno.EBUSY ->
          new DeviceException(device + " is in use by another program", "stop it (fuser names it)");
      case Errno.ENODEV, Errno.ENXIO, Errno.EIO ->
          new DeviceException(device + " was unplugged", "plug the camera in again");
      case Errno.ENOSPC ->
          new DeviceException(
              device + " needs more than its USB bus has left",
              "plug the camera into a port of its own, without a hub between");
      case Errno.ENOTTY, Errno.EISDIR -> notACamera(device);
      default ->
          new DeviceException(
              device + " cannot be used (" + e.getMessage() + ")", "plug the camera in again");
    };
  }

  static DeviceException notACamera(Path device) {
    return new DeviceException(
        device + " is not a camera", "correct `device` in the config (see ls /dev/v4l/by-id)");
  }

  /// One device may have several nodes, of which one sends pictures.
  static DeviceException noPictures(Path device, String card) {
    return new DeviceException(
        device + " (" + card + ") is no node that pictures are read from",
        "name another one of this camera in the config, usually that with -index0"
            + " (see ls /dev/v4l/by-id)");
  }

  static DeviceException noFormat(Path device, String card) {
    return new DeviceException(
        device + " (" + card + ") offers neither GREY nor YUYV nor MJPEG",
        "take another camera; the Pi's own is `device = \"csi:0\"`");
  }
}
