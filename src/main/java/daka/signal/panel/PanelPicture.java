package daka.signal.panel;

import daka.screen.ScreenState.RoomView;
import daka.signal.panel.Lettering.Weight;
import daka.signal.panel.PanelText.Closed;
import daka.signal.panel.PanelText.Dark;
import daka.signal.panel.PanelText.Free;
import daka.signal.panel.PanelText.Full;
import daka.signal.panel.PanelText.Unknown;
import java.util.Locale;

/// Draws what a panel tells: above the name of the room, below it as large as there is space the
/// number of free places. A full room is told in dark letters on a light ground, which is seen from
/// afar.
///
/// A name that the font has no glyphs for is replaced by one in another language, else by the id of
/// the room. The picture leaves the last column and the last row free, so that it can be moved by a
/// dot.
final class PanelPicture {
  private static final int WIDTH = Dots.WIDTH - 1;
  private static final int HEIGHT = Dots.HEIGHT - 1;
  private static final int LARGEST_NAME = 22;
  private static final int SMALLEST_NAME = 16;
  private static final int UNIT = 18;
  private static final int GAP = 3;

  private final Lettering lettering;
  private final String language;
  private final PanelWords words;
  private final boolean complete;

  /// @param language the names of rooms are in it if they have one, a BCP 47 tag
  /// @param wanted replaced by English words if the fonts have no glyphs for them
  PanelPicture(Lettering lettering, String language, PanelWords wanted) {
    this.lettering = lettering;
    this.language = language;
    this.complete = lettering.canWrite(wanted.all());
    this.words = complete ? wanted : PanelWords.ENGLISH;
  }

  /// With the fonts of this system.
  ///
  /// @param language a BCP 47 tag
  /// @throws LinkageError if a library is missing that Java draws text with
  static PanelPicture in(String language) {
    return new PanelPicture(Lettering.in(language), language, PanelWords.of(language));
  }

  /// Whether the fonts have all that this sign should tell.
  boolean canWrite(PanelText sign) {
    RoomView room = sign.room();
    return complete && (room == null || canName(room.namesFrom(language).getFirst()));
  }

  Dots draw(PanelText sign) {
    Dots dots = new Dots();
    switch (sign) {
      case Free(RoomView room) -> free(dots, room.free(), name(dots, room));
      case Full(RoomView room) -> {
        DotBox below = name(dots, room);
        word(dots, words.full(), below);
        dots.invert(below);
      }
      case Closed(RoomView room) -> word(dots, words.closed(), name(dots, room));
      case Unknown(RoomView room) -> word(dots, words.unknown(), name(dots, room));
      case Dark() -> {}
    }
    return dots;
  }

  /// Writes the name, on two lines if it must be, and gives what is left below.
  private DotBox name(Dots dots, RoomView room) {
    String name =
        room.namesFrom(language).stream()
            .filter(this::canName)
            .findFirst()
            .map(String::strip)
            .orElseGet(() -> room.id().toUpperCase(Locale.ROOT));
    int size = LARGEST_NAME;
    while (size > SMALLEST_NAME && lettering.width(name, size) > WIDTH) {
      size--;
    }
    int chosen = size;
    int y = 0;
    for (String line : NameLines.of(name, text -> lettering.width(text, chosen) <= WIDTH)) {
      lettering.write(dots, line, size, Weight.PLAIN, new DotBox(0, y, WIDTH, size));
      y += size;
    }
    return new DotBox(0, y + GAP, WIDTH, HEIGHT - y - GAP);
  }

  private boolean canName(String name) {
    return !name.isBlank() && lettering.canWrite(name);
  }

  private void free(Dots dots, int free, DotBox below) {
    int before = space(words.before());
    int after = space(words.after());
    DotBox middle = new DotBox(before, below.y(), below.width() - before - after, below.height());
    DotBox number = lettering.write(dots, Integer.toString(free), HEIGHT, Weight.BOLD, middle);
    int y = number.y() + number.height() - UNIT;
    unit(dots, words.before(), new DotBox(number.x() - before, y, before - GAP, UNIT));
    unit(dots, words.after(), new DotBox(number.x() + number.width() + GAP, y, after - GAP, UNIT));
  }

  private int space(String unit) {
    return unit.isEmpty() ? 0 : lettering.width(unit, UNIT) + GAP;
  }

  private void unit(Dots dots, String unit, DotBox box) {
    if (!unit.isEmpty()) {
      lettering.write(dots, unit, UNIT, Weight.PLAIN, box);
    }
  }

  private void word(Dots dots, String word, DotBox below) {
    DotBox inner =
        new DotBox(
            below.x() + GAP, below.y() + GAP, below.width() - 2 * GAP, below.height() - 2 * GAP);
    lettering.write(dots, word, HEIGHT, Weight.BOLD, inner);
  }
}
