package daka.reader.idcard;

import daka.checkin.CardDigest;
import daka.checkin.CardDigests;
import daka.checkin.Scan;
import daka.device.DeviceException;
import daka.device.DeviceThread;
import daka.reader.DeviceReader;
import daka.reader.HeldCode;
import daka.reader.ScanReceiver;
import daka.reader.serial.Tty;
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
public final class IdCardReader extends DeviceReader {
  /// The speed of the modules as delivered, in baud.
  private static final int BAUD = 115_200;

  /// The modules want a rest of 300 ms between two looks for a card.
  public static final Duration REST = Duration.ofMillis(300);

  private static final int TRIES = 3;
  private static final String UNREADABLE = "";

  private final Path device;
  private final CardDigests fingerprints;
  private final Duration rest;
  private final LongSupplier nanos;
  private final SamAnswer answer = new SamAnswer();
  private final HeldCode sighting;
  private int failures;

  /// @param id the id of the reader in the config
  /// @param room the room it stands in, or null
  /// @param device the tty, or a link to it
  /// @param fingerprints what the number of a card becomes a fingerprint by
  /// @param retry how long to wait before a device that is missing is tried again
  /// @param rest how long to wait between two looks for a card: [#REST]
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public IdCardReader(
      String id,
      @Nullable String room,
      Path device,
      CardDigests fingerprints,
      Duration retry,
      Duration rest,
      LongSupplier nanos) {
    super(id, room, retry);
    this.device = device;
    this.fingerprints = fingerprints;
    this.rest = rest;
    this.nanos = nanos;
    this.sighting = new HeldCode(nanos);
  }

  @Override
  protected void use(DeviceThread running, ScanReceiver desk)
      throws DeviceException, InterruptedException {
    try (Tty tty = Tty.open(device, BAUD, nanos)) {
      Sam sam = new Sam(running, device, tty, answer, nanos);
      while (!running.isClosing()) {
        look(running, sam, desk);
        running.pause(rest);
      }
    }
  }

  private void look(DeviceThread running, Sam sam, ScanReceiver desk) throws DeviceException {
    boolean found = sam.find();
    if (running.isClosing() || !sam.isAnswering()) {
      return;
    }
    running.working("reads ID cards at " + device);
    CardDigest number = found ? sam.number(fingerprints) : null;
    if (number != null) {
      read(number, desk);
    } else if (found) {
      failed(desk);
    } else {
      none(desk);
    }
  }

  private void read(CardDigest number, ScanReceiver desk) {
    failures = 0;
    if (sighting.isPresented(number.hex())) {
      desk.scan(new Scan(id(), room(), new Scan.Presented.IdCard(number)));
    }
  }

  private void failed(ScanReceiver desk) {
    failures++;
    if (failures < TRIES) {
      sighting.isPresented(null);
    } else if (sighting.isPresented(UNREADABLE)) {
      desk.unreadable(id());
    }
  }

  private void none(ScanReceiver desk) {
    boolean takenTooSoon = failures > 0 && failures < TRIES;
    failures = 0;
    if (!takenTooSoon) {
      sighting.isPresented(null);
    } else if (sighting.isPresented(UNREADABLE)) {
      desk.unreadable(id());
    }
  }
}
