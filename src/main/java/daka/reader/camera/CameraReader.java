package daka.reader.camera;

import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.reader.DeviceReader;
import daka.reader.HeldCode;
import daka.reader.ScanReceiver;
import daka.reader.code.CodeFinder;
import daka.reader.code.ReadCode;
import daka.reader.code.Symbology;
import daka.reader.image.Luminance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The reader of kind `camera`: a camera that looks for codes in each of its frames.
///
/// A code is one scan for as long as it is in view ([HeldCode]). Light that is wrong is told by
/// [#health()], with the reason [#DARK] or [#GLARE].
public final class CameraReader extends DeviceReader {
  /// The reason of a warning that there is too little light to read a code.
  public static final String DARK = "dark";

  /// The reason of a warning that there is too much light.
  public static final String GLARE = "glare";

  /// A camera that sends nothing for so long is opened again.
  static final Duration STALL = Duration.ofSeconds(5);

  private static final Duration GLANCE = Duration.ofMillis(200);

  private final FrameSource.Opener opener;
  private final LongSupplier nanos;
  private final CodeFinder codes;
  private final HeldCode sighting;
  private final LightMeter meter = new LightMeter();

  CameraReader(
      String id,
      @Nullable String room,
      FrameSource.Opener opener,
      Set<Symbology> codes,
      Duration retry,
      LongSupplier nanos) {
    super(id, room, retry);
    this.opener = opener;
    this.codes = new CodeFinder(codes);
    this.nanos = nanos;
    this.sighting = new HeldCode(nanos);
  }

  /// A camera that Linux drives by V4L2, such as any USB camera.
  ///
  /// @param id the id of the reader in the config
  /// @param room the room it looks at, or null
  /// @param device its node, or a link to it
  /// @param codes what is looked for
  /// @param retry how long to wait before a camera that is missing is tried again
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public static CameraReader at(
      Path device,
      String id,
      @Nullable String room,
      Set<Symbology> codes,
      Duration retry,
      LongSupplier nanos) {
    EnumSet<PixelFormat> formats = EnumSet.allOf(PixelFormat.class);
    return new CameraReader(id, room, () -> V4l2Camera.open(device, formats), codes, retry, nanos);
  }

  /// The Pi's own camera, by `rpicam-vid`, which is looked for in `PATH`.
  ///
  /// @param camera which of the Pi's, from 0, as `rpicam-hello --list-cameras` counts them; for the
  ///   rest see [#at]
  public static CameraReader ofPi(
      int camera,
      String id,
      @Nullable String room,
      Set<Symbology> codes,
      Duration retry,
      LongSupplier nanos) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return new CameraReader(
        id,
        room,
        () -> RpicamCamera.open(camera, path, RpicamCamera.Size.USUAL),
        codes,
        retry,
        nanos);
  }

  @Override
  protected void use(DeviceThread running, ScanReceiver desk) throws DeviceException {
    try (FrameSource camera = opener.open()) {
      long last = nanos.getAsLong();
      while (!running.isClosing()) {
        Luminance frame = camera.next(GLANCE);
        long now = nanos.getAsLong();
        if (frame != null) {
          last = now;
          boolean read = look(frame, desk);
          tell(running, camera, meter.take(frame, read, now));
        } else if (now - last > STALL.toNanos()) {
          throw new DeviceException(
              "no whole picture has come for %d s: %s"
                  .formatted(STALL.toSeconds(), camera.description()),
              camera.cure());
        }
      }
    }
  }

  private boolean look(Luminance frame, ScanReceiver desk) {
    ReadCode code = codes.next(frame);
    if (sighting.isPresented(code == null ? null : code.seen()) && code != null) {
      code.present(id(), room(), desk);
    }
    return code != null;
  }

  private static void tell(DeviceThread running, FrameSource camera, CameraLight light) {
    switch (light) {
      case RIGHT -> running.working("looks at " + camera.description());
      case DARK ->
          running.doubtful(
              DARK,
              "it is too dark to read a code: " + camera.description(),
              "switch a light on, or take away what covers the camera");
      case GLARE ->
          running.doubtful(
              GLARE,
              "it is too bright to read a code: " + camera.description(),
              "turn the camera away from the window or the lamp, or shade it");
    }
  }
}
