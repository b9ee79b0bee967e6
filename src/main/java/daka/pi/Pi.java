package daka.pi;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The pins and buses of the Raspberry Pi, through Pi4J.
///
/// Making one costs nothing. Pi4J is loaded by the first thing that is opened, which takes 0.8 s to
/// 3 s on a Pi, on the thread that opens it. What fails is tried anew by the next opening, except a
/// native library, which Java tries once. Safe for use by several threads.
///
/// Pi4J's providers are set up one by one and not found by themselves, so that a pin that cannot be
/// used says why, and takes no bus with it.
public final class Pi implements AutoCloseable {
  private static final String NOT_A_PI =
      "Run the kiosk on a Raspberry Pi, or take what needs its pins and buses out of the config.";

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Opened> opened = ConcurrentHashMap.newKeySet();
  private @Nullable Context context;
  private @Nullable GpioDDigitalOutputProvider outputs;
  private @Nullable GpioDDigitalInputProvider inputs;
  private boolean closed;

  /// Opens a pin that is driven.
  ///
  /// @param pin as the chip numbers it (BCM), 0 to 27
  /// @param name what `gpioinfo` shows of who uses the pin
  /// @param rest the level it has from the first moment, and is given back when it is closed
  /// @throws PiException if this is no Pi, the pin is another program's, or it may not be used
  public OutputPin output(int pin, String name, Level rest) throws PiException {
    return open(
        "pin " + pin,
        context -> {
          GpioDDigitalOutputProvider provider = outputs;
          if (provider == null) {
            checkChips();
            provider = GpioDDigitalOutputProvider.newInstance();
            provider.initialize(context);
            outputs = provider;
          }
          return new Pi4jOutput(context, provider, pin, name, rest, opened::remove);
        });
  }

  /// Opens a pin that is listened to.
  ///
  /// @param pin as the chip numbers it (BCM), 0 to 27
  /// @param name what `gpioinfo` shows of who uses the pin
  /// @param debounce how long a level must stay before it counts
  /// @param listener told each level the pin has come to and stays at, on a thread of Pi4J's; must
  ///   neither wait nor fail
  /// @throws PiException if this is no Pi, the pin is another program's, or it may not be used
  public InputPin input(
      int pin, String name, InputPin.Pull pull, Duration debounce, Consumer<Level> listener)
      throws PiException {
    return open(
        "pin " + pin,
        context -> {
          GpioDDigitalInputProvider provider = inputs;
          if (provider == null) {
            checkChips();
            provider = GpioDDigitalInputProvider.newInstance();
            provider.initialize(context);
            inputs = provider;
          }
          return new Pi4jInput(
              context, provider, pin, name, pull, debounce, listener, opened::remove);
        });
  }

  /// Opens a channel of the pulse-width modulator. It is off then, also if a program that had it
  /// before was killed while it sounded.
  ///
  /// @param chip the number in `/sys/class/pwm/pwmchipN`
  /// @param channel of that chip
  /// @throws PiException if this is no Pi, the channel is not there, or it may not be used
  public Pwm pwm(int chip, int channel) throws PiException {
    return open(
        "PWM channel " + channel + " of chip " + chip,
        context -> Pi4jPwm.open(context, chip, channel, opened::remove));
  }

  /// Opens a connection to one device on an I²C bus. Whether a device answers is seen when it is
  /// first spoken to.
  ///
  /// @param bus the number in `/dev/i2c-N`
  /// @param address 7 bits, 0x08 to 0x77
  /// @throws PiException if this is no Pi, the bus is not there, or a driver of the kernel has the
  ///   address
  public I2cWire i2c(int bus, int address) throws PiException {
    return open(
        "I²C device 0x%02X on bus %d".formatted(address, bus),
        context -> Pi4jI2c.open(context, bus, address, opened::remove));
  }

  /// Opens a connection to one device on an SPI bus, in mode 0, most significant bit first.
  ///
  /// @param bus the first number in `/dev/spidevN.M`
  /// @param chipSelect the second
  /// @param hertz how fast the clock is at most
  /// @throws PiException if this is no Pi, or the bus is not there
  public SpiWire spi(int bus, int chipSelect, int hertz) throws PiException {
    return open(
        "SPI device " + chipSelect + " on bus " + bus,
        context -> Pi4jSpi.open(context, bus, chipSelect, hertz, opened::remove));
  }

  /// Whether the kernel leaves a pin as it is when the program that drove it is killed. It does on
  /// Raspberry Pi OS unless told otherwise by `dtparam=strict_gpiod`.
  public static boolean keepsOutputs() {
    return KeptOutputs.in(Path.of("/sys/module"));
  }

  private interface Making<T extends Opened> {
    T make(Context context) throws PiException;
  }

  private <T extends Opened> T open(String what, Making<T> making) throws PiException {
    lock.lock();
    try {
      if (closed) {
        throw new PiException(what + " is wanted of a kiosk that stops", "");
      }
      try {
        T made = making.make(context());
        opened.add(made);
        return made;
      } catch (RuntimeException | LinkageError e) {
        throw Failures.of(what, e);
      }
    } finally {
      lock.unlock();
    }
  }

  private Context context() throws PiException {
    Context made = context;
    if (made == null) {
      Natives.find();
      checkBoard();
      made = Pi4J.newContextBuilder().disableShutdownHook().build();
      context = made;
    }
    return made;
  }

  private static void checkBoard() throws PiException {
    if (!BoardInfoHelper.runningOnRaspberryPi()) {
      throw new PiException("this is no Raspberry Pi that Pi4J knows: " + model(), NOT_A_PI);
    }
  }

  private static String model() {
    try {
      return Files.readString(Path.of("/proc/device-tree/model")).replace("\0", "").strip();
    } catch (IOException e) {
      return "a machine with a processor of kind " + System.getProperty("os.arch");
    }
  }

  /// Pi4J looks into every chip, and fails if there is one that it may not look into.
  private static void checkChips() throws PiException {
    try (DirectoryStream<Path> chips = Files.newDirectoryStream(Path.of("/dev"), "gpiochip*")) {
      boolean any = false;
      for (Path chip : chips) {
        any = true;
        Failures.checkNode(chip, Failures.NO_CHIP);
      }
      if (!any) {
        throw new PiException("there is no /dev/gpiochip0", Failures.NO_CHIP);
      }
    } catch (IOException e) {
      throw new PiException(
          "looking for /dev/gpiochip0 failed: " + Failures.reason(e), Failures.NO_CHIP);
    }
  }

  /// Closes all that was opened, and lets go of Pi4J. A second time does nothing.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      List.copyOf(opened).forEach(Opened::close);
      Context made = context;
      if (made == null) {
        return;
      }
      made.shutdown();
      if (inputs != null) {
        inputs.shutdown(made);
      }
      if (outputs != null) {
        outputs.shutdown(made);
      }
      context = null;
    } finally {
      lock.unlock();
    }
  }
}
