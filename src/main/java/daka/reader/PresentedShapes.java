package daka.reader;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What was presented at a reader that is tried, without what it said: the kind, the length, and
/// what it is made of.
///
/// Safe for use by several threads.
public final class PresentedShapes implements ScanReceiver {
  /// How many of the latest are kept.
  static final int MOST = 20;

  /// Digits of an identity number.
  private static final int ID_NUMBER = 18;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Shape> shapes = new ArrayDeque<>();
  private final InstantSource clock;

  /// What a card was made of.
  public enum Form {
    DIGITS,
    /// Hexadecimal digits, as the numbers of chips are written.
    HEX,
    TEXT,
    /// An identity card that a security module has vouched for.
    PROVEN,
    /// Nothing that can be a card.
    UNREADABLE,
    /// A part of a code that only together with others holds a text.
    PART
  }

  /// @param kind what the reader says it is, or null if it cannot tell
  /// @param length in characters, or null if that is not known
  public record Shape(Instant at, Form form, @Nullable CardKind kind, @Nullable Integer length) {}

  /// @param clock says when something was presented
  public PresentedShapes(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void scan(Scan scan) {
    switch (scan.presented()) {
      case Scan.Presented.IdCard _ -> add(Form.PROVEN, CardKind.IDCARD, ID_NUMBER);
      case Scan.Presented.Payload(@Nullable CardKind kind, String text) ->
          add(
              scan.isReadable() ? form(text) : Form.UNREADABLE,
              kind,
              text.codePointCount(0, text.length()));
    }
  }

  private static Form form(String text) {
    if (text.matches("[0-9]+")) {
      return Form.DIGITS;
    }
    return text.matches("[0-9A-Fa-f]+") ? Form.HEX : Form.TEXT;
  }

  @Override
  public void unreadable(String reader) {
    add(Form.UNREADABLE, null, null);
  }

  @Override
  public void partOfCode(String reader) {
    add(Form.PART, CardKind.QR, null);
  }

  private void add(Form form, @Nullable CardKind kind, @Nullable Integer length) {
    lock.lock();
    try {
      if (shapes.size() == MOST) {
        shapes.removeFirst();
      }
      shapes.addLast(new Shape(clock.instant(), form, kind, length));
    } finally {
      lock.unlock();
    }
  }

  /// The latest, the oldest of them first.
  public List<Shape> latest() {
    lock.lock();
    try {
      return List.copyOf(shapes);
    } finally {
      lock.unlock();
    }
  }
}
