package daka.reader.keyboard;

import daka.checkin.VisibleText;
import java.util.function.Consumer;

/// Puts together what a keyboard types, from the events of the kernel.
///
/// A scan ends with Enter or when the device falls silent. Keys that are held down count once, and
/// keys that write nothing, or are pressed together with Ctrl, Alt or the logo key, do not count:
/// what a code makes a scanner press is never a command here. A scan of more than [#MOST]
/// characters, or of which the kernel lost a part, is dropped as a whole; an empty one is nothing.
/// What comes before the first end may be the rest of a scan that began before we listened, and is
/// dropped too.
///
/// For one connection and one thread.
final class Keystrokes {
  /// The longest scan. No card that is typed is as long: at the pace of the quicker scanners this
  /// takes a second.
  static final int MOST = 512;

  private static final int EV_SYN = 0;
  private static final int EV_KEY = 1;
  private static final int SYN_DROPPED = 3;
  private static final int RELEASED = 0;
  private static final int PRESSED = 1;

  private static final int LEFT_SHIFT = 42;
  private static final int RIGHT_SHIFT = 54;

  private final Consumer<String> text;
  private final Runnable unreadable;
  private final StringBuilder typed = new StringBuilder();
  private final Held shift = new Held();
  private final Held commands = new Held();
  private boolean unsound;
  private boolean inStep;

  /// The keys of one sort that are down.
  private static final class Held {
    private long keys;

    void take(int bit, boolean down) {
      keys = down ? keys | 1L << bit : keys & ~(1L << bit);
    }

    boolean any() {
      return keys != 0;
    }
  }

  /// @param text takes what was typed, without the Enter
  /// @param unreadable runs for each scan that is dropped as too long or incomplete
  Keystrokes(Consumer<String> text, Runnable unreadable) {
    this.text = text;
    this.unreadable = unreadable;
  }

  /// Takes an event: `type`, `code` and `value` of `struct input_event` (linux/input.h).
  void accept(int type, int code, int value) {
    if (type == EV_SYN && code == SYN_DROPPED) {
      lost();
    } else if (type == EV_KEY && (value == PRESSED || value == RELEASED)) {
      key(code, value == PRESSED);
    }
  }

  /// The kernel had no space for events that we did not fetch in time: keys may have been pressed,
  /// and others let go.
  private void lost() {
    unsound = true;
    shift.keys = 0;
    commands.keys = 0;
  }

  private void key(int code, boolean down) {
    switch (code) {
      case LEFT_SHIFT -> shift.take(0, down);
      case RIGHT_SHIFT -> shift.take(1, down);
      // Left and right Ctrl, Alt and logo key.
      case 29 -> commands.take(0, down);
      case 97 -> commands.take(1, down);
      case 56 -> commands.take(2, down);
      case 100 -> commands.take(3, down);
      case 125 -> commands.take(4, down);
      case 126 -> commands.take(5, down);
      default -> {
        if (down && !commands.any()) {
          pressed(code);
        }
      }
    }
  }

  private void pressed(int code) {
    if (UsLayout.isEnter(code)) {
      end();
    } else if (UsLayout.isWriting(code)) {
      if (typed.length() < MOST) {
        typed.append(UsLayout.write(code, shift.any()));
      } else {
        unsound = true;
      }
    }
  }

  /// The device has fallen silent, or a scan is complete.
  void end() {
    String ended = typed.toString();
    boolean dropped = unsound;
    boolean whole = inStep;
    typed.setLength(0);
    unsound = false;
    inStep = true;
    if (whole && dropped) {
      unreadable.run();
    } else if (whole && !VisibleText.withoutFrame(ended).isEmpty()) {
      text.accept(ended);
    }
  }

  /// Whether the next key is known to begin a scan, or the next scan has begun since.
  boolean isInStep() {
    return inStep;
  }
}
