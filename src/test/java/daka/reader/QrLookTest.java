package daka.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class QrLookTest {
  private static final String TEXT = "310104195003071234";

  private final QrDecoder decoder = new QrDecoder();

  @Test
  void a_code_that_is_bright_on_dark_is_read_by_the_inverted_look() {
    readsWhatPlainDoesNot(QrLook.INVERTED, () -> code(5).inverted());
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

  private void readsWhatPlainDoesNot(QrLook look, Supplier<Luminance> image) {
    Luminance made = image.get();
    assertNull(decoder.decode(made, QrLook.PLAIN), "the plain look");
    assertEquals(TEXT, decoder.decode(made, look));
  }
}
