package daka.reader;

import daka.checkin.Fingerprint;
import daka.checkin.Fingerprints;
import daka.checkin.Scan;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.health.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The reader of kind `idcard`: a reader of residents' ID cards with a security module and a serial
/// port, as the police have them made (GA 450). What leaves it is the fingerprint of the number and
/// nothing else.
///
/// A card that is laid on it is presented once, however long it lies there, also if the reader is
/// lost meanwhile. One that cannot be read after some tries is told of as unreadable, as is one
/// that was taken away too soon.
public final class IdCardReader implements Reader {
  /// The speed of the modules as delivered, in baud.
  private static final int BAUD = 115_200;

  /// The modules want a rest of 300 ms between two looks for a card.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  private static final int TRIES = 3;
  private static final String UNREADABLE = "";

  private final String id;
  private final @Nullable String room;
  private final Path device;
  private final Fingerprints fingerprints;
  private final LongSupplier nanos;
  private final DeviceThread thread;
  private final SamAnswer answer = new SamAnswer();
  private final Sighting sighting;
  private int failures;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param device the tty, or a link to it
  /// @param fingerprints what the number of a card becomes a fingerprint by
  /// @param retry how long to wait before a device that is missing is tried again
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public IdCardReader(
      String id,
      @Nullable String room,
      Path device,
      Fingerprints fingerprints,
      Duration retry,
      LongSupplier nanos) {
    this.id = id;
    this.room = room;
    this.device = device;
    this.fingerprints = fingerprints;
    this.nanos = nanos;
    this.thread = DeviceThread.ofReader(id, retry);
    this.sighting = new Sighting(nanos);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void start(Scans desk) {
    Scans guarded = new GuardedScans(id, desk);
    thread.start(running -> look(running, guarded));
  }

  private void look(DeviceThread running, Scans desk) throws DeviceException, InterruptedException {
    try (Tty tty = Tty.open(device, BAUD, nanos)) {
      Sam sam = new Sam(running, device, tty, answer, nanos);
      while (!running.isClosing()) {
        look(running, sam, desk);
        running.pause(BETWEEN_LOOKS);
      }
    }
  }

  private void look(DeviceThread running, Sam sam, Scans desk) throws DeviceException {
    boolean found = sam.find();
    if (running.isClosing() || !sam.isAnswering()) {
      return;
    }
    running.working("reads ID cards at " + device);
    Fingerprint number = found ? sam.number(fingerprints) : null;
    if (number != null) {
      read(number, desk);
    } else if (found) {
      failed(desk);
    } else {
      none(desk);
    }
  }

  private void read(Fingerprint number, Scans desk) {
    failures = 0;
    if (sighting.isPresented(number.hex())) {
      desk.scan(new Scan(id, room, new Scan.Presented.IdCard(number)));
    }
  }

  private void failed(Scans desk) {
    failures++;
    if (failures < TRIES) {
      sighting.isPresented(null);
    } else if (sighting.isPresented(UNREADABLE)) {
      desk.unreadable(id);
    }
  }

  private void none(Scans desk) {
    boolean takenTooSoon = failures > 0 && failures < TRIES;
    failures = 0;
    if (!takenTooSoon) {
      sighting.isPresented(null);
    } else if (sighting.isPresented(UNREADABLE)) {
      desk.unreadable(id);
    }
  }

  @Override
  public Part health() {
    return thread.health();
  }

  @Override
  public void close() {
    thread.close();
  }
}
