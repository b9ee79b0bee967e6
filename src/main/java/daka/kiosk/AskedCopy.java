package daka.kiosk;

import daka.health.Part;
import daka.health.Progress;
import daka.upkeep.NightlyCopy;
import daka.web.copies.NightlyOne;
import java.nio.file.Path;
import java.util.Optional;

/// The copy of the night, as the office asks for it.
///
/// @param copy what makes it
public record AskedCopy(NightlyCopy copy) implements NightlyOne {
  @Override
  public Path file() {
    return copy.file();
  }

  @Override
  public boolean isLate() {
    return copy.isLate();
  }

  @Override
  public Part health() {
    return copy.health();
  }

  @Override
  public void ask() {
    copy.ask();
  }

  @Override
  public boolean isAsked() {
    return copy.isAsked();
  }

  @Override
  public Optional<Progress.Seen> progress() {
    return copy.progress();
  }
}
