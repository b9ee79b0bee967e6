package daka.config;

import java.nio.file.Path;

/// Which camera.
public sealed interface CameraDevice {

  /// One with a node of its own, as every USB camera has.
  ///
  /// @param path such as `/dev/video0`, best by its name under `/dev/v4l/by-id/`
  record Node(Path path) implements CameraDevice {}

  /// The Pi's own camera, written `csi:0`.
  ///
  /// @param number which of them, 0 to 3, as `rpicam-hello --list-cameras` counts them
  record Csi(int number) implements CameraDevice {}
}
