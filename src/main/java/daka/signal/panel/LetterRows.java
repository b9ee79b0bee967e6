package daka.signal.panel;

import daka.screen.ScreenState.RoomView;
import daka.signal.panel.PanelText.Closed;
import daka.signal.panel.PanelText.Dark;
import daka.signal.panel.PanelText.Free;
import daka.signal.panel.PanelText.Full;
import daka.signal.panel.PanelText.Unknown;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a panel that has letters only tells: four rows of twenty letters, of which a smaller panel
/// shows the beginning of the first two.
///
/// Its character generator has Latin letters, and beside them either katakana or what Europe needs,
/// by the mask it was made with; and eight glyphs of 5 by 8 dots to be defined are too small for a
/// Chinese character. So the words are English, and so is the name of a room if it has one; one
/// that has no name in Latin letters is called by its id.
final class LetterRows {
  private static final int COLUMNS = 20;

  /// What both masks have: ASCII but for the backslash and the tilde.
  private static final Pattern SHOWABLE = Pattern.compile("[ -\\[\\]-}]+");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private LetterRows() {}

  /// Four rows of twenty letters.
  static List<String> of(PanelText sign) {
    return switch (sign) {
      case Free(RoomView room) -> rows(room, room.free() + " free", inside(room));
      case Full(RoomView room) -> rows(room, "FULL", inside(room));
      case Closed(RoomView room) -> rows(room, "CLOSED", "");
      case Unknown(RoomView room) -> rows(room, "ask the staff", "");
      case Dark() -> List.of(row(""), row(""), row(""), row(""));
    };
  }

  private static List<String> rows(RoomView room, String second, String third) {
    return List.of(row(name(room)), row(second), row(third), row(""));
  }

  private static String inside(RoomView room) {
    return room.inside() + " of " + room.capacity() + " inside";
  }

  private static String name(RoomView room) {
    return room.namesFrom("en").stream()
        .map(LetterRows::plain)
        .filter(name -> SHOWABLE.matcher(name).matches())
        .findFirst()
        .orElseGet(() -> room.id().toUpperCase(Locale.ROOT));
  }

  private static String plain(String name) {
    String parted = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD);
    return MARKS.matcher(parted).replaceAll("");
  }

  private static String row(String text) {
    return String.format(Locale.ROOT, "%-" + COLUMNS + "." + COLUMNS + "s", text);
  }
}
