package daka.reader.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.reader.image.Luminance;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrLookTest {
  private static final String TEXT = "310104195003071234";

  private final QrDecoder decoder = new QrDecoder();

  /// So that each of them is worth its time: without it, nothing would read these.
  @ParameterizedTest(name = "{0} at {1}, {2}")
  @CsvSource({
    // x, y, pixels a module, degrees, brightness of paper and ink, blur, grain
    "PLAIN, 320, 240, 9.0, 9, 133, 86, 0, 6",
    "PLAIN, 320, 240, 11.0, 14, 124, 75, 0, 5",
    "DOUBLED, 174, 130, 1.8, 27, 210, 40, 0.4, 3",
    "DOUBLED, 153, 148, 2.0, 19, 210, 40, 0.7, 3",
    "CENTRE, 320, 240, 1.6, 22, 210, 40, 0.6, 3",
    "CENTRE, 320, 240, 2.1, 9, 210, 40, 0.9, 3",
    "GLOBAL, 320, 240, 10.0, 16, 200, 163, 0, 4",
    "BLURRED, 320, 240, 7.0, 39, 200, 50, 0, 63",
    "BLURRED, 320, 240, 16.0, 2, 200, 50, 0, 47",
    "HALVED, 320, 240, 13.0, 29, 121, 53, 0, 11",
    "HALVED, 320, 240, 9.0, 30, 107, 44, 0, 19",
    "INVERTED, 320, 240, 5.0, 41, 40, 210, 0, 3"
  })
  void each_look_reads_what_no_other_does(
      QrLook look,
      int x,
      int y,
      double module,
      int degrees,
      int paper,
      int ink,
      double blur,
      double grain) {
    Luminance background =
        look == QrLook.INVERTED
            ? Luminance.of(new byte[640 * 480], 640, 480)
            : DrawnCode.paper(640, 480);
    Luminance image =
        Scene.of(TEXT, 'L', background)
            .at(x, y)
            .module(module)
            .turned(degrees)
            .printed(paper, ink)
            .blurred(blur)
            .grainy(grain)
            .picture(new Random(7));

    for (QrLook other : QrLook.values()) {
      assertEquals(other == look ? TEXT : null, decoder.decode(image, other), other::name);
    }
  }

  @Test
  void a_single_image_is_looked_at_in_every_way() {
    assertEquals(TEXT, decoder.decode(code(5).inverted()));
  }

  @Test
  void every_look_reads_a_code_in_the_middle_and_knows_its_place() {
    Luminance image = code(6).dark();
    for (QrLook look : QrLook.values()) {
      QrDecoder.Found found =
          decoder.find(look == QrLook.INVERTED ? code(6).inverted() : image, look);
      assertEquals(TEXT, found == null ? null : found.text(), look::name);
      if (found != null) {
        assertEquals(TEXT, decoder.decode(found.place().in(code(6).dark())), look::name);
      }
    }
  }

  private static DrawnCode code(int module) {
    int side = 21 * module;
    return DrawnCode.of(TEXT).on(640, 480).module(module).at((640 - side) / 2, (480 - side) / 2);
  }
}
