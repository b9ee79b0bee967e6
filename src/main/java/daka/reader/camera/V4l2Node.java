package daka.reader.camera;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import daka.linux.Errno;
import daka.linux.LinuxException;
import daka.linux.Node;
import daka.reader.camera.VideoMode.Interval;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The node of a video device, asked in the words of V4L2. Whatever a driver answers is taken for a
/// number, not for the truth. For one thread.
final class V4l2Node implements AutoCloseable {
  /// More of anything than a device has, so that one that has no end is not counted for ever.
  private static final int MANY = 128;

  private final Node node;
  private final Arena memory = Arena.ofConfined();
  private final MemorySegment argument = memory.allocate(V4l2.ARGUMENT, Long.BYTES);

  /// What a device says of itself.
  ///
  /// @param card its name, as it wants to be called
  /// @param flags what it can do: `V4L2_CAP_…`
  record Capability(String card, int flags) {
    boolean has(int flag) {
      return (flags & flag) != 0;
    }
  }

  /// The size of a frame.
  record Size(int width, int height) {}

  /// The frames that a device was made to send.
  ///
  /// @param bytesPerLine from the start of a row to the start of the next
  record Layout(int fourcc, int width, int height, int bytesPerLine) {}

  /// A buffer that the driver has filled.
  ///
  /// @param used bytes that it says it has filled
  /// @param damaged whether it says that data was lost
  record Filled(int index, long used, boolean damaged) {}

  private V4l2Node(Node node) {
    this.node = node;
  }

  static V4l2Node open(Path device) throws LinuxException {
    return new V4l2Node(Node.open(device, Node.Access.READ_WRITE));
  }

  Capability capability() throws LinuxException {
    MemorySegment it = blank();
    node.ioctl(V4l2.QUERYCAP, it);
    int all = it.get(JAVA_INT, V4l2.CAPABILITY_CAPABILITIES);
    int own =
        (all & V4l2.CAP_DEVICE_CAPS) != 0 ? it.get(JAVA_INT, V4l2.CAPABILITY_DEVICE_CAPS) : all;
    return new Capability(
        text(it.asSlice(V4l2.CAPABILITY_CARD, V4l2.CAPABILITY_CARD_SIZE).toArray(JAVA_BYTE)), own);
  }

  /// What a device names itself by, without what is not printable.
  private static String text(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?").strip();
  }

  /// The pixel formats on offer, by their four characters.
  List<Integer> formats() throws LinuxException {
    List<Integer> formats = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      MemorySegment it = blank();
      it.set(JAVA_INT, V4l2.FMTDESC_INDEX, i);
      it.set(JAVA_INT, V4l2.FMTDESC_TYPE, V4l2.BUF_TYPE_VIDEO_CAPTURE);
      if (!exists(V4l2.ENUM_FMT, it)) {
        break;
      }
      formats.add(it.get(JAVA_INT, V4l2.FMTDESC_PIXELFORMAT));
    }
    return formats;
  }

  /// The sizes on offer in a format; of a range of sizes, the one that comes next to what is
  /// wanted. None if the driver does not say.
  List<Size> sizes(int fourcc, Size wanted) throws LinuxException {
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      MemorySegment it = blank();
      it.set(JAVA_INT, V4l2.FRMSIZE_INDEX, i);
      it.set(JAVA_INT, V4l2.FRMSIZE_PIXEL_FORMAT, fourcc);
      if (!exists(V4l2.ENUM_FRAMESIZES, it)) {
        break;
      }
      int width = it.get(JAVA_INT, V4l2.FRMSIZE_WIDTH);
      if (it.get(JAVA_INT, V4l2.FRMSIZE_TYPE) == V4l2.TYPE_DISCRETE) {
        sizes.add(new Size(width, it.get(JAVA_INT, V4l2.FRMSIZE_HEIGHT)));
      } else {
        int widest = it.get(JAVA_INT, V4l2.FRMSIZE_MAX_WIDTH);
        int lowest = it.get(JAVA_INT, V4l2.FRMSIZE_MIN_HEIGHT);
        int highest = it.get(JAVA_INT, V4l2.FRMSIZE_MAX_HEIGHT);
        sizes.add(
            new Size(
                Math.max(width, Math.min(wanted.width(), widest)),
                Math.max(lowest, Math.min(wanted.height(), highest))));
        break;
      }
    }
    return sizes;
  }

  /// The times from frame to frame on offer; of a range of times, the one that comes next to what
  /// is wanted. None if the driver does not say.
  List<Interval> intervals(int fourcc, Size size, Interval wanted) throws LinuxException {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      MemorySegment it = blank();
      it.set(JAVA_INT, V4l2.FRMIVAL_INDEX, i);
      it.set(JAVA_INT, V4l2.FRMIVAL_PIXEL_FORMAT, fourcc);
      it.set(JAVA_INT, V4l2.FRMIVAL_WIDTH, size.width());
      it.set(JAVA_INT, V4l2.FRMIVAL_HEIGHT, size.height());
      if (!exists(V4l2.ENUM_FRAMEINTERVALS, it)) {
        break;
      }
      Interval interval = interval(it, V4l2.FRMIVAL_INTERVAL);
      if (it.get(JAVA_INT, V4l2.FRMIVAL_TYPE) == V4l2.TYPE_DISCRETE) {
        intervals.add(interval);
      } else {
        Interval longest = interval(it, V4l2.FRMIVAL_LONGEST);
        boolean tooShort = wanted.compareTo(interval) < 0;
        intervals.add(tooShort ? interval : wanted.compareTo(longest) > 0 ? longest : wanted);
        break;
      }
    }
    intervals.removeIf(interval -> !interval.isSound());
    return intervals;
  }

  private static Interval interval(MemorySegment it, int at) {
    return new Interval(it.get(JAVA_INT, at), it.get(JAVA_INT, at + Integer.BYTES));
  }

  /// Sets size and format.
  ///
  /// @return what the device made of it
  Layout setFormat(int fourcc, Size size) throws LinuxException {
    MemorySegment it = blank();
    it.set(JAVA_INT, V4l2.FORMAT_TYPE, V4l2.BUF_TYPE_VIDEO_CAPTURE);
    it.set(JAVA_INT, V4l2.FORMAT_WIDTH, size.width());
    it.set(JAVA_INT, V4l2.FORMAT_HEIGHT, size.height());
    it.set(JAVA_INT, V4l2.FORMAT_PIXELFORMAT, fourcc);
    it.set(JAVA_INT, V4l2.FORMAT_FIELD, V4l2.FIELD_NONE);
    node.ioctl(V4l2.S_FMT, it);
    return new Layout(
        it.get(JAVA_INT, V4l2.FORMAT_PIXELFORMAT),
        it.get(JAVA_INT, V4l2.FORMAT_WIDTH),
        it.get(JAVA_INT, V4l2.FORMAT_HEIGHT),
        it.get(JAVA_INT, V4l2.FORMAT_BYTESPERLINE));
  }

  /// Sets the time from frame to frame.
  ///
  /// @return what the device made of it; null if its speed is its own affair
  @Nullable Interval setInterval(Interval interval) throws LinuxException {
    MemorySegment it = blank();
    it.set(JAVA_INT, V4l2.PARM_TYPE, V4l2.BUF_TYPE_VIDEO_CAPTURE);
    it.set(JAVA_INT, V4l2.PARM_TIMEPERFRAME, interval.numerator());
    it.set(JAVA_INT, V4l2.PARM_TIMEPERFRAME + Integer.BYTES, interval.denominator());
    if (!exists(V4l2.S_PARM, it)
        || (it.get(JAVA_INT, V4l2.PARM_CAPABILITY) & V4l2.CAP_TIMEPERFRAME) == 0) {
      return null;
    }
    Interval set = interval(it, V4l2.PARM_TIMEPERFRAME);
    return set.isSound() ? set : null;
  }

  /// Has the camera keep its speed when it is dark, if it can be told to. Otherwise many send fewer
  /// frames, exposed for so long that a code in a hand is blurred.
  void keepSpeed() throws LinuxException {
    MemorySegment it = blank();
    it.set(JAVA_INT, V4l2.CONTROL_ID, V4l2.CID_EXPOSURE_AUTO_PRIORITY);
    it.set(JAVA_INT, V4l2.CONTROL_VALUE, 0);
    exists(V4l2.S_CTRL, it);
  }

  /// Has the driver make buffers, and maps them.
  ///
  /// @return as many as it made
  List<MemorySegment> map(int wanted) throws LinuxException {
    MemorySegment it = blank();
    it.set(JAVA_INT, V4l2.REQUEST_COUNT, wanted);
    it.set(JAVA_INT, V4l2.REQUEST_TYPE, V4l2.BUF_TYPE_VIDEO_CAPTURE);
    it.set(JAVA_INT, V4l2.REQUEST_MEMORY, V4l2.MEMORY_MMAP);
    node.ioctl(V4l2.REQBUFS, it);
    int count = Math.min(it.get(JAVA_INT, V4l2.REQUEST_COUNT), MANY);
    List<MemorySegment> buffers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MemorySegment buffer = buffer(i);
      node.ioctl(V4l2.QUERYBUF, buffer);
      buffers.add(
          node.map(
              Integer.toUnsignedLong(buffer.get(JAVA_INT, V4l2.BUFFER_OFFSET)),
              Integer.toUnsignedLong(buffer.get(JAVA_INT, V4l2.BUFFER_LENGTH)),
              memory));
    }
    return buffers;
  }

  /// Gives a buffer to the driver to be filled.
  void queue(int index) throws LinuxException {
    node.ioctl(V4l2.QBUF, buffer(index));
  }

  /// Takes a buffer that is filled.
  ///
  /// @return null if there is none
  @Nullable Filled dequeue() throws LinuxException {
    MemorySegment it = buffer(0);
    try {
      node.ioctl(V4l2.DQBUF, it);
    } catch (LinuxException e) {
      if (e.errno() == Errno.EAGAIN) {
        return null;
      }
      throw e;
    }
    return new Filled(
        it.get(JAVA_INT, V4l2.BUFFER_INDEX),
        Integer.toUnsignedLong(it.get(JAVA_INT, V4l2.BUFFER_BYTESUSED)),
        (it.get(JAVA_INT, V4l2.BUFFER_FLAGS) & V4l2.BUF_FLAG_ERROR) != 0);
  }

  private MemorySegment buffer(int index) {
    MemorySegment it = blank();
    it.set(JAVA_INT, V4l2.BUFFER_INDEX, index);
    it.set(JAVA_INT, V4l2.BUFFER_TYPE, V4l2.BUF_TYPE_VIDEO_CAPTURE);
    it.set(JAVA_INT, V4l2.BUFFER_MEMORY, V4l2.MEMORY_MMAP);
    return it;
  }

  void streamOn() throws LinuxException {
    stream(V4l2.STREAMON);
  }

  void streamOff() throws LinuxException {
    stream(V4l2.STREAMOFF);
  }

  private void stream(long request) throws LinuxException {
    MemorySegment it = blank();
    it.set(JAVA_INT, 0, V4l2.BUF_TYPE_VIDEO_CAPTURE);
    node.ioctl(request, it);
  }

  boolean awaitFilled(Duration patience) throws LinuxException {
    return node.awaitReadable(patience);
  }

  private MemorySegment blank() {
    return argument.fill((byte) 0);
  }

  /// Asks for what a device may not have.
  private boolean exists(long request, MemorySegment it) throws LinuxException {
    try {
      node.ioctl(request, it);
      return true;
    } catch (LinuxException e) {
      if (e.errno() == Errno.EINVAL || e.errno() == Errno.ENOTTY) {
        return false;
      }
      throw e;
    }
  }

  /// Unmaps the buffers and closes the node.
  @Override
  public void close() {
    memory.close();
    node.close();
  }
}
