package daka.reader.pn532;

import daka.device.DeviceException;
import daka.pi.PiException;
import daka.reader.card.ChipWait;
import daka.reader.card.Tag;
import daka.reader.card.TagLostException;
import daka.reader.card.TypeA;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// An NXP PN532, by the commands of NXP's UM0701-02, chapter 7.
///
/// For one thread.
final class Pn532 {
  private static final byte GET_FIRMWARE_VERSION = 0x02;
  private static final byte SAM_CONFIGURATION = 0x14;
  private static final byte NORMAL_MODE = 0x01;
  private static final byte RF_CONFIGURATION = 0x32;
  private static final byte MAX_RETRIES = 0x05;
  private static final byte AS_DELIVERED_ATR = (byte) 0xFF;
  private static final byte AS_DELIVERED_PSL = 0x01;
  private static final byte ONE_MORE_LOOK = 0x01;
  private static final byte IN_DATA_EXCHANGE = 0x40;
  private static final byte IN_LIST_PASSIVE_TARGET = 0x4A;
  private static final byte IN_RELEASE = 0x52;
  private static final byte ONE_TARGET = 0x01;
  private static final byte ALL_TARGETS = 0x00;
  private static final byte TYPE_A = 0x00;
  private static final byte TYPE_B = 0x03;
  private static final byte ALL_FAMILIES = 0x00;
  private static final int IC = 0x32;

  /// The most that an answer holds of what we ask for.
  private static final int MOST_DATA = 72;

  private static final int FEW_DATA = 8;
  private static final int TRIES = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  /// The chip confirms a command within 15 ms (6.2.1.3).
  private static final Duration CONFIRMED_WITHIN = Duration.ofMillis(100);

  private static final Duration ANSWERED_WITHIN = Duration.ofMillis(300);

  /// A card may plead for more time.
  private static final Duration CARD_ANSWERS_WITHIN = Duration.ofSeconds(1);

  private final Pn532Link link;
  private final String device;
  private final String wiring;
  private final ChipWait pause;
  private final LongSupplier nanos;
  private String version = "";

  /// @param device the bus, for messages
  /// @param wiring what to look at if the chip does not answer there
  /// @param nanos a monotonic source of nanoseconds, by which no wait is for ever
  Pn532(Pn532Link link, String device, String wiring, ChipWait pause, LongSupplier nanos) {
    this.link = link;
    this.device = device;
    this.wiring = wiring;
    this.pause = pause;
    this.nanos = nanos;
  }

  /// Wakes the chip and sets it up.
  ///
  /// @throws DeviceException if there is none
  void begin() throws DeviceException, InterruptedException {
    byte[] answer = firmware();
    if ((answer[0] & 0xFF) != IC) {
      throw new DeviceException(
          "what answers at %s is no PN532 (0x%02X)".formatted(device, answer[0]), wiring);
    }
    version = (answer[1] & 0xFF) + "." + (answer[2] & 0xFF);
    ask(ANSWERED_WITHIN, 0, FEW_DATA, SAM_CONFIGURATION, NORMAL_MODE);
    ask(
        ANSWERED_WITHIN,
        0,
        FEW_DATA,
        RF_CONFIGURATION,
        MAX_RETRIES,
        AS_DELIVERED_ATR,
        AS_DELIVERED_PSL,
        ONE_MORE_LOOK);
  }

  /// A chip that sleeps may miss the first command, and one that was left in the middle of another
  /// is told to give it up.
  private byte[] firmware() throws DeviceException, InterruptedException {
    for (int i = 1; i < TRIES; i++) {
      try {
        send(Pn532Frame.ack());
        return ask(ANSWERED_WITHIN, 4, FEW_DATA, GET_FIRMWARE_VERSION);
      } catch (DeviceException e) {
        pause.take(BETWEEN_TRIES);
      }
    }
    return ask(ANSWERED_WITHIN, 4, FEW_DATA, GET_FIRMWARE_VERSION);
  }

  /// The version of its firmware, such as 1.6.
  String version() {
    return version;
  }

  /// Looks for a card: of type A, and if there is none, of type B.
  @Nullable Tag find() throws DeviceException, InterruptedException {
    byte[] a = ask(ANSWERED_WITHIN, 1, MOST_DATA, IN_LIST_PASSIVE_TARGET, ONE_TARGET, TYPE_A);
    if (a[0] != 0) {
      return typeA(a);
    }
    byte[] b =
        ask(
            ANSWERED_WITHIN,
            1,
            MOST_DATA,
            IN_LIST_PASSIVE_TARGET,
            ONE_TARGET,
            TYPE_B,
            ALL_FAMILIES);
    return b[0] == 0 ? null : typeB(b);
  }

  /// The number of targets, then of the first: its number here, SENS_RES, SEL_RES, and the length
  /// of its identifier before that (7.3.5).
  private Tag typeA(byte[] found) throws DeviceException {
    int length = found.length > 5 ? found[5] & 0xFF : 0;
    if (length == 0 || found.length < 6 + length) {
      throw damaged();
    }
    byte target = found[1];
    int says = found[4] & 0xFF;
    Tag.Memory memory =
        switch (TypeA.speech(says)) {
          case BLOCKS -> (Tag.Apdus) command -> exchange(target, command);
          case PAGES -> (Tag.Pages) page -> read(target, page);
          case NONE -> new Tag.Closed();
        };
    return new Tag(Arrays.copyOfRange(found, 6, 6 + length), false, memory);
  }

  /// The number of targets, then of the first: its number here, and 12 bytes of ATQB, of which 4
  /// are its pseudo-unique identifier from the second on.
  private Tag typeB(byte[] found) throws DeviceException {
    if (found.length < 7) {
      throw damaged();
    }
    return new Tag(Arrays.copyOfRange(found, 3, 7), true, new Tag.Closed());
  }

  private byte[] read(byte target, int page)
      throws TagLostException, DeviceException, InterruptedException {
    byte[] data = exchange(target, new byte[] {TypeA.READ, (byte) page});
    if (data.length != TypeA.FOUR_PAGES) {
      throw new TagLostException("a page did not come whole");
    }
    return data;
  }

  private byte[] exchange(byte target, byte[] data)
      throws TagLostException, DeviceException, InterruptedException {
    byte[] command = new byte[2 + data.length];
    command[0] = IN_DATA_EXCHANGE;
    command[1] = target;
    System.arraycopy(data, 0, command, 2, data.length);
    byte[] answer = answer(CARD_ANSWERS_WITHIN, MOST_DATA, command);
    if (answer == null || answer.length == 0) {
      throw new TagLostException("more than it was asked for, or nothing");
    }
    if (answer[0] != 0) {
      throw new TagLostException("status 0x%02X".formatted(answer[0]));
    }
    return Arrays.copyOfRange(answer, 1, answer.length);
  }

  /// Lets the card go, so that the next look may find it.
  void release() throws DeviceException, InterruptedException {
    ask(ANSWERED_WITHIN, 0, FEW_DATA, IN_RELEASE, ALL_TARGETS);
  }

  /// The answer to a command that the chip itself answers, without the code it begins with.
  ///
  /// @param least how many bytes it must have
  /// @param most how many it can have
  private byte[] ask(Duration within, int least, int most, byte... command)
      throws DeviceException, InterruptedException {
    byte[] answer = answer(within, most, command);
    if (answer == null || answer.length < least) {
      throw damaged();
    }
    return answer;
  }

  /// The answer to a command, without the code it begins with; null if it is damaged or longer.
  private byte @Nullable [] answer(Duration within, int most, byte... command)
      throws DeviceException, InterruptedException {
    send(Pn532Frame.of(command));
    await(CONFIRMED_WITHIN);
    if (!Pn532Frame.isAck(receive(Pn532Frame.ack().length))) {
      throw missing();
    }
    await(within);
    byte[] data = Pn532Frame.data(receive(most + Pn532Frame.AROUND_DATA));
    if (data == null) {
      send(Pn532Frame.nack());
      await(within);
      data = Pn532Frame.data(receive(most + Pn532Frame.AROUND_DATA));
    }
    return data == null || data[0] != command[0] + 1
        ? null
        : Arrays.copyOfRange(data, 1, data.length);
  }

  private void send(byte[] frame) throws DeviceException, InterruptedException {
    for (int i = 1; i < TRIES; i++) {
      try {
        link.write(frame);
        return;
      } catch (PiException e) {
        // A chip that is waking up does not acknowledge its address.
        pause.take(BETWEEN_TRIES);
      }
    }
    try {
      link.write(frame);
    } catch (PiException e) {
      throw missing();
    }
  }

  private void await(Duration most) throws DeviceException, InterruptedException {
    long began = nanos.getAsLong();
    // The time before the look: a thread that was kept waiting looks once more.
    long now = began;
    while (!isReady()) {
      if (now - began > most.toNanos()) {
        throw missing();
      }
      pause.take(BETWEEN_LOOKS);
      now = nanos.getAsLong();
    }
  }

  private boolean isReady() {
    try {
      return link.isReady();
    } catch (PiException e) {
      // A chip that is busy does not acknowledge its address either.
      return false;
    }
  }

  private byte[] receive(int count) throws DeviceException {
    try {
      return link.read(count);
    } catch (PiException e) {
      throw missing();
    }
  }

  private DeviceException missing() {
    return new DeviceException("no PN532 answers at " + device, wiring);
  }

  private DeviceException damaged() {
    return new DeviceException(
        "what the PN532 at " + device + " answers is damaged",
        "shorten its wires, or slow its bus down; it is tried again by itself");
  }
}
