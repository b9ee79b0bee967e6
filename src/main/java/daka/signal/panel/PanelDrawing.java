package daka.signal.panel;

import daka.signal.panel.Panel.Shortfall;
import daka.signal.panel.PanelText.Closed;
import daka.signal.panel.PanelText.Dark;
import daka.signal.panel.PanelText.Free;
import daka.signal.panel.PanelText.Full;
import daka.signal.panel.PanelText.Unknown;
import java.awt.AWTError;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Draws signs with what this system has: words and numbers with a Chinese font, with letters
/// alone, or numbers of bars if Java cannot draw text at all.
final class PanelDrawing {
  private static final Shortfall NO_CHINESE =
      new Shortfall(
          "no font has Chinese characters: rooms are called by their ids",
          "Install one: apt install fonts-noto-cjk. Then start the kiosk again.");
  private static final Shortfall NO_TEXT =
      new Shortfall(
          "Java cannot draw text: only numbers are shown",
          "Install what it draws with: apt install libfontconfig1 libfreetype6 libharfbuzz0b"
              + " fonts-noto-cjk. Then start the kiosk again.");
  private static final DotBox WHOLE = new DotBox(0, 0, Dots.WIDTH - 1, Dots.HEIGHT - 1);

  private final @Nullable PanelPicture pictures;
  private @Nullable Shortfall shortfall;

  /// @param language the centre's own, a BCP 47 tag
  PanelDrawing(String language) {
    this(open(language));
  }

  /// @param pictures null if Java cannot draw text
  PanelDrawing(@Nullable PanelPicture pictures) {
    this.pictures = pictures;
    this.shortfall = shortfall(new Dark());
  }

  private static @Nullable PanelPicture open(String language) {
    try {
      return PanelPicture.in(language);
    } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
      // Which one it is depends on what is missing: a library, fontconfig's files, or every font.
      Logger.warn("drawing text for panels is not possible: {}", e.toString());
      return null;
    }
  }

  Dots draw(PanelText sign) {
    shortfall = shortfall(sign);
    return pictures == null ? bars(sign) : pictures.draw(sign);
  }

  private @Nullable Shortfall shortfall(PanelText sign) {
    if (pictures == null) {
      return NO_TEXT;
    }
    return pictures.canWrite(sign) ? null : NO_CHINESE;
  }

  private static Dots bars(PanelText sign) {
    Dots dots = new Dots();
    switch (sign) {
      case Free(var room) -> SevenSegments.write(dots, Integer.toString(room.free()), WHOLE);
      case Full _ -> SevenSegments.write(dots, "0", WHOLE);
      case Closed _, Unknown _ -> SevenSegments.write(dots, "-", WHOLE);
      case Dark() -> {}
    }
    return dots;
  }

  /// What was missing to draw the last sign as it should be, or null.
  @Nullable Shortfall shortfall() {
    return shortfall;
  }
}
