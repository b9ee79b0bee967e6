package daka.reader.camera;

import daka.device.DeviceException;
import daka.linux.LinuxException;
import daka.reader.camera.V4l2Node.Capability;
import daka.reader.camera.V4l2Node.Filled;
import daka.reader.camera.V4l2Node.Layout;
import daka.reader.camera.V4l2Node.Size;
import daka.reader.camera.VideoMode.Interval;
import daka.reader.image.Luminance;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A camera that Linux drives by V4L2, such as any USB camera. It fills buffers that are mapped
/// into this process and given back as soon as the luminance is out of them.
final class V4l2Camera implements FrameSource {
  /// One that is looked at, one that is filled, and two in case we are late.
  private static final int BUFFERS = 4;

  private static final Size SIZE = new Size(VideoMode.WIDTH, VideoMode.HEIGHT);
  private static final Interval INTERVAL = new Interval(1, VideoMode.RATE);

  private final Path device;
  private final V4l2Node node;
  private final List<MemorySegment> buffers;
  private final FrameBytes frames;
  private final String description;

  private V4l2Camera(
      Path device,
      V4l2Node node,
      List<MemorySegment> buffers,
      FrameBytes frames,
      String description) {
    this.device = device;
    this.node = node;
    this.buffers = buffers;
    this.frames = frames;
    this.description = description;
  }

  /// Opens a camera and has it send frames.
  ///
  /// @param formats those to choose from
  static V4l2Camera open(Path device, Set<PixelFormat> formats) throws DeviceException {
    V4l2Node node = node(device);
    try {
      return start(device, node, formats);
    } catch (LinuxException e) {
      node.close();
      throw V4l2Errors.using(device, e);
    } catch (DeviceException | RuntimeException | Error e) {
      node.close();
      throw e;
    }
  }

  private static V4l2Node node(Path device) throws DeviceException {
    try {
      return V4l2Node.open(device);
    } catch (LinuxException e) {
      throw V4l2Errors.using(device, e);
    }
  }

  private static V4l2Camera start(Path device, V4l2Node node, Set<PixelFormat> formats)
      throws DeviceException, LinuxException {
    Capability capability = node.capability();
    if (!capability.has(V4l2.CAP_VIDEO_CAPTURE) || !capability.has(V4l2.CAP_STREAMING)) {
      throw V4l2Errors.noPictures(device, capability.card());
    }
    VideoMode best = VideoMode.best(modes(node, formats));
    if (best == null) {
      throw V4l2Errors.noFormat(device, capability.card());
    }
    Layout layout = node.setFormat(best.format().fourcc(), new Size(best.width(), best.height()));
    if (layout.fourcc() != best.format().fourcc()) {
      throw V4l2Errors.noFormat(device, capability.card());
    }
    Interval interval = node.setInterval(best.interval() == null ? INTERVAL : best.interval());
    node.keepSpeed();
    VideoMode mode = new VideoMode(best.format(), layout.width(), layout.height(), interval);
    FrameBytes frames = frames(device, mode, layout.bytesPerLine());
    List<MemorySegment> buffers = node.map(BUFFERS);
    for (int i = 0; i < buffers.size(); i++) {
      node.queue(i);
    }
    node.streamOn();
    String description = mode + " from " + device + " (" + capability.card() + ")";
    return new V4l2Camera(device, node, buffers, frames, description);
  }

  private static List<VideoMode> modes(V4l2Node node, Set<PixelFormat> formats)
      throws LinuxException {
    List<Integer> offered = node.formats();
    List<VideoMode> modes = new ArrayList<>();
    for (PixelFormat format : formats) {
      if (offered.contains(format.fourcc())) {
        addModes(modes, node, format);
      }
    }
    return modes;
  }

  private static void addModes(List<VideoMode> modes, V4l2Node node, PixelFormat format)
      throws LinuxException {
    List<Size> sizes = node.sizes(format.fourcc(), SIZE);
    for (Size size : sizes.isEmpty() ? List.of(SIZE) : sizes) {
      List<Interval> intervals = node.intervals(format.fourcc(), size, INTERVAL);
      intervals.forEach(
          interval -> modes.add(new VideoMode(format, size.width(), size.height(), interval)));
      if (intervals.isEmpty()) {
        modes.add(new VideoMode(format, size.width(), size.height(), null));
      }
    }
  }

  private static FrameBytes frames(Path device, VideoMode mode, int bytesPerLine)
      throws DeviceException {
    try {
      return new FrameBytes(mode.format(), mode.width(), mode.height(), bytesPerLine);
    } catch (IllegalArgumentException e) {
      throw new DeviceException(
          device + " describes its pictures wrongly: " + e.getMessage(), "take another camera");
    }
  }

  @Override
  public @Nullable Luminance next(Duration patience) throws DeviceException {
    try {
      Filled newest = node.awaitFilled(patience) ? newest() : null;
      if (newest == null) {
        return null;
      }
      Luminance luminance =
          newest.damaged() ? null : frames.take(buffers.get(newest.index()), newest.used());
      node.queue(newest.index());
      return luminance;
    } catch (LinuxException e) {
      throw V4l2Errors.using(device, e);
    }
  }

  /// Takes what the driver has filled, and gives back all but the last.
  private @Nullable Filled newest() throws LinuxException, DeviceException {
    Filled newest = null;
    for (int i = 0; i < buffers.size(); i++) {
      Filled filled = node.dequeue();
      if (filled == null) {
        break;
      }
      if (filled.index() < 0 || filled.index() >= buffers.size()) {
        throw new DeviceException(
            device + " names buffer " + filled.index() + " of " + buffers.size(),
            "take another camera");
      }
      if (newest != null) {
        node.queue(newest.index());
      }
      newest = filled;
    }
    return newest;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String cure() {
    return "plug the camera in again, into a port of its own without a hub between";
  }

  @Override
  public void close() {
    try {
      node.streamOff();
    } catch (LinuxException e) {
      // It is gone, or will be now.
    } finally {
      node.close();
    }
  }
}
