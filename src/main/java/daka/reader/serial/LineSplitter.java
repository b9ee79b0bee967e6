package daka.reader.serial;

import daka.checkin.Scan;
import daka.checkin.VisibleText;
import daka.reader.TextBytes;
import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts what a serial device sends into lines.
///
/// A line ends with CR, LF or both, or when the device falls silent. Modules for chips (RDM6300,
/// ID-20LA) begin one with STX and end it with ETX, some with CR and LF before; a pause within it
/// is none then. A line that is not text ([TextBytes]), or longer than [Scan#MAX_PAYLOAD]
/// characters, is dropped as a whole; one without anything but a frame is nothing. What comes
/// before the first end may be the rest of a line that began before we listened, and is dropped
/// too.
///
/// For one connection and one thread.
final class LineSplitter {
  private static final int MAX_BYTES = 3 * Scan.MAX_PAYLOAD;
  private static final byte STX = 0x02;
  private static final byte ETX = 0x03;

  /// How often the device is silent before a line that began with STX counts as ended: 2 s.
  private static final int PATIENCE = 20;

  private final Consumer<String> text;
  private final Consumer<String> framed;
  private final Runnable unreadable;
  private final byte[] line = new byte[MAX_BYTES];
  private int length;
  private boolean tooLong;
  private boolean inStep;
  private boolean inFrame;
  private int silences;

  /// @param text takes each line, without its end
  /// @param framed takes instead each that began with STX, which a module sends over and over while
  ///   a card is held
  /// @param unreadable runs for each line that is dropped as too long or not text
  LineSplitter(Consumer<String> text, Consumer<String> framed, Runnable unreadable) {
    this.text = text;
    this.framed = framed;
    this.unreadable = unreadable;
  }

  /// For devices of which it is all the same whether they begin a line with STX.
  LineSplitter(Consumer<String> text, Runnable unreadable) {
    this(text, text, unreadable);
  }

  /// Takes bytes as they come.
  void accept(byte[] bytes, int count) {
    silences = 0;
    for (int i = 0; i < count; i++) {
      switch (bytes[i]) {
        case STX -> begin();
        case ETX, '\r', '\n' -> complete();
        default -> add(bytes[i]);
      }
    }
  }

  /// A frame begins. If one before has not ended, it never will.
  private void begin() {
    if (inFrame) {
      length = 0;
      tooLong = false;
    }
    complete();
    inFrame = true;
  }

  private void add(byte next) {
    if (length < MAX_BYTES) {
      line[length++] = next;
    } else {
      tooLong = true;
    }
  }

  /// The device has fallen silent.
  void end() {
    silences++;
    if (!inFrame || silences >= PATIENCE) {
      complete();
    }
  }

  private void complete() {
    int ended = length;
    boolean dropped = tooLong;
    boolean whole = inStep;
    Consumer<String> receiver = inFrame ? framed : text;
    length = 0;
    tooLong = false;
    inStep = true;
    inFrame = false;
    if (whole && dropped) {
      unreadable.run();
    } else if (whole && ended > 0) {
      hand(ended, receiver);
    }
  }

  private void hand(int ended, Consumer<String> receiver) {
    String decoded = TextBytes.decode(Arrays.copyOf(line, ended));
    String said = decoded == null ? null : VisibleText.withoutFrame(decoded);
    if (decoded == null || said == null || said.length() > Scan.MAX_PAYLOAD) {
      unreadable.run();
    } else if (!said.isEmpty()) {
      receiver.accept(decoded);
    }
  }

  /// Whether the next byte is known to begin a line, or the next line has begun since.
  boolean isInStep() {
    return inStep;
  }
}
