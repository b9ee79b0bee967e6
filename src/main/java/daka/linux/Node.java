package daka.linux;

import static daka.linux.NodeCalls.answer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;

/// A device node that is open. Reads never block: [#awaitReadable] waits for what is to be read.
///
/// For one thread. What was mapped by [#map] must not be touched once the node is closed.
public final class Node implements AutoCloseable {
  /// What the node is opened for.
  public enum Access {
    READ,
    READ_WRITE
  }

  private final Path path;
  private final int descriptor;
  private boolean open = true;

  private Node(Path path, int descriptor) {
    this.path = path;
    this.descriptor = descriptor;
  }

  /// Opens a node (open(2)), so that programs started later do not inherit it.
  ///
  /// @throws LinuxException if the kernel refuses
  public static Node open(Path path, Access access) throws LinuxException {
    int mode = access == Access.READ ? NodeCalls.O_RDONLY : NodeCalls.O_RDWR;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toAbsolutePath().toString());
      int flags = mode | NodeCalls.O_NONBLOCK | NodeCalls.O_CLOEXEC;
      long descriptor =
          answer("opening", path, errno -> (int) NodeCalls.OPEN.invokeExact(errno, name, flags));
      return new Node(path, (int) descriptor);
    }
  }

  /// Waits until there is something to read, or the device is gone: the next read says which
  /// (poll(2)).
  ///
  /// @return false if nothing came in that time
  /// @throws LinuxException if the kernel refuses to wait
  public boolean awaitReadable(Duration patience) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = NodeCalls.pollForInput(arena, descriptor);
      int millis = (int) Math.min(Integer.MAX_VALUE, patience.toMillis());
      long ready =
          answer(
              "waiting for",
              path,
              errno -> (int) NodeCalls.POLL.invokeExact(errno, poll, 1L, millis));
      return ready > 0;
    }
  }

  /// Reads what there is (read(2)).
  ///
  /// @param into native memory, filled from its beginning
  /// @return how many bytes; 0 at the end of what there ever will be
  /// @throws LinuxException with [Errno#EAGAIN] if there is nothing now, [Errno#ENODEV] or
  ///   [Errno#EIO] if the device is gone, or another number
  public int read(MemorySegment into) throws LinuxException {
    long size = into.byteSize();
    return (int)
        answer(
            "reading",
            path,
            errno -> (long) NodeCalls.READ.invokeExact(errno, descriptor, into, size));
  }

  /// Asks the driver for something of its own (ioctl(2)).
  ///
  /// @param argument native memory that the driver reads or fills
  /// @return what the driver answers
  /// @throws LinuxException if the driver refuses
  public int ioctl(long request, MemorySegment argument) throws LinuxException {
    return (int)
        answer(
            "asking",
            path,
            errno ->
                (int) NodeCalls.IOCTL_POINTER.invokeExact(errno, descriptor, request, argument));
  }

  /// The same, where the argument is a number and no address.
  ///
  /// @throws LinuxException if the driver refuses
  public int ioctl(long request, int argument) throws LinuxException {
    return (int)
        answer(
            "asking",
            path,
            errno ->
                (int) NodeCalls.IOCTL_NUMBER.invokeExact(errno, descriptor, request, argument));
  }

  /// Maps memory of the device, to be read and written (mmap(2)).
  ///
  /// @param until when it ends, the memory is unmapped
  /// @throws LinuxException if the kernel refuses
  public MemorySegment map(long offset, long length, Arena until) throws LinuxException {
    long address =
        answer(
            "mapping",
            path,
            errno ->
                ((MemorySegment)
                        NodeCalls.MMAP.invokeExact(
                            errno,
                            MemorySegment.NULL,
                            length,
                            NodeCalls.PROT_READ_WRITE,
                            NodeCalls.MAP_SHARED,
                            descriptor,
                            offset))
                    .address());
    return NodeCalls.mapped(address, length, until);
  }

  /// Lets go of the device. A second time does nothing.
  @Override
  public void close() {
    if (open) {
      open = false;
      NodeCalls.close(descriptor);
    }
  }
}
