package daka.reader.keyboard;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.linux.Errno;
import daka.linux.LinuxException;
import daka.linux.Node;
import daka.reader.DeviceReader;
import daka.reader.ScanReceiver;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The reader of kind `keyboard`: a scanner or card reader that types what it reads, through its
/// node of the kernel's evdev (Documentation/input/input.rst).
///
/// The device is grabbed, so that nothing it types reaches any other program, neither the console
/// nor the desktop: a crafted code could otherwise press Ctrl-Alt-Delete. What it typed before is
/// dropped.
public final class KeyboardReader extends DeviceReader {
  /// A scan ends when no key is pressed for as long as this.
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// `EVIOCGRAB`: `_IOW('E', 0x90, int)` of linux/input.h.
  private static final long GRAB = 0x4004_4590L;

  private static final int NAME_BYTES = 128;

  /// `EVIOCGNAME(128)`: `_IOC(_IOC_READ, 'E', 0x06, 128)`.
  private static final long NAME = 0x8000_4506L | NAME_BYTES << 16;

  /// `struct input_event` of 64-bit Linux: a time of 16 bytes, `type`, `code` and `value`.
  private static final int EVENT_BYTES = 24;

  private static final int TYPE = 16;
  private static final int CODE = 18;
  private static final int VALUE = 20;
  private static final int EVENTS = 64;

  private final @Nullable CardKind kind;
  private final Path device;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param kind what its payloads are; null if it reads several kinds
  /// @param device the event node, best by its name under `/dev/input/by-id/`
  /// @param retry how long to wait before a device that is missing is looked for again
  public KeyboardReader(
      String id, @Nullable String room, @Nullable CardKind kind, Path device, Duration retry) {
    super(id, room, retry);
    this.kind = kind;
    this.device = device;
  }

  @Override
  protected void use(DeviceThread running, ScanReceiver desk) throws DeviceException {
    Keystrokes keystrokes =
        new Keystrokes(
            text -> desk.scan(new Scan(id(), room(), kind, text)), () -> desk.unreadable(id()));
    try (Node node = open();
        Arena arena = Arena.ofConfined()) {
      String name = grab(node, arena);
      MemorySegment events = arena.allocate(EVENTS * EVENT_BYTES, Long.BYTES);
      discard(node, events);
      listen(running, node, events, keystrokes, "listens to " + device + ", which is " + name);
    } catch (LinuxException e) {
      throw lost(e);
    }
  }

  private Node open() throws DeviceException {
    try {
      return Node.open(device, Node.Access.READ);
    } catch (LinuxException e) {
      throw switch (e.errno()) {
        case Errno.ENOENT, Errno.ENODEV, Errno.ENXIO ->
            new DeviceException(
                device + " is not there",
                "plug the reader in, or name the right one of `ls /dev/input/by-id/` in the"
                    + " config");
        case Errno.EACCES ->
            new DeviceException(
                "may not open " + device, "add the kiosk's user to the group input");
        default -> new DeviceException(e.message(), "plug the reader in again");
      };
    }
  }

  private String grab(Node node, Arena arena) throws DeviceException {
    try {
      node.ioctl(GRAB, 1);
      MemorySegment name = arena.allocate(NAME_BYTES);
      int length = node.ioctl(NAME, name);
      byte[] bytes = name.asSlice(0, Math.clamp(length - 1, 0, NAME_BYTES)).toArray(JAVA_BYTE);
      return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    } catch (LinuxException e) {
      throw switch (e.errno()) {
        case Errno.EBUSY ->
            new DeviceException(device + " is held by another program", "stop it (fuser names it)");
        case Errno.ENOTTY, Errno.EINVAL ->
            new DeviceException(
                device + " is not an input device",
                "name one of `ls /dev/input/by-id/*-event-kbd` in the config");
        default -> lost(e);
      };
    }
  }

  /// Fetches what was typed before the grab, which others may have had too.
  private static void discard(Node node, MemorySegment events) throws LinuxException {
    while (node.awaitReadable(Duration.ZERO)) {
      node.read(events);
    }
  }

  private static void listen(
      DeviceThread running, Node node, MemorySegment events, Keystrokes keystrokes, String detail)
      throws LinuxException {
    while (!running.isClosing()) {
      if (node.awaitReadable(PAUSE)) {
        int count = node.read(events) / EVENT_BYTES;
        for (int i = 0; i < count; i++) {
          MemorySegment event = events.asSlice((long) i * EVENT_BYTES, EVENT_BYTES);
          keystrokes.accept(
              event.get(JAVA_SHORT, TYPE), event.get(JAVA_SHORT, CODE), event.get(JAVA_INT, VALUE));
        }
      } else {
        keystrokes.end();
      }
      if (keystrokes.isInStep()) {
        running.working(detail);
      }
    }
  }

  private DeviceException lost(LinuxException e) {
    return e.errno() == Errno.ENODEV
        ? new DeviceException(device + " was unplugged", "plug the reader in again")
        : new DeviceException(e.message(), "plug the reader in again");
  }
}
