package daka.reader.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.bench.EmptyFrames;
import daka.reader.code.QrCascade;
import daka.reader.code.QrLook;
import daka.reader.image.Luminance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How many frames a decision takes once a code is whole in view: at 15 frames a second, the first
/// one is no wait, and each further one 67 ms.
class ArrivingCodeTest {
  private static final int ARRIVALS = 100;
  private static final int GIVEN_UP = 20;
  private static final String TEXT = "310104195003071234";

  @Test
  void a_code_that_enters_the_view_is_read_within_two_frames_of_being_whole() {
    Luminance room = Luminance.of(EmptyFrames.room(new Random(3), 640, 480), 640, 480);
    List<Integer> frames = new ArrayList<>();
    for (int seed = 0; seed < ARRIVALS; seed++) {
      frames.add(frames(new ArrivingCode(TEXT, room, seed), room, seed));
    }

    long late = frames.stream().filter(count -> count > 2).count();
    assertTrue(late <= ARRIVALS / 20, () -> "more than two frames: " + late + " of " + frames);
  }

  /// @return in which frame since the code was whole it is read; 0 if before
  private static int frames(ArrivingCode code, Luminance room, int empty) {
    QrCascade cascade = new QrCascade();
    for (int i = 0; i < empty % QrLook.values().length; i++) {
      cascade.next(room);
    }
    int whole = 0;
    for (int i = 0; i < GIVEN_UP; i++) {
      Luminance frame = code.next();
      whole += code.isWhole() || whole > 0 ? 1 : 0;
      String text = cascade.next(frame);
      if (text != null) {
        assertEquals(TEXT, text);
        return whole;
      }
    }
    return GIVEN_UP;
  }
}
