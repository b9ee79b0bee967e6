package daka.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import daka.linux.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tinylog.Logger;

/// Tells systemd how the service is, by the protocol of sd_notify(3). Does nothing where systemd
/// did not start the kiosk.
///
/// By hand, because the JDK has no datagram sockets of the Unix family. The first call links the C
/// library, which takes a few hundred milliseconds on a cold machine.
public final class Systemd {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MOST_PATH_BYTES = 107;

  private final Map<String, String> environment;
  private final byte[] address;
  private final AtomicBoolean complained = new AtomicBoolean();

  /// @param environment that of the process: `NOTIFY_SOCKET` and `WATCHDOG_USEC` matter
  public Systemd(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.address = environment.getOrDefault("NOTIFY_SOCKET", "").getBytes(StandardCharsets.UTF_8);
  }

  /// Taps are served from now on.
  public void ready() {
    send("READY=1");
  }

  /// The start takes longer, and is not to be taken for one that hangs: systemd gives it this much
  /// time from now on, or what is left of `TimeoutStartSec` if that is more.
  public void stillStarting(Duration time) {
    send("EXTEND_TIMEOUT_USEC=" + time.toNanos() / 1000);
  }

  /// All is well; to be said at least once in each [#watchdog] interval.
  public void alive() {
    send("WATCHDOG=1");
  }

  public void stopping() {
    send("STOPPING=1");
  }

  /// Shown by `systemctl status`.
  ///
  /// @param line one line for a person
  public void status(String line) {
    send("STATUS=" + line.replace('\n', ' '));
  }

  /// How long systemd waits for [#alive] before it kills the kiosk; empty if it does not.
  public Optional<Duration> watchdog() {
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    boolean meant = pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid()));
    return meant && micros.matches("[1-9]\\d{0,15}")
        ? Optional.of(Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1000L)))
        : Optional.empty();
  }

  private void send(String state) {
    if (address.length == 0) {
      return;
    }
    boolean sent =
        address.length <= MOST_PATH_BYTES && sent(state.getBytes(StandardCharsets.UTF_8));
    if (!sent && complained.compareAndSet(false, true)) {
      Logger.warn("Could not tell systemd {}: NOTIFY_SOCKET does not lead to it", state);
    }
  }

  private boolean sent(byte[] state) {
    try (Arena arena = Arena.ofConfined()) {
      int socket = (int) Calls.SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      if (socket < 0) {
        return false;
      }
      MemorySegment text = arena.allocateFrom(JAVA_BYTE, state);
      MemorySegment to = sockaddr(arena);
      long sent =
          (long)
              Calls.SENDTO.invokeExact(
                  socket, text, text.byteSize(), MSG_NOSIGNAL, to, (int) to.byteSize());
      int closed = (int) Calls.CLOSE.invokeExact(socket);
      return sent == text.byteSize() && closed == 0;
    } catch (Throwable e) {
      throw LibC.broken("sendto", e);
    }
  }

  /// `struct sockaddr_un`; a name that begins with `@` is in the abstract name space, where the
  /// first byte is 0.
  private MemorySegment sockaddr(Arena arena) {
    MemorySegment to = arena.allocate(Short.BYTES + address.length, 2);
    to.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(address, 0, to, JAVA_BYTE, Short.BYTES, address.length);
    if (address[0] == '@') {
      to.set(JAVA_BYTE, Short.BYTES, (byte) 0);
    }
    return to;
  }

  /// Linked only when there is a socket to send to.
  private static final class Calls {
    static final MethodHandle SOCKET =
        LibC.function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    static final MethodHandle SENDTO =
        LibC.function(
            "sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle CLOSE = LibC.function("close", JAVA_INT, JAVA_INT);
  }
}
