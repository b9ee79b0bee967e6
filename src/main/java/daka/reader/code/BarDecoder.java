package daka.reader.code;

import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.Code128Reader;
import com.google.zxing.oned.Code39Reader;
import com.google.zxing.oned.OneDReader;
import daka.checkin.VisibleText;
import daka.reader.image.Luminance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads codes that are made of bars, as old membership cards carry them.
///
/// A text counts if two lines across the code, some pixels from each other, say the same: one line
/// through noise or print may happen to look like a code, and even to have the right check digit.
///
/// Not tied to a thread, but for one caller at a time: each reader has its own.
final class BarDecoder {
  /// Pixels between the lines of one angle in one frame.
  private static final int SPACING = 20;

  /// After so many frames the lines of an angle are where they were.
  private static final int SHIFTS = 4;

  /// At how many angles beside the first one a frame is looked at.
  private static final int FURTHER = 2;

  /// Pixels between two lines that have to say the same.
  private static final int APART = 3;

  /// A shorter text of a code without a check digit is taken for an accident.
  private static final int SHORTEST = 4;

  /// For how many frames the line of a code is remembered.
  private static final int REMEMBERED = 10;

  private final Thresholds thresholds = new Thresholds();
  private final List<OneDReader> zxing = new ArrayList<>();
  private @Nullable ScanLine last;
  private int framesSince;
  private int frames;
  private int further;

  BarDecoder(Set<Symbology> codes) {
    for (Symbology code : codes) {
      switch (code) {
        case QR -> {}
        case CODE_128 -> zxing.add(new Code128Reader());
        case CODE_39 -> zxing.add(new Code39Reader());
      }
    }
  }

  /// The text of a code in an image of which there is no next. No image makes it throw.
  ///
  /// @return null if none is found
  @Nullable String decode(Luminance image) {
    if (zxing.isEmpty()) {
      return null;
    }
    DarkPixels pixels = pixels(image);
    for (int angle = 0; angle < ScanLine.ANGLES; angle++) {
      for (int shift = 0; shift < SHIFTS; shift++) {
        String text = at(angle, shift, pixels);
        if (text != null) {
          return text;
        }
      }
    }
    return null;
  }

  /// The text of a code in the next frame of a camera. The line of the last code is tried first;
  /// else lines to the right, and those at two further angles, others in each frame.
  ///
  /// @return null if none is found
  @Nullable String next(Luminance frame) {
    if (zxing.isEmpty()) {
      return null;
    }
    DarkPixels pixels = pixels(frame);
    String text = last == null ? null : confirmed(last, pixels);
    if (text == null) {
      text = at(0, frames, pixels);
    }
    for (int i = 0; text == null && i < FURTHER; i++) {
      further = further % (ScanLine.ANGLES - 1) + 1;
      text = at(further, frames, pixels);
    }
    frames = (frames + 1) % SHIFTS;
    framesSince = text == null ? framesSince + 1 : 0;
    if (framesSince > REMEMBERED) {
      last = null;
    }
    return text;
  }

  private DarkPixels pixels(Luminance image) {
    thresholds.local(image);
    return new DarkPixels(image, thresholds, false);
  }

  private @Nullable String at(int angle, int shift, DarkPixels pixels) {
    double reach = ScanLine.reach(angle, pixels.width(), pixels.height());
    double from = -reach + (shift + 0.5) * SPACING / SHIFTS;
    for (double offset = from; offset < reach; offset += SPACING) {
      ScanLine line = new ScanLine(angle, offset);
      String text = confirmed(line, pixels);
      if (text != null) {
        last = line;
        return text;
      }
    }
    return null;
  }

  private @Nullable String confirmed(ScanLine line, DarkPixels pixels) {
    String text = text(line, pixels);
    return text != null
            && (text.equals(text(line.beside(APART), pixels))
                || text.equals(text(line.beside(-APART), pixels)))
        ? text
        : null;
  }

  private @Nullable String text(ScanLine line, DarkPixels pixels) {
    BitArray bars = line.of(pixels);
    if (bars == null) {
      return null;
    }
    String forwards = text(bars);
    if (forwards != null) {
      return forwards;
    }
    bars.reverse();
    return text(bars);
  }

  private @Nullable String text(BitArray bars) {
    for (OneDReader reader : zxing) {
      try {
        String text =
            VisibleText.withoutFrame(
                reader.decodeRow(0, bars, Map.<DecodeHintType, Object>of()).getText());
        if (text.length() >= SHORTEST && text.chars().noneMatch(Character::isISOControl)) {
          return text;
        }
      } catch (ReaderException e) {
        // Most lines show none.
      } catch (RuntimeException e) {
        // ZXing indexes out of bounds on some rows.
      }
    }
    return null;
  }
}
