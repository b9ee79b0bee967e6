package daka.reader.serial;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daka.reader.code.Codes;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A serial cable made of two pseudo-terminals: what is sent into one end arrives at the device. A
/// test is skipped where socat is not installed.
public final class Pty implements AutoCloseable {
  private static final String READY = "starting data transfer loop";

  private final Path device;
  private final Process socat;
  private final OutputStream wire;

  private Pty(Path device, Process socat, OutputStream wire) {
    this.device = device;
    this.socat = socat;
    this.wire = wire;
  }

  /// Plugs a cable in, so that the device is there. socat links it before it sets the terminal up,
  /// which would overwrite what a reader that was quick has set, so it is waited for.
  public static Pty plug(Path device) {
    assumeTrue(Codes.isInstalled("socat"), "socat is not installed");
    Path wire = device.resolveSibling(device.getFileName() + ".wire");
    try {
      Process socat =
          new ProcessBuilder(
                  "socat", "-dd", "PTY,raw,echo=0,link=" + wire, "PTY,raw,echo=0,link=" + device)
              .start();
      boolean ready = socat.errorReader().lines().anyMatch(line -> line.contains(READY));
      assertTrue(ready, "socat has ended");
      return new Pty(device, socat, new FileOutputStream(wire.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  public void send(byte[] bytes) {
    try {
      wire.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the device is told. Reading it ends with the cable.
  public InputStream told() {
    try {
      return new FileInputStream(device.resolveSibling(device.getFileName() + ".wire").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Pulls the cable out, as abruptly as a hand does, and waits until the device is gone.
  void unplug() {
    socat.destroyForcibly();
    try {
      socat.waitFor();
      wire.close();
      Files.deleteIfExists(device);
      Files.deleteIfExists(device.resolveSibling(device.getFileName() + ".wire"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    unplug();
  }
}
