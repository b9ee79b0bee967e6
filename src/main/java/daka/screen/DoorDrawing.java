package daka.screen;

import daka.screen.DoorSign.Closed;
import daka.screen.DoorSign.Dark;
import daka.screen.DoorSign.Free;
import daka.screen.DoorSign.Full;
import daka.screen.DoorSign.Unknown;
import daka.screen.Panel.Shortfall;
import java.awt.AWTError;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Draws signs with what this system has: words and numbers with a Chinese font, with letters
/// alone, or numbers of bars if Java cannot draw text at all.
final class DoorDrawing {
  private static final Shortfall NO_CHINESE =
      new Shortfall(
          "no font has Chinese characters: rooms are called by their ids",
          "Install one: apt install fonts-noto-cjk. Then start the kiosk again.");
  private static final Shortfall NO_TEXT =
      new Shortfall(
          "Java cannot draw text: only numbers are shown",
          "Install what it draws with: apt install libfontconfig1 libfreetype6 libharfbuzz0b"
              + " fonts-noto-cjk. Then start the kiosk again.");
  private static final Box WHOLE = new Box(0, 0, Dots.WIDTH - 1, Dots.HEIGHT - 1);

  private final @Nullable DoorPicture pictures;
  private @Nullable Shortfall shortfall;

  /// @param language the centre's own, a BCP 47 tag
  DoorDrawing(String language) {
    this(open(language));
  }

  /// @param pictures null if Java cannot draw text
  DoorDrawing(@Nullable DoorPicture pictures) {
    this.pictures = pictures;
    this.shortfall = shortfall(new Dark());
  }

  private static @Nullable DoorPicture open(String language) {
    try {
      return DoorPicture.in(language);
    } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
      // Which one it is depends on what is missing: a library, fontconfig's files, or every font.
      Logger.warn("drawing text for panels is not possible: {}", e.toString());
      return null;
    }
  }

  Dots draw(DoorSign sign) {
    shortfall = shortfall(sign);
    return pictures == null ? bars(sign) : pictures.draw(sign);
  }

  private @Nullable Shortfall shortfall(DoorSign sign) {
    if (pictures == null) {
      return NO_TEXT;
    }
    return pictures.canWrite(sign) ? null : NO_CHINESE;
  }

  private static Dots bars(DoorSign sign) {
    Dots dots = new Dots();
    switch (sign) {
      case Free(var room) -> Segments.write(dots, Integer.toString(room.free()), WHOLE);
      case Full _ -> Segments.write(dots, "0", WHOLE);
      case Closed _, Unknown _ -> Segments.write(dots, "-", WHOLE);
      case Dark() -> {}
    }
    return dots;
  }

  /// What was missing to draw the last sign as it should be, or null.
  @Nullable Shortfall shortfall() {
    return shortfall;
  }
}
