package daka.reader.code;

import daka.reader.code.QrDecoder.Found;
import daka.reader.image.Luminance;
import org.jspecify.annotations.Nullable;

/// Reads the codes in the frames of a camera, which has another frame for what this one does not
/// show.
///
/// Each frame gets the plain look. If that finds nothing it gets one more, the next of
/// [QrLook#FURTHER] in turn. Where a code was read, it is looked for first in the next frames, in
/// the way that found it; and since a code may hang there for ever, one of the four sides beside it
/// is looked at too, in turn.
///
/// For one caller at a time.
public final class QrCascade {
  /// For how many frames a place is remembered.
  private static final int REMEMBERED = 10;

  private final QrDecoder decoder = new QrDecoder();
  private @Nullable Found last;
  private int framesSince;
  private int further;
  private int side;

  /// Looks at the next frame. No frame makes it throw or take long.
  ///
  /// @return the text of a code, or null if none was found
  public @Nullable String next(Luminance frame) {
    return Found.text(content(frame));
  }

  /// The same, and tells of a code that is a part of several.
  @Nullable QrContent content(Luminance frame) {
    Found beside = null;
    Found found = atLastPlace(frame);
    if (found != null) {
      beside = besideIt(frame, found.place());
    } else {
      found = decoder.find(frame, QrLook.PLAIN);
    }
    if (found == null) {
      found = decoder.find(frame, QrLook.FURTHER.get(further));
      further = (further + 1) % QrLook.FURTHER.size();
    }
    remember(found);
    return beside != null ? beside.content() : found == null ? null : found.content();
  }

  private @Nullable Found atLastPlace(Luminance frame) {
    if (last == null || !last.place().fits(frame)) {
      return null;
    }
    return in(frame, last.place(), last.look().atItsPlace());
  }

  private @Nullable Found besideIt(Luminance frame, CodeArea place) {
    CodeArea beside = place.beside(side, frame);
    side = (side + 1) % CodeArea.SIDES;
    return beside == null ? null : in(frame, beside, QrLook.PLAIN);
  }

  private @Nullable Found in(Luminance frame, CodeArea part, QrLook look) {
    Found found = decoder.find(part.in(frame), look);
    return found == null ? null : new Found(found.content(), found.place().shifted(part), look);
  }

  private void remember(@Nullable Found found) {
    if (found != null) {
      last = found;
      framesSince = 0;
    } else if (++framesSince == REMEMBERED) {
      last = null;
    }
  }
}
