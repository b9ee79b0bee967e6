package daka.plugged;

import daka.linux.Errno;
import daka.linux.LinuxException;
import daka.linux.Node;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Asks which addresses of an I²C bus answer, as `i2cdetect -r` does: each is named to the kernel,
/// and one byte is read. Nothing is written.
///
/// Left alone are the addresses that the kiosk or a driver of the kernel has, and 0x69, where clock
/// chips are that a read holds up. Asked is only the bus at the pins of a Raspberry Pi (1) and what
/// the config names: others lead to screens, cameras and the memory of PCs.
public final class I2cScan {
  /// `I2C_SLAVE` of linux/i2c-dev.h.
  private static final long SLAVE = 0x0703;

  private static final int FIRST = 0x08;
  private static final int LAST = 0x77;
  private static final int CLOCKS = 0x69;
  private static final int AT_THE_PINS = 1;

  private final PluggedDevices machine;

  /// An address that something has already.
  ///
  /// @param by who
  public record Held(int address, String by) {}

  /// What came of it.
  public sealed interface Outcome {}

  /// @param answered addresses that nobody has and where something answers
  /// @param held those that were left alone
  public record Scanned(List<Integer> answered, List<Held> held) implements Outcome {}

  /// It was not done.
  ///
  /// @param cure what a person should do about it
  public record Refused(String detail, String cure) implements Outcome {}

  public I2cScan(PluggedDevices machine) {
    this.machine = machine;
  }

  /// @param bus the N of `/dev/i2c-N`
  /// @param named the buses that the config names
  /// @param inUse the addresses of this bus that the kiosk has, and what for
  public Outcome scan(int bus, Set<Integer> named, Collection<Held> inUse) {
    if (!named.contains(bus) && !(bus == AT_THE_PINS && machine.isPi())) {
      return new Refused(
          "bus " + bus + " is not at the pins of a Raspberry Pi",
          "only bus 1 of a Pi, and buses that the config names, are asked: others lead to screens,"
              + " cameras and memory");
    }
    List<Held> held = new ArrayList<>(inUse);
    held.addAll(machine.heldByKernel(bus));
    try (Node node = Node.open(machine.node(bus), Node.Access.READ_WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocate(1);
      return scan(held, address -> answers(node, address, one));
    } catch (LinuxException e) {
      return refused(e);
    }
  }

  /// Whether something answers at an address.
  interface Asking {
    boolean answers(int address) throws LinuxException;
  }

  static Scanned scan(List<Held> held, Asking asking) throws LinuxException {
    List<Integer> answered = new ArrayList<>();
    for (int address = FIRST; address <= LAST; address++) {
      int each = address;
      if (address != CLOCKS
          && held.stream().noneMatch(one -> one.address() == each)
          && asking.answers(address)) {
        answered.add(address);
      }
    }
    return new Scanned(List.copyOf(answered), List.copyOf(held));
  }

  private static boolean answers(Node node, int address, MemorySegment one) throws LinuxException {
    try {
      node.ioctl(SLAVE, address);
      return node.read(one) == 1;
    } catch (LinuxException e) {
      // Nobody answers (ENXIO, EREMOTEIO, EIO, ETIMEDOUT by driver), or a driver has it (EBUSY).
      if (e.errno() == Errno.ENODEV) {
        throw e;
      }
      return false;
    }
  }

  private static Refused refused(LinuxException e) {
    return switch (e.errno()) {
      case Errno.ENOENT, Errno.ENODEV, Errno.ENXIO ->
          new Refused(
              "there is no such bus (" + e.message() + ")",
              "switch it on: firmware-config/apply does this, and restart the Pi");
      case Errno.EACCES ->
          new Refused(e.message(), "let the kiosk's user be in the group i2c and restart it");
      default -> new Refused(e.message(), "try again, and look at the wiring if this stays");
    };
  }
}
