package daka.reader.camera;

import daka.device.DeviceException;
import daka.reader.image.Luminance;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A camera that is open and sends frames. For one thread.
sealed interface FrameSource extends AutoCloseable permits V4l2Camera, RpicamCamera {

  /// Opens a camera.
  interface Opener {
    /// @throws DeviceException if it is missing, is none, or is taken
    FrameSource open() throws DeviceException;
  }

  /// Waits for the next frame. Of several that are waiting it is the newest.
  ///
  /// @return its luminance, which lasts until the next call; null if no whole frame has come yet
  /// @throws DeviceException if the camera is lost
  @Nullable Luminance next(Duration patience) throws DeviceException;

  /// Which camera it is, and how it is run.
  String description();

  /// What a person should do if it sends nothing.
  String cure();

  /// Lets go of the camera.
  @Override
  void close();
}
