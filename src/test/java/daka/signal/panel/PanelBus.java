package daka.signal.panel;

import daka.pi.I2cWire;
import daka.pi.PiException;
import daka.pi.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// An I²C bus with one panel on it that may be unplugged, also in the middle of a transfer. Safe
/// for use by several threads.
public final class PanelBus implements Wire.Opening<I2cWire> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Chip chip;
  private final List<byte[]> transfers = new ArrayList<>();
  private boolean plugged = true;
  private int bytesLeft = Integer.MAX_VALUE;
  private int open;
  private Consumer<byte[]> before = _ -> {};

  public PanelBus(Chip chip) {
    this.chip = chip;
  }

  @Override
  public I2cWire open() {
    locked(() -> open++);
    return new I2cWire() {
      @Override
      public void write(byte[] bytes) throws PiException {
        before.accept(bytes);
        transfer(bytes);
      }

      @Override
      public void read(byte[] into) throws PiException {
        throw new PiException("a panel has nothing to say", "");
      }

      @Override
      public void close() {
        locked(() -> open--);
      }
    };
  }

  private void transfer(byte[] bytes) throws PiException {
    lock.lock();
    try {
      int taken = plugged ? Math.min(bytes.length, bytesLeft) : 0;
      bytesLeft -= taken;
      if (taken > 0) {
        chip.receive(Arrays.copyOf(bytes, taken));
      }
      if (taken < bytes.length) {
        plugged = false;
        throw new PiException("the panel does not answer", "Look at its cable.");
      }
      transfers.add(bytes.clone());
    } finally {
      lock.unlock();
    }
  }

  /// Runs with the bus held still.
  public void locked(Runnable run) {
    lock.lock();
    try {
      run.run();
    } finally {
      lock.unlock();
    }
  }

  /// Called on the thread that writes, before each transfer: to be slow in.
  public void beforeEach(Consumer<byte[]> before) {
    this.before = before;
  }

  public void unplug() {
    unplugAfter(0);
  }

  /// Pulls the plug once so many more bytes were sent.
  public void unplugAfter(int bytes) {
    locked(() -> bytesLeft = bytes);
  }

  /// The panel answers again, in whatever state it is.
  public void answerAgain() {
    locked(
        () -> {
          plugged = true;
          bytesLeft = Integer.MAX_VALUE;
        });
  }

  /// Gives the panel power again, whether or not anybody noticed that it was gone.
  public void plug() {
    locked(
        () -> {
          answerAgain();
          chip.powerOn();
        });
  }

  /// The transfers since this was asked last.
  public List<byte[]> transfers() {
    List<byte[]> taken = new ArrayList<>();
    locked(
        () -> {
          taken.addAll(transfers);
          transfers.clear();
        });
    return taken;
  }

  /// How many wires are open.
  public int openWires() {
    return open;
  }
}
