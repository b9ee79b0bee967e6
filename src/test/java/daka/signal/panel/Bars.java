package daka.signal.panel;

import daka.screen.ScreenState.RoomView;

/// What a panel shows where Java cannot draw text, as in a machine with the headless package alone.
public final class Bars {
  private Bars() {}

  /// Whether the glass shows this number of free places, wherever the picture has moved to.
  public static boolean show(Dots glass, int free) {
    RoomView room = new RoomView("", "", "", free, 0, free);
    Dots drawn = new PanelDrawing((PanelPicture) null).draw(new PanelText.Free(room));
    return glass.equals(drawn)
        || glass.equals(drawn.moved(1, 0))
        || glass.equals(drawn.moved(1, 1))
        || glass.equals(drawn.moved(0, 1));
  }
}
