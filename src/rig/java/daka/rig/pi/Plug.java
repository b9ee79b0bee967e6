package daka.rig.pi;

import java.io.IOException;
import java.time.Duration;

/// A reader's plug, as somebody holds it who pulls it out again and again.
public interface Plug {
  /// Plugs it in.
  Plugged in() throws IOException;

  /// A reader that is plugged in. Closing pulls it out.
  interface Plugged extends AutoCloseable {
    /// Presents a card and lets the reader read all of it.
    ///
    /// @return how long the reader was silent in the midst of it, on the machine's clock: one that
    ///   is short of time makes a pause that nobody meant
    Duration scan(String card) throws IOException;

    /// Presents a card, and pulls the reader out while it is still at it.
    ///
    /// @param part how much of it has been read, from 0 to 1
    /// @return how long the reader was silent at most, on the machine's clock, until it was out: a
    ///   machine that is short of time is slower to notice that than a pause
    Duration pullOut(String card, double part) throws IOException;

    @Override
    void close() throws IOException;
  }
}
