package daka.web.copies;

import daka.health.Part;
import daka.health.Progress;
import java.nio.file.Path;
import java.util.Optional;

/// The copy that the kiosk makes by itself each night. Safe for several threads.
public interface NightlyOne {
  /// Where it lies, once it was made.
  Path file();

  /// Whether the last one is older than it should be, or there is none.
  boolean isLate();

  /// When the last was made, or why there is none, with the cure.
  Part health();

  /// Has it made anew now; asked twice, it comes once.
  void ask();

  /// Whether somebody has asked for it and it is not there yet.
  boolean isAsked();

  /// How far it is; empty while none is made.
  Optional<Progress.Seen> progress();
}
