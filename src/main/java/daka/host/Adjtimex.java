package daka.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import daka.linux.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Asks the kernel by adjtimex(2), changing nothing. Whoever sets the clock, be it timesyncd,
/// chrony or ntpd, tells the kernel so; the kernel forgets it when the last time is too old to
/// vouch for less than 16 s, which is after about nine hours.
public final class Adjtimex implements WallClock.Kernel {
  /// `struct timex` of 64-bit Linux, on x86-64 and arm64 alike: 208 bytes, `modes` first, 0 for
  /// "only asking", and `status` at byte 40.
  private static final int SIZE = 208;

  private static final int STATUS = 40;
  private static final int STA_UNSYNC = 0x0040;

  @Override
  public WallClock.Answer isSynchronised() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(SIZE, 8);
      if ((int) Call.ADJTIMEX.invokeExact(timex) < 0) {
        return WallClock.Answer.UNANSWERED;
      }
      boolean unsynchronised = (timex.get(JAVA_INT, STATUS) & STA_UNSYNC) != 0;
      return unsynchronised ? WallClock.Answer.NO : WallClock.Answer.YES;
    } catch (Throwable e) {
      throw LibC.broken("adjtimex", e);
    }
  }

  /// Linked when it is first called.
  private static final class Call {
    static final MethodHandle ADJTIMEX = LibC.function("adjtimex", JAVA_INT, ADDRESS);
  }
}
