package daka.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The functions of the C library that [Node] calls, with their numbers from the headers of Linux
/// for arm64 and x86-64, which agree on all of these. Linked when they are first needed.
final class NodeCalls {
  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int PROT_READ_WRITE = 3;
  static final int MAP_SHARED = 1;

  private static final short POLLIN = 1;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Linker.Option CAPTURED = Linker.Option.captureCallState("errno");

  static final MethodHandle OPEN = function("open", JAVA_INT, 2, ADDRESS, JAVA_INT);
  static final MethodHandle POLL = function("poll", JAVA_INT, 3, ADDRESS, JAVA_LONG, JAVA_INT);
  static final MethodHandle READ = function("read", JAVA_LONG, 3, JAVA_INT, ADDRESS, JAVA_LONG);
  static final MethodHandle IOCTL_POINTER =
      function("ioctl", JAVA_INT, 2, JAVA_INT, JAVA_LONG, ADDRESS);
  static final MethodHandle IOCTL_NUMBER =
      function("ioctl", JAVA_INT, 2, JAVA_INT, JAVA_LONG, JAVA_INT);
  static final MethodHandle MMAP =
      function("mmap", ADDRESS, 6, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);

  private static final MethodHandle MUNMAP = LibC.function("munmap", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = LibC.function("close", JAVA_INT, JAVA_INT);

  private NodeCalls() {}

  /// @param fixed how many arguments stand before the dots of its prototype
  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, MemoryLayout result, int fixed, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor descriptor = FunctionDescriptor.of(result, arguments);
    return fixed < arguments.length
        ? linker.downcallHandle(
            linker.defaultLookup().findOrThrow(name),
            descriptor,
            CAPTURED,
            Linker.Option.firstVariadicArg(fixed))
        : linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, CAPTURED);
  }

  /// A call that leaves its errno in the memory it is given.
  interface Call {
    long make(MemorySegment errno) throws Throwable;
  }

  /// Makes a call, again if a signal came between.
  ///
  /// @param doing with `on`, what the message of a refusal says
  /// @throws LinuxException if it answers -1
  static long answer(String doing, Object on, Call call) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      while (true) {
        long answer = call.make(state);
        if (answer != -1) {
          return answer;
        }
        int errno = (int) ERRNO.get(state, 0L);
        if (errno != Errno.EINTR) {
          throw new LinuxException(doing, on, errno);
        }
      }
    } catch (LinuxException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw LibC.broken(doing, e);
    }
  }

  /// `struct pollfd`: `fd`, `events`, `revents`.
  static MemorySegment pollForInput(Arena arena, int descriptor) {
    MemorySegment poll = arena.allocate(8, 4);
    poll.set(JAVA_INT, 0, descriptor);
    poll.set(JAVA_SHORT, 4, POLLIN);
    return poll;
  }

  @SuppressWarnings("restricted")
  static MemorySegment mapped(long address, long length, Arena until) {
    return MemorySegment.ofAddress(address).reinterpret(length, until, NodeCalls::unmap);
  }

  private static void unmap(MemorySegment memory) {
    try {
      int _ = (int) MUNMAP.invokeExact(memory, memory.byteSize());
    } catch (Throwable e) {
      throw LibC.broken("munmap", e);
    }
  }

  static void close(int descriptor) {
    try {
      int _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw LibC.broken("close", e);
    }
  }
}
